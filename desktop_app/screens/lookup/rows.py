"""How a dossier and a resident stand in the list of hits: four columns of two lines. Knows no widget but the row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import axes
from desktop_app.services.lookup import DossierRow, LookupRow, PersonRow
from desktop_app.widgets.table import Row
from desktop_app.wording import QT_TRANSLATE_NOOP

DUE_AT = 1
FEE_AT = 2
SYNC_AT = 3


def row_of(row: LookupRow, now_ms: int) -> Row:
    """Return a hit as the list shows it."""
    return _dossier(row, now_ms) if isinstance(row, DossierRow) else _person(row)


def _dossier(row: DossierRow, now_ms: int) -> Row:
    dossier = row.dossier
    due, fee, sync = axes.due(dossier, now_ms), axes.fee(dossier), axes.sync(row.sync)
    due_text = _words(QT_TRANSLATE_NOOP("LookupRows", "Hẹn trả: {due}")).format(due=due.text)
    return Row(
        key=dossier.id.hex,
        cells=(
            f"{dossier.person_name}\n{dossier.procedure_name}",
            f"{axes.code_of(dossier)}\n{due_text}",
            f"{axes.business(dossier.status).text}\n{fee.text}",
            f"{axes.delivery(dossier.delivery).text}\n{sync.text}",
        ),
        tones=((DUE_AT, due.tone), (FEE_AT, fee.tone), (SYNC_AT, sync.tone)),
    )


def _person(row: PersonRow) -> Row:
    person = row.person
    birth, number = person.birth, axes.last4(person.personal_number)
    born = _words(QT_TRANSLATE_NOOP("LookupRows", "Người dân · sinh {birth}")).format(birth=birth)
    has_number = _words(QT_TRANSLATE_NOOP("LookupRows", "CCCD {number}")).format(number=number)
    count = _words(QT_TRANSLATE_NOOP("LookupRows", "{count} hồ sơ")).format(count=row.dossiers)
    if not birth:
        born = _words(QT_TRANSLATE_NOOP("LookupRows", "Người dân · chưa rõ ngày sinh"))
    if not number:
        has_number = _words(QT_TRANSLATE_NOOP("LookupRows", "Chưa có số định danh"))
    if not row.dossiers:
        count = _words(QT_TRANSLATE_NOOP("LookupRows", "Chưa có hồ sơ"))
    cells = (
        f"{person.name}\n{born}",
        f"{has_number}\n{person.phone}",
        f"{count}\n{person.cluster}",
        "\n".join(part.strip() for part in person.address.split(",")[:2]),
    )
    return Row(key=person.id.hex, cells=cells)


def _words(source: str) -> str:
    return QCoreApplication.translate("LookupRows", source)
