"""Two versions side by side, field by field, with who wrote each; a decision under each side. Widgets only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.screens.conflicts import words
from desktop_app.services.settling import OTHER, SEEN, STANDING, Clash
from desktop_app.widgets.plain import badge, button, hint, label, strong
from sync.records.rules import CONFLICT, DOSSIER, RUN

NOTE_CHARS = 300
_SIDES = {Qt.Key.Key_1: STANDING, Qt.Key.Key_Left: STANDING, Qt.Key.Key_2: OTHER, Qt.Key.Key_Right: OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """Who wrote each side, and who decided, each as one line; `decider` empty where nobody has."""

    standing: str
    other: str
    decider: str = ""


class CompareCard(QFrame):
    """One conflict. Keys 1 and 2 (or left and right) go to a side, Enter keeps it; up and down leave the card."""

    decided = Signal(str, str)  # STANDING, OTHER or SEEN; the note
    opened = Signal(str, str)  # type and id (hex) of the record in question
    left = Signal(int)  # to the card before (-1) or behind (1)
    came_to = Signal(QWidget)  # a part of the card that must be in sight now

    def __init__(self, clash: Clash, writers: Writers) -> None:
        super().__init__()
        self.clash = clash
        self._acts: dict[str, QPushButton] = {}
        self._marked = ""
        self.setObjectName(f"conflict_{clash.id.hex}")
        self.setProperty("role", "choice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{clash.about_code} {words.group(clash.group)}")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._sides(writers))
        for line in self._remarks(writers):
            column.addWidget(line)
        if clash.choices:
            column.addLayout(self._decision())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the card itself and of its buttons; the note takes its own."""
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
        if key in _SIDES and _SIDES[key] in self._acts:
            self._mark(_SIDES[key])
            return True
        return False

    def _mark(self, side: str) -> None:
        """Go to a side; from now on Enter in the note keeps it."""
        self._marked = side
        self._acts[side].setFocus()
        self.came_to.emit(self._acts[side])
        said = self.tr("Ghi chú (không bắt buộc), Enter để giữ bản {number}")
        self.note.setPlaceholderText(said.format(number=1 if side == STANDING else 2))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        about = strong(self.clash.about_code or self.tr("Thông tin người dân"))
        about.setWordWrap(False)
        head.addWidget(about)
        head.addWidget(badge(words.group(self.clash.group), "warn" if self.clash.choices else "plain"))
        head.addStretch(1)
        kind, record = self.clash.leads_to
        if kind in (DOSSIER, RUN):
            opens = button(self.tr("Mở hồ sơ") if kind == DOSSIER else self.tr("Mở chuyến"), tone="quiet")
            opens.setObjectName(f"open_{self.clash.id.hex}")
            opens.setAccessibleName(f"{opens.text()} {self.clash.about_code}")
            opens.setAutoDefault(True)
            opens.clicked.connect(lambda _checked=False: self.opened.emit(kind, record.hex))
            opens.installEventFilter(self)
            head.addWidget(opens)
        return head

    def _sides(self, writers: Writers) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 190)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        standing, other = self.clash.standing["values"], self.clash.other["values"]
        sides = (
            (STANDING, self._standing_name(), standing, writers.standing),
            (OTHER, self.tr("Bản kia"), other, writers.other),
        )
        fields = words.differing(standing, other)
        for row, each in enumerate(fields):
            grid.addWidget(label(f"≠ {words.field(each)}", role="field"), row + 2, 0, Qt.AlignmentFlag.AlignTop)
        for at, (side, name, values, author) in enumerate(sides, start=1):
            grid.addWidget(strong(self._side_name(at, side, name)), 0, at)
            grid.addWidget(hint(author), 1, at)
            for row, each in enumerate(fields):
                shown = label(words.value(each, values))
                shown.setAccessibleName(f"{name}. {words.field(each)}: {shown.text()}")
                grid.addWidget(shown, row + 2, at, Qt.AlignmentFlag.AlignTop)
            if side in self.clash.choices:
                grid.addLayout(self._keep(side, name), len(fields) + 2, at)
        return grid

    def _standing_name(self) -> str:
        return self.tr("Bản đang dùng") if self.clash.decision is None else self.tr("Bản đang dùng lúc đó")

    def _side_name(self, number: int, side: str, name: str) -> str:
        decision = self.clash.decision
        if decision is not None and decision.chosen == side:
            return self.tr("✓ {side} (được giữ)").format(side=name)
        return f"{number} · {name}" if side in self.clash.choices else name

    def _keep(self, side: str, name: str) -> QHBoxLayout:
        act = button(self.tr("Giữ bản này"), tone="plain", on_click=lambda: self._decide(side))
        act.setObjectName(f"keep_{side}_{self.clash.id.hex}")
        act.setAccessibleName(self.tr("Giữ bản này: {side}").format(side=name))
        self._add_act(side, act)
        row = QHBoxLayout()
        row.addWidget(act)
        row.addStretch(1)
        return row

    def _add_act(self, choice: str, act: QPushButton) -> None:
        act.setAutoDefault(True)  # Enter presses it
        act.installEventFilter(self)
        self._acts[choice] = act

    def _remarks(self, writers: Writers) -> list[QLabel]:
        """Return the lines below: what goes together, what is alike, what stands by now, what was decided and why."""
        clash, said = self.clash, []
        standing, other = clash.standing["values"], clash.other["values"]
        alike = words.alike(standing, other)
        if len(clash.choices) > 1 and len(words.differing(standing, other)) + len(alike) > 1:
            said.append(
                self.tr(
                    "Các mục này gắn với nhau nên giữ cả cụm của một bên: ghép mỗi bên một mục sẽ thành bản không ai"
                    " viết."
                )
            )
        if alike:
            names = ", ".join(words.field(each) for each in alike)
            said.append(self.tr("Giống nhau ở cả hai bản: {names}.").format(names=names))
        moved = [each for each in words.differing(standing, other) if each in clash.now and clash.choices]
        moved = [each for each in moved if clash.now[each] not in (standing.get(each), other.get(each))]
        if moved:
            values = ", ".join(f"{words.field(each)}: {words.value(each, clash.now)}" for each in moved)
            said.append(self.tr("Sau đó hồ sơ đã được sửa tiếp, nay là {values}.").format(values=values))
        if clash.choices == (SEEN,):
            said.append(self._why_only_seen())
        if clash.decision is not None:
            decider = writers.decider.replace("\n", " · ")
            said.append(f"{words.decision(clash.decision.chosen)} · {decider}".rstrip(" ·"))
            if clash.decision.note:
                said.append(self.tr("Ghi chú: {note}").format(note=clash.decision.note))
        return [hint(each) for each in said]

    def _why_only_seen(self) -> str:
        clash = self.clash
        if clash.about_type == CONFLICT:
            return self.tr("Hai người đã quyết định khác nhau khi chưa liên lạc được. Xin mở hồ sơ xem bản đang dùng.")
        if clash.now and all(clash.now.get(name) == value for name, value in clash.other["values"].items()):
            return self.tr("Hồ sơ nay đã giống bản kia, không còn gì phải chọn.")
        if not clash.now:
            return self.tr("Hồ sơ này không có trên máy này, nên chỉ ghi được là ông/bà đã xem.")
        return self.tr("Kết quả đã trao thì không đổi lại được. Xin xem hai lần ghi, rồi ghi là đã xem.")

    def _decision(self) -> QHBoxLayout:
        self.note = QLineEdit()
        self.note.setObjectName(f"note_{self.clash.id.hex}")
        self.note.setMaxLength(NOTE_CHARS)
        self.note.setAccessibleName(self.tr("Ghi chú cho quyết định, không bắt buộc"))
        self.note.setPlaceholderText(self.tr("Ghi chú cho quyết định (không bắt buộc)"))
        self.note.returnPressed.connect(self._keep_marked)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.note, 1)
        if SEEN in self.clash.choices:
            seen = button(self.tr("Đã xem"), tone="plain", on_click=lambda: self._decide(SEEN))
            seen.setObjectName(f"seen_{self.clash.id.hex}")
            self._add_act(SEEN, seen)
            row.addWidget(seen)
        return row

    def _keep_marked(self) -> None:
        if self._marked:
            self._decide(self._marked)

    def _decide(self, choice: str) -> None:
        self.decided.emit(choice, self.note.text())
