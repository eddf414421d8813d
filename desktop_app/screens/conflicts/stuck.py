"""An act that the centre did not apply: what, why, since when, and the ways out under it. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.screens import axes, deeds
from desktop_app.services.rulings import NEED_A_NOTE, Decided, Decision, Stuck
from desktop_app.widgets.plain import badge, button, hint, label, strong
from desktop_app.widgets.reason_box import ReasonBox
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.rules import DOSSIER, RUN

_ACTS: Final[Mapping[str, str]] = {
    Decision.RETRY: QT_TRANSLATE_NOOP("stuck", "Thử lại"),
    Decision.SET_ASIDE: QT_TRANSLATE_NOOP("stuck", "Không ghi việc này"),
    Decision.FORCE: QT_TRANSLATE_NOOP("stuck", "Ghi dù thiếu hồ sơ gốc"),
}
_QUESTIONS: Final[Mapping[str, str]] = {
    Decision.SET_ASIDE: QT_TRANSLATE_NOOP(
        "stuck", "Việc này sẽ không vào sổ chung; nội dung vẫn được giữ mãi. Xin ghi lý do để xác nhận."
    ),
    Decision.FORCE: QT_TRANSLATE_NOOP(
        "stuck", "Sổ chung sẽ có một hồ sơ chỉ gồm phần ghi ở việc này. Xin ghi lý do để xác nhận."
    ),
}
_KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class StuckCard(QFrame):
    """One act. Keys 1, 2, 3 go to a way out, Enter takes it; up and down leave the card."""

    decided = Signal(str, str)  # Decision, note
    opened = Signal(str, str)  # type and id (hex) of its record
    left = Signal(int)  # to the card before (-1) or behind (1)
    came_to = Signal(QWidget)  # a part of the card that must be in sight now

    def __init__(self, stuck: Stuck, *, decider: str = "") -> None:
        super().__init__()
        self.stuck = stuck
        row = stuck.operation
        self._boxes: dict[str, ReasonBox] = {}
        self._acts: list[QPushButton] = []
        self.setObjectName(f"stuck_{row.seq}")
        self.setProperty("role", "choice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 8, 18, 10)
        self._column.setSpacing(4)
        self._column.addLayout(self._head())
        why = label(deeds.reason(_reason(stuck)))
        why.setObjectName(f"why_{row.seq}")
        self._column.addWidget(why)
        self.setAccessibleName(f"{self._what()}. {why.text()}")
        self._column.addWidget(
            hint(
                self.tr("Làm lúc {time} · máy này · chờ từ {since} · mã {code}").format(
                    time=axes.moment(row.at_ms),
                    since=axes.moment(row.since_ms),
                    code=deeds.reason_code(_reason(stuck)),
                )
            )
        )
        if stuck.decided is not None:
            self._column.addWidget(hint(self._said_of(stuck.decided, decider)))
        if stuck.ways:
            self._column.addLayout(self._ways())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the card itself and of its buttons; a reason takes its own."""
        if not self._takes(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would take the arrows for itself."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._takes(event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._acts:
            at = next((at for at, each in enumerate(self._acts) if each.hasFocus()), -1)
            at += 1 if key == Qt.Key.Key_Right else -1
            self._go_to(max(0, min(at, len(self._acts) - 1)))
            return True
        if key in _KEYS[: len(self._acts)]:
            self._go_to(_KEYS.index(key))
            return True
        return False

    def _go_to(self, at: int) -> None:
        self._acts[at].setFocus()
        self.came_to.emit(self._acts[at])

    def _what(self) -> str:
        row = self.stuck.operation
        return " · ".join(each for each in (row.code or row.name, deeds.deed(row.kind)) if each)

    def _head(self) -> QHBoxLayout:
        row = self.stuck.operation
        head = QHBoxLayout()
        head.setSpacing(12)
        about = strong(self._what())
        about.setWordWrap(False)
        head.addWidget(about)
        head.addWidget(self._state())
        if self.stuck.is_alarm:
            alarm = badge(self.tr("Quá 24 giờ"), "danger")
            alarm.setObjectName(f"alarm_{row.seq}")
            head.addWidget(alarm)
        head.addStretch(1)
        if row.type in (DOSSIER, RUN):
            opens = button(self.tr("Mở hồ sơ") if row.type == DOSSIER else self.tr("Mở chuyến"), tone="quiet")
            opens.setObjectName(f"open_stuck_{row.seq}")
            opens.setAccessibleName(f"{opens.text()} {row.code}")
            opens.clicked.connect(lambda _checked=False: self.opened.emit(row.type, row.record.hex))
            opens.installEventFilter(self)
            head.addWidget(opens)
        return head

    def _state(self) -> QLabel:
        """Return where it stands: a person who has decided has nothing more to do here."""
        if self.stuck.decided is not None and self.stuck.decided.is_under_way:
            return badge(self.tr("Đã quyết định"), "accent")
        state = axes.sync(self.stuck.operation.state)
        return badge(state.text, state.tone)

    def _ways(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for number, decision in enumerate(self.stuck.ways, start=1):
            act = button(f"{number} · {_words(_ACTS[decision])}", on_click=partial(self._ask, decision))
            act.setObjectName(f"{decision}_{self.stuck.operation.seq}")
            act.setAccessibleName(f"{_words(_ACTS[decision])}: {self._what()}")
            act.setAutoDefault(True)  # Enter presses it
            act.installEventFilter(self)
            self._acts.append(act)
            line.addWidget(act)
        line.addStretch(1)
        return line

    def _ask(self, decision: Decision) -> None:
        """Take a way out at once, or ask first for the reason where it cannot be taken back."""
        if decision not in NEED_A_NOTE:
            self.decided.emit(decision, "")
            return
        for each in self._boxes.values():
            each.close_box()
        if decision not in self._boxes:
            self._boxes[decision] = self._box(decision)
        self._boxes[decision].ask()
        self.came_to.emit(self._boxes[decision])

    def _box(self, decision: Decision) -> ReasonBox:
        box = ReasonBox(
            _words(_QUESTIONS[decision]),
            act=_words(_ACTS[decision]),
            missing=self.tr("Xin ghi lý do."),
            back=self.tr("Quay lại"),
        )
        box.setObjectName(f"confirm_{decision}_{self.stuck.operation.seq}")
        box.given.connect(lambda note: self.decided.emit(decision, note))
        box.missed.connect(lambda: self.came_to.emit(box))
        box.left.connect(self.setFocus)
        self._column.addWidget(box)
        return box

    def _said_of(self, decided: Decided, decider: str) -> str:
        what = _words(_ACTS[decided.decision]) if decided.decision in _ACTS else decided.decision
        parts = [what, decider, axes.moment(decided.at_ms), decided.note]
        said = " · ".join(each for each in parts if each)
        if decided.is_under_way:
            return self.tr("Đã quyết định, chờ trung tâm: {said}").format(said=said)
        return self.tr("Đã quyết định mà vẫn chưa ghi được: {said}").format(said=said)


def _reason(stuck: Stuck) -> str:
    row = stuck.operation
    return row.reason or ("behind_held" if row.state == "held" else "behind_parked")


def _words(source: str) -> str:
    return QCoreApplication.translate("stuck", source)
