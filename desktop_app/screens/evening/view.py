"""The evening: the runs that are out; a run's doors at the left, the one door or the closing count at the right."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.evening.closing.view import ClosingPanel
from desktop_app.screens.evening.door.view import DoorPanel
from desktop_app.screens.evening.minute.view import MinutePanel
from desktop_app.screens.evening.presenter import EveningPresenter
from desktop_app.screens.places import Place
from desktop_app.screens.receiving import words
from desktop_app.services import papers
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.pages import Pages
from desktop_app.widgets.plain import button, card, title
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier
from sync.records.run import DeliveryRun
from sync.records.states import Delivery

DOORS_PX: Final = 272


class EveningScreen(QWidget):
    """Chuyến trả kết quả tại nhà. `wrote` after each act that was saved."""

    go = Signal(str, str)
    wrote = Signal()
    print_asked = Signal(str, str)  # kind of paper, id of the run or the dossier (hex)

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("evening")
        self.setProperty("role", "surface")
        self.presenter = EveningPresenter(desk, jobs_write, jobs_read, self)
        self.door = DoorPanel()
        self.closing = ClosingPanel()
        self.minute = MinutePanel()
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
        self._missing = Banner()
        self._missing.setObjectName("run_missing")
        self.manifest = button(self.tr("In bảng kê"), tone="quiet", on_click=self._ask_for_manifest)
        self.manifest.setObjectName("print_manifest")
        self.labels = button(self.tr("In nhãn"), tone="quiet", on_click=self._ask_for_labels)
        self.labels.setObjectName("print_labels")
        self.count = button(self.tr("Kiểm và đóng chuyến"), on_click=self._start_closing)
        self.count.setObjectName("count_back")
        self.others = button(self.tr("Chuyến khác"), tone="quiet", on_click=self.presenter.list_runs)
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
        self._pages = Pages()
        self._pages.addWidget(self.runs)
        self._pages.addWidget(self._sheet_page())
        self._pages.addWidget(self.minute)
        self._state = StateView(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._missing)
        column.addWidget(self._state, 1)

    def _sheet_page(self) -> QWidget:
        self.doors = RecordTable(
            (Column(title=self.tr("Nhà")),),
            accessible_name=self.tr("Bảng kê của chuyến"),
            empty_text=self.tr("Chuyến này không có kết quả nào."),
        )
        self.doors.setObjectName("doors")
        self.doors.setItemDelegate(TwoLines(self.doors, strong_column=0, is_strong_wrapped=True))
        self.doors.setFixedWidth(DOORS_PX)
        sheet = card()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        self._right = Pages()
        self._right.addWidget(self.door)
        self._right.addWidget(self.closing)
        inside.addWidget(self._right)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        prints = QHBoxLayout()
        prints.addWidget(self.manifest)
        prints.addWidget(self.labels)
        prints.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.doors, 1)
        left.addLayout(prints)
        row.addLayout(left)
        row.addWidget(sheet, 1)
        return made

    def _connect(self) -> None:
        presenter = self.presenter
        self.runs.chosen.connect(presenter.open_run)
        self.doors.chosen.connect(self._go_to)
        self.doors.clicked.connect(lambda _index: self._go_to(self.doors.current_key()))
        self.door.given.connect(lambda: presenter.hand_over(self.door.form.receiver(), self.door.form.strokes()))
        self.door.visit_ended.connect(presenter.end_visit)
        self.door.scanned.connect(presenter.scan)
        self.door.looked.connect(presenter.look)
        self.door.envelope_first.connect(presenter.refuse_unchecked)
        self.door.print_asked.connect(self.print_asked)
        self.closing.counted.connect(lambda key, is_back: presenter.count_back(key, is_back=is_back))
        self.closing.scanned.connect(self._scanned_back)
        self.closing.missed.connect(self._report_lost)
        self.closing.closing.connect(presenter.close)
        self.minute.read.connect(self._read_minute)
        presenter.envelope_checked.connect(self.door.envelope_is)
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
        self.door.ask()

    def _start_closing(self) -> None:
        self._right.setCurrentWidget(self.closing)
        self.closing.start()

    def _scanned_back(self, code: str) -> None:
        found = self.presenter.scanned_back(code)
        if found:
            self.closing.tick(found)

    def _report_lost(self, key: str) -> None:
        self._go_to(key)
        self.door.choose(words.LOST.name)

    def _ask_for_manifest(self) -> None:
        if self.presenter.sheet is not None:
            self.print_asked.emit(papers.MANIFEST, self.presenter.sheet.run.id.hex)

    def _ask_for_labels(self) -> None:
        if self.presenter.sheet is not None:
            self.print_asked.emit(papers.ENVELOPE_LABEL, self.presenter.sheet.run.id.hex)

    def _read_minute(self) -> None:
        self._said.show_text("", "good")
        self.presenter.list_runs()

    def _has_run(self, is_open: bool) -> None:
        for each in (self.count, self.others):
            each.setVisible(is_open)
        if not is_open:
            self._title.setText(self.title)
            self._missing.show_text("", "warn")

    def _show_runs(self, runs: tuple[DeliveryRun, ...]) -> None:
        self._has_run(False)
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
        self._has_run(True)
        self._title.setText(self.tr("Chuyến {code}").format(code=sheet.run.code))
        self._missing.show_text(
            self.tr(
                "Máy này chưa có {count} hồ sơ của chuyến. Xin đồng bộ, hoặc đóng chuyến ở máy đã lập chuyến."
            ).format(count=sheet.missing)
            if sheet.missing
            else "",
            "warn",
        )
        self.closing.show_sheet(sheet)
        names = Counter(each.person_name for each in sheet.dossiers)
        self.doors.show_rows(
            [
                self._row(at, each, has_namesake=names[each.person_name] > 1)
                for at, each in enumerate(sheet.dossiers, start=1)
            ]
        )

    def _row(self, at: int, dossier: Dossier, *, has_namesake: bool) -> Row:
        said = axes.delivery(dossier.delivery)
        told_apart = axes.last4(dossier.personal_number) or dossier.birth if has_namesake else ""
        name = " · ".join(part for part in (f"{at}. {dossier.person_name}", told_apart) if part)
        state = "" if dossier.delivery == Delivery.OUT else said.text
        where = " · ".join(part for part in (state, self.presenter.home_of(dossier)) if part) or said.text
        return Row(key=dossier.id.hex, cells=(f"{name}\n{where}",), tones=((0, said.tone),) if state else ())

    def _show_door(self, dossier: Dossier | None) -> None:
        if dossier is None:
            self._start_closing()
            return
        self._right.setCurrentWidget(self.door)
        self.doors.go_to(dossier.id.hex)
        self.door.show_door(dossier, self.presenter.rule(), home=self.presenter.home_of(dossier))

    def _say_closed(self, sheet: RunSheet) -> None:
        run = sheet.run
        self._said.show_text(
            self.tr("Đã lưu an toàn trên máy này: chuyến {code} đã đóng, đủ {taken} phong bì.").format(
                code=run.code, taken=run.taken
            ),
            "good",
        )
        self._has_run(False)
        self._state.show_content()
        self._pages.setCurrentWidget(self.minute)
        self.minute.show_closed(sheet, officer=self.presenter.officer_of(sheet))

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
