"""The row of filters below the look-up box: what is looked for, in which state, from which cluster. Widgets only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.services.lookup import Filters, Kind, Only
from desktop_app.widgets.plain import button
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.states import Business

_WHAT: Final = (
    (Kind.ALL, Only.ALL, QT_TRANSLATE_NOOP("LookupFilters", "Hồ sơ và người dân")),
    (Kind.DOSSIERS, Only.ALL, QT_TRANSLATE_NOOP("LookupFilters", "Chỉ hồ sơ")),
    (Kind.PEOPLE, Only.ALL, QT_TRANSLATE_NOOP("LookupFilters", "Chỉ người dân")),
    (Kind.DOSSIERS, Only.OVERDUE, QT_TRANSLATE_NOOP("LookupFilters", "Hồ sơ quá hạn")),
    (Kind.DOSSIERS, Only.DUE_TODAY, QT_TRANSLATE_NOOP("LookupFilters", "Hồ sơ hẹn trả hôm nay")),
    (Kind.DOSSIERS, Only.WAITS_FOR_PAPER, QT_TRANSLATE_NOOP("LookupFilters", "Hồ sơ chờ bổ sung giấy tờ")),
    (Kind.DOSSIERS, Only.ON_SHELF, QT_TRANSLATE_NOOP("LookupFilters", "Kết quả trên kệ")),
    (Kind.DOSSIERS, Only.OUT, QT_TRANSLATE_NOOP("LookupFilters", "Kết quả đang mang đi trả")),
    (Kind.DOSSIERS, Only.UNSENT, QT_TRANSLATE_NOOP("LookupFilters", "Hồ sơ chưa gửi về trung tâm")),
)
_STATUSES: Final = tuple(Business)


class LookupFilters(QWidget):
    """Three lists to choose from; Tab reaches each, the arrow keys choose."""

    changed = Signal(object)  # Filters

    def __init__(self) -> None:
        super().__init__()
        self.what = _list_of("lookup_what", self.tr("Tìm gì"))
        for place, (_, _, text) in enumerate(_WHAT):
            self.what.addItem(QCoreApplication.translate("LookupFilters", text), place)
        self.status = _list_of("lookup_status", self.tr("Tình trạng xử lý"))
        self.status.addItem(self.tr("Mọi tình trạng"), "")
        for status in _STATUSES:
            self.status.addItem(axes.business(status).text, status.value)
        self.cluster = _list_of("lookup_cluster", self.tr("Khu dân cư"))
        self.show_clusters(())
        self._all = button(self.tr("Bỏ lọc"), tone="quiet", on_click=self.clear)
        self._all.setObjectName("lookup_clear")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each, share in ((self.what, 5), (self.status, 4), (self.cluster, 4)):
            row.addWidget(each, share)
            each.activated.connect(lambda _at: self._tell())
        row.addWidget(self._all)
        self._draw()

    def value(self) -> Filters:
        """Return what is chosen."""
        kind, only, _ = _WHAT[self.what.currentData()]
        is_of_people = kind is Kind.PEOPLE
        status = "" if is_of_people else str(self.status.currentData())
        return Filters(kind=kind, only=only, status=status, cluster=str(self.cluster.currentData()))

    def show_clusters(self, names: Sequence[str]) -> None:
        """Offer these clusters; the chosen one stays."""
        chosen = self.cluster.currentData() or ""
        with QSignalBlocker(self.cluster):
            self.cluster.clear()
            self.cluster.addItem(self.tr("Mọi khu dân cư"), "")
            for name in names if chosen in ("", *names) else (*names, chosen):
                self.cluster.addItem(name, name)
            self.cluster.setCurrentIndex(max(0, self.cluster.findData(chosen)))

    def clear(self) -> None:
        """Choose everything again."""
        for each in (self.what, self.status, self.cluster):
            each.setCurrentIndex(0)
        self._tell()

    def _tell(self) -> None:
        self._draw()
        self.changed.emit(self.value())

    def _draw(self) -> None:
        value = self.value()
        self.status.setEnabled(value.kind is not Kind.PEOPLE)
        self._all.setEnabled(value != Filters())


def _list_of(name: str, accessible_name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible_name)
    made.setMaxVisibleItems(14)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made
