"""What the catalogue says of limits and fees, in the words of the desk; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.services.intake import Proposal
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.calendar import Limit, Standing, limit_text
from sync.records.catalogue import FeeRule, FeeUnit, Procedure
from sync.records.fees import fee_text, money

_UNITS: Final[Mapping[FeeUnit, str]] = {
    FeeUnit.PAGE: QT_TRANSLATE_NOOP("catalogue", "{amount}/trang"),
    FeeUnit.COPY: QT_TRANSLATE_NOOP("catalogue", "{amount}/bản"),
    FeeUnit.CASE: "{amount}",
}
_UNCHECKED: Final = QT_TRANSLATE_NOOP("catalogue", "chưa kiểm chứng")
GROUNDS: Final = (
    QT_TRANSLATE_NOOP("catalogue", "Người có công với cách mạng"),
    QT_TRANSLATE_NOOP("catalogue", "Hộ nghèo, cận nghèo"),
    QT_TRANSLATE_NOOP("catalogue", "Người khuyết tật"),
    QT_TRANSLATE_NOOP("catalogue", "Trẻ em"),
    QT_TRANSLATE_NOOP("catalogue", "Người cao tuổi"),
)
"""Grounds that are named most; anything else is typed. Which of them holds is for the text of the catalogue."""


def found_line(procedure: Procedure) -> str:
    """Return a procedure as a list of hits shows it: name, and below it what tells it from others."""
    facts = (procedure.code, procedure.field, limit_text(procedure.limit), procedure.result_name)
    return f"{procedure.name}\n{' · '.join(part for part in facts if part)}"


def facts_line(procedure: Procedure) -> str:
    """Return the line under the chosen procedure."""
    decides = _words(QT_TRANSLATE_NOOP("catalogue", "{agency} giải quyết")).format(agency=procedure.deciding_agency)
    result = _words(QT_TRANSLATE_NOOP("catalogue", "Kết quả: {result}")).format(result=procedure.result_name)
    is_named = procedure.result_name.lower() in procedure.name.lower()  # the line above says it already
    facts = [
        procedure.code,
        "" if is_named else result,
        decides if procedure.deciding_agency else "",
        _doubt(procedure.standing),
    ]
    if procedure.papers and all(paper.standing is not Standing.CHECKED for paper in procedure.papers):
        facts.append(_words(QT_TRANSLATE_NOOP("catalogue", "giấy tờ chưa kiểm chứng")))
    return " · ".join(part for part in facts if part)


def limit_case(limit: Limit) -> str:
    """Return one case of the limit as it is chosen."""
    return f"{limit.case}: {limit_text(limit).lower()}"


def fee_case(fee: FeeRule) -> str:
    """Return one case of the fee as it is chosen."""
    return " · ".join(part for part in (f"{fee.case}: {_amount(fee)}", _doubt(fee.standing)) if part)


def due_rule(proposal: Proposal, *, until_hour: int) -> str:
    """Return the rule by which the due day was counted; `until_hour`: until when a same-day dossier is due that day."""
    limit = proposal.limit
    if proposal.due_at_ms is None and limit.working_days == limit.calendar_days == limit.hours:
        text = _words(
            QT_TRANSLATE_NOOP("catalogue", "Danh mục chưa rõ thời hạn. Xin ghi ngày hẹn theo văn bản của thủ tục.")
        )
    elif proposal.due_at_ms is None:
        text = _words(QT_TRANSLATE_NOOP("catalogue", "Lịch trên máy chưa có đến ngày đó. Xin ghi ngày hẹn."))
    elif proposal.is_same_day:
        later = QT_TRANSLATE_NOOP("catalogue", "nhận sau {hour} giờ, ngoài giờ: ngày làm việc sau")
        usual = QT_TRANSLATE_NOOP("catalogue", "trong ngày; nhận sau {hour} giờ: ngày làm việc sau")
        text = _words(later if proposal.is_counted_later else usual).format(hour=until_hour)
    else:
        later = QT_TRANSLATE_NOOP("catalogue", "{limit}, nhận ngoài giờ nên tính từ ngày làm việc tiếp theo")
        usual = QT_TRANSLATE_NOOP("catalogue", "{limit}, không tính ngày nhận")
        is_days = limit.hours is None
        source = later if proposal.is_counted_later else usual if is_days else "{limit}"
        text = _words(source).format(limit=limit_text(limit))
    expected = QT_TRANSLATE_NOOP("catalogue", "lịch nghỉ dự kiến")
    parts = [text, limit.note, _doubt(limit.standing), _words(expected) if proposal.is_calendar_expected else ""]
    return " · ".join(part for part in parts if part)


def fee_rule(fee: FeeRule) -> str:
    """Return what is asked and from where on less, and how far that may be trusted."""
    text = _amount(fee)
    if fee.vnd_after is not None and fee.full_pages is not None:
        after = _words(QT_TRANSLATE_NOOP("catalogue", "từ trang {page}: {amount}"))
        text += ", " + after.format(page=fee.full_pages + 1, amount=money(fee.vnd_after))
    if fee.most_vnd_per_copy is not None:
        most = _words(QT_TRANSLATE_NOOP("catalogue", "tối đa {amount}/bản"))
        text += ", " + most.format(amount=money(fee.most_vnd_per_copy))
    return " · ".join(part for part in (text, _doubt(fee.standing)) if part)


def grounds() -> tuple[str, ...]:
    """Return the grounds for exemption that are offered."""
    return tuple(_words(each) for each in GROUNDS)


def _amount(fee: FeeRule) -> str:
    return fee_text(fee.vnd) if not fee.vnd else _words(_UNITS[fee.unit]).format(amount=money(fee.vnd))


def _doubt(standing: Standing) -> str:
    return "" if standing is Standing.CHECKED else _words(_UNCHECKED)


def _words(source: str) -> str:
    return QCoreApplication.translate("catalogue", source)
