"""The evening: the runs that are out; a run's doors at the left, the one door or the closing count at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.evening.closing.view import ClosingPanel
from desktop_app.screens.evening.door.view import DoorPanel
from desktop_app.screens.evening.presenter import EveningPresenter
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import button, card, title
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.delivery import DeliveryRun
from sync.records.dossier import Dossier


class EveningScreen(QWidget):
    """Chuyến trả kết quả tại nhà. `wrote` after each act that was saved."""

    go = Signal(str, str)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("evening")
        self.setProperty("role", "surface")
        self.presenter = EveningPresenter(desk, jobs_write, jobs_read, self)
        self.door = DoorPanel()
        self.closing = ClosingPanel()
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Chuyến trả kết quả tại nhà")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the runs anew, or stay with the one that is open."""
        self.presenter.start()

    def open(self, run_id: str) -> None:
        """Go straight to a run that was just opened."""
        self._said.show_text("", "good")
        self.presenter.open_run(run_id)

    def _build(self) -> None:
        self._title = title(self.title)
        self._said = Banner(tone="good")
        self._said.setObjectName("evening_said")
        self.count = button(self.tr("Kiểm và đóng chuyến"), on_click=self._start_closing)
        self.count.setObjectName("count_back")
        self.others = button(self.tr("Các chuyến khác"), tone="quiet", on_click=self.presenter.list_runs)
        self.others.setObjectName("other_runs")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.others)
        head.addWidget(self.count)
        self.runs = RecordTable(
            (
                Column(title=self.tr("Chuyến"), width_px=260),
                Column(title=self.tr("Khu dân cư")),
                Column(title=self.tr("Số kết quả"), width_px=120, is_number=True),
                Column(title=self.tr("Đi lúc"), width_px=200),
            ),
            accessible_name=self.tr("Các chuyến đang đi"),
            empty_text="",
        )
        self.runs.setObjectName("runs")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.runs)
        self._pages.addWidget(self._sheet_page())
        self._state = StateView(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._state, 1)

    def _sheet_page(self) -> QWidget:
        self.doors = RecordTable(
            (Column(title=self.tr("Nhà")),),
            accessible_name=self.tr("Bảng kê của chuyến"),
            empty_text=self.tr("Chuyến này không có kết quả nào."),
        )
        self.doors.setObjectName("doors")
        self.doors.setItemDelegate(TwoLines(self.doors, strong_column=0, is_strong_wrapped=True))
        self.doors.setMinimumWidth(200)
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        self._right = QStackedWidget()
        self._right.addWidget(self.door)
        self._right.addWidget(self.closing)
        inside.addWidget(self._right)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.doors, 7)
        row.addWidget(sheet, 13)
        return made

    def _connect(self) -> None:
        presenter = self.presenter
        self.runs.chosen.connect(presenter.open_run)
        self.doors.chosen.connect(self._go_to)
        self.doors.clicked.connect(lambda _index: self._go_to(self.doors.current_key()))
        self.door.given.connect(lambda: presenter.hand_over(self.door.form.receiver(), self.door.form.strokes()))
        self.door.nobody_home.connect(presenter.nobody_home)
        self.closing.counted.connect(lambda key, is_back: presenter.count_back(key, is_back=is_back))
        self.closing.closing.connect(presenter.close)
        presenter.runs_shown.connect(self._show_runs)
        presenter.sheet_shown.connect(self._show_sheet)
        presenter.door_shown.connect(self._show_door)
        presenter.balance_shown.connect(self.closing.show_balance)
        presenter.closed.connect(self._say_closed)
        presenter.wrote.connect(self.wrote)
        presenter.busy_changed.connect(self._set_busy)
        presenter.refused.connect(self._refuse)

    def _go_to(self, key: str) -> None:
        self._right.setCurrentWidget(self.door)
        self.presenter.go_to(key)
        self.door.form.ask_who()

    def _start_closing(self) -> None:
        self._right.setCurrentWidget(self.closing)
        self.closing.start()

    def _show_runs(self, runs: tuple[DeliveryRun, ...]) -> None:
        self._title.setText(self.title)
        self.count.hide()
        self.others.hide()
        self._pages.setCurrentIndex(0)
        self.runs.show_rows(
            [
                Row(
                    key=run.id.hex,
                    cells=(
                        run.code,
                        run.cluster or self.tr("nhiều khu"),
                        str(len(run.dossiers)),
                        axes.moment(run.opened_at_ms),
                    ),
                )
                for run in runs
            ]
        )
        if runs:
            self._state.show_content()
            self.runs.setFocus()
            return
        self._state.show_empty(
            self.tr("Không có chuyến nào đang đi.\nXếp chuyến từ Kệ kết quả."),
            action=self.tr("Kệ kết quả"),
            on_action=lambda: self.go.emit(Place.SHELF, ""),
        )

    def _show_sheet(self, sheet: RunSheet) -> None:
        self._state.show_content()
        self._pages.setCurrentIndex(1)
        self._title.setText(self.tr("Chuyến {code}").format(code=sheet.run.code))
        self.count.show()
        self.others.show()
        self.closing.show_sheet(sheet)
        rows = []
        for at, dossier in enumerate(sheet.dossiers, start=1):
            said = axes.delivery(dossier.delivery)
            where = " · ".join(part for part in (said.text, dossier.address) if part)
            rows.append(
                Row(key=dossier.id.hex, cells=(f"{at}. {dossier.person_name}\n{where}",), tones=((0, said.tone),))
            )
        self.doors.show_rows(rows)

    def _show_door(self, dossier: Dossier | None) -> None:
        if dossier is None:
            self._start_closing()
            return
        self._right.setCurrentWidget(self.door)
        self.doors.go_to(dossier.id.hex)
        self.door.show_door(dossier)

    def _say_closed(self, sheet: RunSheet) -> None:
        run = sheet.run
        self._said.show_text(
            self.tr("Đã lưu trên máy: chuyến {code} đã đóng. Đã lấy {taken}, đã trao {handed}, về kệ {back}.").format(
                code=run.code, taken=run.taken, handed=run.handed_over, back=run.returned
            ),
            "good",
        )

    def _set_busy(self, is_busy: bool) -> None:
        self.door.set_busy(is_busy)
        self.closing.close_run.setEnabled(not is_busy)

    def _refuse(self, sentence: str) -> None:
        if self.presenter.sheet is None:
            self._state.show_error(sentence)
        elif self._right.currentWidget() is self.closing:
            self.closing.show_refusal(sentence)
        else:
            self.door.show_refusal(sentence)
