"""What a new commune does first, in three steps: its residents, its first dossier, its first crossing. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.screens.places import Place
from desktop_app.services.today import Today
from desktop_app.widgets.plain import badge, button, card, heading, hint, label, set_style, strong

STEPS: Final = (Place.PEOPLE_IMPORT, Place.INTAKE, Place.SYNC)


class FirstSteps(QWidget):
    """Three lines, each with its button; a step that is done says so. Shown until the first dossier is there."""

    go = Signal(str)  # Place

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("first_steps")
        self.buttons: dict[Place, QPushButton] = {}
        self.marks: dict[Place, QLabel] = {}
        sheet = card()
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(20, 14, 20, 16)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(heading(self.tr("Sổ của máy này còn trống. Ba việc đầu tiên:")), 0, 0, 1, 3)
        self._add(
            Place.PEOPLE_IMPORT,
            self.tr("Nhập danh sách người dân"),
            self.tr("Từ tệp CSV của xã. Nhờ vậy khi tiếp nhận không phải gõ lại họ tên, ngày sinh, nơi ở."),
            self.tr("Nhập danh sách"),
        )
        self._add(
            Place.INTAKE,
            self.tr("Tiếp nhận hồ sơ đầu tiên"),
            self.tr("Quét mã QR trên thẻ căn cước hoặc gõ tên. Không cần mạng."),
            self.tr("Tiếp nhận (F2)"),
        )
        self._add(
            Place.SYNC,
            self.tr("Đồng bộ với hệ thống"),
            self.tr("Khi có mạng, máy tự gửi. Bấm F9 để xem đã gửi đến đâu."),
            self.tr("Đồng bộ (F9)"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)
        column.addStretch(1)

    def show_steps(self, today: Today) -> None:
        """Mark what is done, and offer the next step first."""
        done = {
            Place.PEOPLE_IMPORT: today.has_people,
            Place.INTAKE: today.has_dossiers,
            Place.SYNC: bool(today.sync.agreed_at_ms),
        }
        ahead = next((step for step in STEPS if not done[step]), None)
        for step in STEPS:
            self.marks[step].setVisible(done[step])
            self.buttons[step].setVisible(not done[step])
            set_style(self.buttons[step], "tone", "primary" if step == ahead else "plain")

    def focus_next(self) -> None:
        """Put the cursor on the button of the next step."""
        ahead = next((self.buttons[step] for step in STEPS if not self.buttons[step].isHidden()), None)
        if ahead is not None:
            ahead.setFocus()

    def _add(self, place: Place, what: str, why: str, act: str) -> None:
        row = self._grid.rowCount()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(what))
        words.addWidget(hint(why))
        self.buttons[place] = made = button(act)
        made.setObjectName(f"step_{place}")
        made.setAccessibleDescription(what)
        made.setAutoDefault(True)
        made.clicked.connect(lambda _checked=False: self.go.emit(place))
        self.marks[place] = badge(self.tr("Đã xong"), "good")
        self._grid.addWidget(label(f"{len(self.buttons)}.", role="heading"), row, 0)
        self._grid.addLayout(words, row, 1)
        self._grid.addWidget(made, row, 2)
        self._grid.addWidget(self.marks[place], row, 2)
