"""The closing minute: what was taken, what became of each envelope, to be read before the bag is put away. Widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.evening.door.words import outcome_on
from desktop_app.services.evening import RunSheet
from desktop_app.services.papers import envelope_of
from desktop_app.widgets.facts import Facts
from desktop_app.widgets.plain import button, card, heading
from desktop_app.widgets.table import Column, RecordTable, Row


class MinutePanel(QWidget):
    """Emits `read` when the official is done with it."""

    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("minute")
        self.facts = Facts()
        self.table = RecordTable(
            (
                Column(title=self.tr("Họ và tên")),
                Column(title=self.tr("Kết quả của lần đi"), width_px=210),
                Column(title=self.tr("Mã phong bì"), width_px=270),
            ),
            accessible_name=self.tr("Từng phong bì của chuyến"),
            empty_text="",
        )
        self.table.setObjectName("minute_table")
        self.done = button(self.tr("Xong"), tone="primary", on_click=self.read.emit)
        self.done.setObjectName("minute_done")
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(8)
        inside.addWidget(heading(self.tr("Biên bản đóng chuyến")))
        inside.addWidget(self.facts)
        inside.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.done)
        foot.addStretch(1)
        inside.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet, 1)

    def show_closed(self, sheet: RunSheet, *, officer: str) -> None:
        """Show the run as it was closed."""
        run = sheet.run
        self.facts.show_facts(
            [
                (self.tr("Chuyến"), " · ".join(part for part in (run.code, run.cluster) if part)),
                (self.tr("Người mang đi"), officer or "–"),
                (
                    self.tr("Đi lúc, về lúc"),
                    f"{axes.moment(run.opened_at_ms)} – {axes.moment(run.closed_at_ms)}",
                ),
                (
                    self.tr("Đã lấy"),
                    self.tr("{taken} = trao {handed} + mang về {back} + bưu chính {posted} + thất lạc {lost}").format(
                        taken=run.taken,
                        handed=run.handed_over,
                        back=run.returned,
                        posted=run.posted,
                        lost=run.lost,
                    ),
                ),
            ]
        )
        rows = []
        for each in sheet.dossiers:
            said = outcome_on(each, run.id.hex)
            cells = (each.person_name, said.text, envelope_of(each))
            rows.append(Row(key=each.id.hex, cells=cells, tones=((1, said.tone),)))
        self.table.show_rows(rows)
        self.done.setFocus()
