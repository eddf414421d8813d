"""The day at a glance: what is to be done with single dossiers, what waits where, and the way to each. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.home import words
from desktop_app.screens.home.first_steps import FirstSteps
from desktop_app.screens.home.presenter import HomePresenter
from desktop_app.screens.home.words import CardWords, Task
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.today import Today
from desktop_app.widgets.plain import button, error_line, heading, hint, say_error, title
from desktop_app.widgets.table import CODE_PX, Column, RecordTable, Row
from desktop_app.widgets.task_card import TaskCard
from desktop_app.widgets.two_lines import TwoLines
from sync.records.run import DeliveryRun

WHAT_AT: Final = 0
NAME_AT: Final = 1
CARDS_PX: Final = 322


class HomeScreen(QWidget):
    """Bàn làm việc."""

    go = Signal(str, str)  # Place, id of a dossier or run (hex)

    def __init__(self, desk: Desk, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("home")
        self.setProperty("role", "surface")
        self.presenter = HomePresenter(desk, jobs_read, self)
        self._runs: tuple[DeliveryRun, ...] = ()
        self._build()
        self.tasks.chosen.connect(lambda dossier_id: self.go.emit(Place.DOSSIER, dossier_id))
        self.first_steps.go.connect(lambda place: self.go.emit(place, ""))
        self.presenter.summed_up.connect(self._show)
        self.presenter.refused.connect(lambda sentence: say_error(self._error, sentence))

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Bàn làm việc")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Read the overview anew; Enter begins with the next dossier unless the official is elsewhere already."""
        self._day.setText(self._day_text())
        self.presenter.refresh()
        if self.focusWidget() is None or not self.focusWidget().hasFocus():
            self.begin.setFocus()

    def _build(self) -> None:
        self._day = hint()
        self._day.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(title(self.title), 1)
        head.addWidget(self._day)
        self._error = error_line()
        self._error.setObjectName("home_error")
        self.heading = heading()
        self.heading.setObjectName("tasks_heading")
        self.first_steps = FirstSteps()
        self.tasks = self._task_list()
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._quick_keys())
        left.addWidget(self._error)
        self._work = QStackedWidget()
        self._listed = QWidget()
        inside = QVBoxLayout(self._listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.heading)
        inside.addWidget(self.tasks, 1)
        self._work.addWidget(self._listed)
        self._work.addWidget(self.first_steps)
        left.addWidget(self._work, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._cards())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _task_list(self) -> RecordTable:
        made = RecordTable(
            (
                Column(title=self.tr("Việc · Lúc"), width_px=168),
                Column(title=self.tr("Họ và tên · Mã hồ sơ"), width_px=CODE_PX),
                Column(title=self.tr("Thủ tục")),
            ),
            accessible_name=self.tr("Việc hôm nay"),
            empty_text=self.tr(
                "Hôm nay không còn hồ sơ nào đến hạn, chờ bổ sung hay cần sửa kết quả.\nBấm F2 để tiếp nhận hồ sơ mới."
            ),
        )
        made.setObjectName("tasks")
        made.setItemDelegate(TwoLines(made, strong_column=NAME_AT))
        return made

    def _quick_keys(self) -> QHBoxLayout:
        # The keys themselves belong to the navigation, which always stands beside this screen.
        self.begin = button(self.tr("Tiếp nhận (F2)"), tone="primary")
        quick = (
            ("quick_intake", self.begin, Place.INTAKE),
            ("quick_lookup", button(self.tr("Tra cứu (F3)")), Place.LOOKUP),
            ("quick_counter", button(self.tr("Trả kết quả (F4)")), Place.COUNTER),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, made, place in quick:
            made.setObjectName(name)
            made.setAutoDefault(True)
            made.clicked.connect(lambda _checked=False, to=place: self.go.emit(to, ""))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _cards(self) -> QWidget:
        self.needs_you = TaskCard(self.tr("Cần xử lý (Ctrl+8)"))
        self.evening = TaskCard(self.tr("Chuyến tối nay (F6)"))
        self.shelf = TaskCard(self.tr("Kệ kết quả (Ctrl+4)"))
        self.sync = TaskCard(self.tr("Đồng bộ (F9)"))
        self.codes = TaskCard(self.tr("Mã hồ sơ chính thức"))
        named = (
            ("card_conflicts", self.needs_you, Place.CONFLICTS),
            ("card_evening", self.evening, Place.EVENING),
            ("card_shelf", self.shelf, Place.SHELF),
            ("card_codes", self.codes, Place.SYNC),
            ("card_sync", self.sync, Place.SYNC),
        )
        page = QWidget()
        page.setProperty("role", "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for name, made, place in named:
            made.setObjectName(name)
            made.clicked.connect(lambda _checked=False, to=place: self._leave_for(to))
            column.addWidget(made)
        column.addStretch(1)
        self.codes.hide()
        scroll = QScrollArea()  # on a low screen one scrolls: no card may lose a line
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedWidth(CARDS_PX)
        scroll.setWidget(page)
        return scroll

    def _leave_for(self, place: Place) -> None:
        if place is Place.EVENING and not self._runs:
            self.go.emit(Place.SHELF, "")  # a run is packed at the shelf
            return
        is_one_run = place is Place.EVENING and len(self._runs) == 1
        self.go.emit(place, self._runs[0].id.hex if is_one_run else "")

    def _show(self, today: Today) -> None:
        say_error(self._error, "")
        self._runs = tuple(out.run for out in today.runs)
        _say(self.shelf, words.shelf(today))
        _say(self.evening, words.evening(today))
        _say(self.sync, words.sync(today))
        _say(self.needs_you, words.needs_you(today))
        codes = words.codes(today)
        self.codes.setVisible(codes is not None)
        if codes is not None:
            _say(self.codes, codes)
        said = words.heading(today)
        self.heading.setText(said)
        self.heading.setAccessibleName(said)
        self.tasks.show_rows([_row(task) for task in words.tasks(today)])
        self._show_work(today)

    def _show_work(self, today: Today) -> None:
        is_new = not today.has_dossiers
        self._work.setCurrentWidget(self.first_steps if is_new else self._listed)
        if is_new:
            self.first_steps.show_steps(today)

    def _day_text(self) -> str:
        now = self.presenter.today()
        names = (
            self.tr("Thứ Hai"),
            self.tr("Thứ Ba"),
            self.tr("Thứ Tư"),
            self.tr("Thứ Năm"),
            self.tr("Thứ Sáu"),
            self.tr("Thứ Bảy"),
            self.tr("Chủ Nhật"),
        )
        return self.tr("{weekday}, ngày {date}").format(weekday=names[now.weekday()], date=f"{now:%d/%m/%Y}")


def _say(made: TaskCard, said: CardWords) -> None:
    made.show_task(said.fact, said.lines, tone=said.tone)


def _row(task: Task) -> Row:
    dossier = task.dossier
    return Row(
        key=dossier.id.hex,
        cells=(
            f"{task.what}\n{task.when}",
            f"{dossier.person_name}\n{axes.code_of(dossier)}",
            dossier.procedure_name,
        ),
        tones=((WHAT_AT, task.tone),),
    )
