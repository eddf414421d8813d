"""What needs a person: clashing values side by side with who, when and where; acts not applied. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes, deeds
from desktop_app.screens.conflicts import words
from desktop_app.screens.conflicts.presenter import ConflictsPresenter, Pending
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import ConflictRow
from desktop_app.services.syncing import OperationRow
from desktop_app.widgets.plain import badge, button, card, heading, hint, label, strong, title
from desktop_app.widgets.state_view import StateView
from sync.records.rules import DOSSIER

MOST_SHOWN: Final = 60
"""Of each kind; more cards than anybody settles in a day."""


class ConflictsScreen(QWidget):
    """Cần xử lý."""

    go = Signal(str, str)  # Place, id of a dossier (hex)

    def __init__(self, desk: Desk, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("conflicts")
        self.setProperty("role", "surface")
        self.presenter = ConflictsPresenter(desk, jobs_read, self)
        self._build()
        self.presenter.listed.connect(self._show)
        self.presenter.refused.connect(self._refuse)

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Cần xử lý")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the list anew."""
        self.presenter.refresh()
        self._area.setFocus()

    def notice(self) -> str:
        """Return what stands in the list's place, "" while there is a list."""
        return self.state.notice_text()

    def _build(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Việc cần xử lý"))
        self._area.setObjectName("conflicts_list")
        self.state = StateView(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(title(self.title))
        column.addWidget(self.state, 1)

    def _show(self, pending: Pending) -> None:
        if not pending.conflicts and not pending.parked:
            self.state.show_empty(self.tr("Không có gì cần xử lý"))
            return
        at_px = self._area.verticalScrollBar().value()
        self._area.setWidget(self._list(pending))
        self._area.verticalScrollBar().setValue(at_px)
        self.state.show_content()

    def _list(self, pending: Pending) -> QWidget:
        made = QWidget()
        made.setProperty("role", "surface")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        if pending.conflicts:
            column.addWidget(heading(self.tr("Hai nơi ghi khác nhau ({count})").format(count=len(pending.conflicts))))
            column.addWidget(hint(self.tr("Cả hai bản đều được giữ. Bản đang dùng là bản hiện trên hồ sơ.")))
        for row in pending.conflicts[:MOST_SHOWN]:
            column.addWidget(self._conflict(row, pending.names))
        if pending.parked:
            column.addWidget(
                heading(self.tr("Việc hệ thống chưa ghi nhận ({count})").format(count=len(pending.parked)))
            )
            column.addWidget(hint(self.tr("Việc vẫn lưu an toàn trên máy này.")))
        for operation in pending.parked[:MOST_SHOWN]:
            column.addWidget(self._parked(operation))
        column.addStretch(1)
        return made

    def _conflict(self, row: ConflictRow, names: Mapping[UUID, str]) -> QFrame:
        made = card()
        made.setObjectName(f"conflict_{row.id.hex}")
        grid = QGridLayout(made)
        grid.setContentsMargins(18, 10, 18, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._head(row), 0, 0, 1, 2)
        fields = words.differing(row.standing["values"], row.other["values"])
        for at, (name, version) in enumerate(
            ((self.tr("Bản đang dùng"), row.standing), (self.tr("Bản kia"), row.other))
        ):
            grid.addLayout(self._version(name, version, fields, names), 1, at)
        return made

    def _head(self, row: ConflictRow) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        about = strong(row.about_code or self.tr("Thông tin người dân"))
        about.setWordWrap(False)
        head.addWidget(about)
        head.addWidget(badge(words.group(row.group), "warn"))
        head.addStretch(1)
        if row.about_type == DOSSIER:
            opens = button(self.tr("Xem hồ sơ"), tone="quiet")
            opens.setObjectName(f"open_{row.id.hex}")
            opens.setAccessibleName(self.tr("Xem hồ sơ {code}").format(code=row.about_code))
            opens.clicked.connect(lambda _checked=False: self.go.emit(Place.DOSSIER, row.about.hex))
            head.addWidget(opens)
        return head

    def _version(
        self, name: str, version: Mapping[str, Any], fields: tuple[str, ...], names: Mapping[UUID, str]
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(name, role="field"))
        said = "\n".join(f"{words.field(each)}: {words.value(each, version['values'])}" for each in fields)
        shown = label(said)
        shown.setAccessibleName(f"{name}: {said}")
        column.addWidget(shown)
        column.addWidget(hint(self._author_text(version, names)))
        column.addStretch(1)
        return column

    def _author_text(self, version: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
        author = self.presenter.author_of(version, names)
        who = author.name or self.tr("Cán bộ {short_id}").format(short_id=author.short_id)
        where = self.tr("máy này") if author.is_here else self.tr("máy khác")
        return f"{who} · {axes.moment(author.at_ms)} · {where}"

    def _parked(self, row: OperationRow) -> QFrame:
        made = card()
        made.setObjectName(f"parked_{row.seq}")
        column = QVBoxLayout(made)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(2)
        what = strong(f"{row.code} · {deeds.deed(row.kind)}" if row.code else deeds.deed(row.kind))
        column.addWidget(what)
        column.addWidget(label(deeds.reason(row.reason or "behind_parked")))
        column.addWidget(hint(self.tr("Làm lúc {time} · máy này").format(time=axes.moment(row.at_ms))))
        return made

    def _refuse(self, sentence: str) -> None:
        self.state.show_error(sentence, action=self.tr("Đọc lại"), on_action=self.presenter.refresh)
