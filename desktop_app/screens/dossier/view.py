"""One dossier on one page: its four axes, what is known, what happened, what may be done. Widgets only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.dossier import words
from desktop_app.screens.dossier.acts.view import DossierActs
from desktop_app.screens.dossier.files.view import DossierFiles
from desktop_app.screens.dossier.presenter import DossierPresenter, Possible
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from desktop_app.widgets.facts import Facts
from desktop_app.widgets.plain import badge, button, card, heading, hint, set_badge, title
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.two_lines import TwoLines
from sync.records.dossier import Dossier

BAR_PX: Final = 16
"""What a scroll bar takes of the width, should there be one."""


class DossierScreen(QWidget):
    """Hồ sơ. Emits `go`; `wrote` after each act that was saved; `print_asked` with a kind of paper and the dossier."""

    go = Signal(str, str)
    wrote = Signal()
    print_asked = Signal(str, str)

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("dossier")
        self.setProperty("role", "surface")
        self.presenter = DossierPresenter(desk, jobs_write, self)
        self.acts = DossierActs(self.presenter)
        self.files = DossierFiles(desk, jobs_write, jobs_read)
        self._wants_result = False
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """Return the screen's name."""
        return self.tr("Hồ sơ")

    @property
    def widget(self) -> QWidget:
        """Return the screen."""
        return self

    def shown(self) -> None:
        """Say that no dossier is open, where that is so; `open` fills the page."""
        if self.presenter.row is None:
            self._state.show_empty(
                self.tr("Chưa mở hồ sơ nào. Xin chọn hồ sơ ở màn hình Tra cứu (F3)."),
                action=self.tr("Tra cứu"),
                on_action=lambda: self.go.emit(Place.LOOKUP, ""),
            )
        else:
            self.files.presenter.refresh()

    def open(self, dossier_id: str, *, with_result: bool = False) -> None:
        """Show a dossier, with the form for its result open where that may be written down now."""
        self._wants_result = with_result
        self.presenter.row = None
        self._state.show_busy(self.tr("Đang mở hồ sơ…"))
        self.presenter.open(dossier_id)

    def _build(self) -> None:
        self.code = title()
        self.code.setObjectName("dossier_code")
        self.code.setWordWrap(False)
        self._other_code = hint()
        self.axes = [badge("") for _ in range(4)]
        for name, mark in zip(("axis_business", "axis_fee", "axis_delivery", "axis_sync"), self.axes, strict=True):
            mark.setObjectName(name)
        self._due = badge("")
        self._due.setObjectName("dossier_due")
        self._urgent = badge(self.tr("Gấp"), "danger")
        self._urgent.setObjectName("dossier_urgent")
        marks = QHBoxLayout()
        marks.setSpacing(20)
        for name, mark in zip((*words.axis_names(), self.tr("Hẹn trả")), (*self.axes, self._due), strict=True):
            marks.addLayout(_named(name, mark))
        marks.addWidget(self._urgent, 0, Qt.AlignmentFlag.AlignBottom)
        marks.addStretch(1)
        self._back = button(self.tr("Về tra cứu"), tone="quiet", on_click=lambda: self.go.emit(Place.LOOKUP, ""))
        self._back.setObjectName("back")
        head = QHBoxLayout()
        head.addWidget(self.code)
        head.addWidget(self._other_code, 1)
        head.addWidget(self._back)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(_scrolling(self._known()), 1)
        self._acts_area = _scrolling(self.acts)
        halves.addWidget(self._acts_area, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(marks)
        column.addLayout(halves, 1)
        self._state = StateView(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._state)

    def _known(self) -> QWidget:
        self._facts = Facts()
        self._facts.setObjectName("dossier_facts")
        self.attempts = RecordTable(
            (
                Column(title=self.tr("Việc · Lúc"), width_px=172),
                Column(title=self.tr("Người nhận")),
            ),
            accessible_name=self.tr("Các lần trả kết quả"),
            empty_text="",
        )
        self.attempts.setObjectName("attempts")
        self.attempts.setItemDelegate(TwoLines(self.attempts, strong_column=1, is_strong_wrapped=True))
        self._attempts_name = heading(self.tr("Các lần trả kết quả"))
        sheet = card()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._facts)
        column.addWidget(self._attempts_name)
        column.addWidget(self.attempts)
        column.addWidget(self.files)
        column.addStretch(1)
        return sheet

    def _connect(self) -> None:
        self.presenter.row_shown.connect(self._show)
        self.presenter.refused.connect(self._refuse)
        self.presenter.done.connect(lambda _which: self.wrote.emit())
        self.files.wrote.connect(self.wrote)
        self.acts.wants_amend.connect(lambda: self._leave_for(Place.AMEND))
        self.acts.print_asked.connect(self._ask_print)
        self.acts.wants_counter.connect(lambda: self._leave_for(Place.COUNTER))

    def _show(self, row: DossierRow, possible: frozenset[Possible]) -> None:
        dossier = row.dossier
        self._state.show_content()
        self.code.setText(axes.code_of(dossier))
        self._other_code.setText(
            self.tr("Mã tạm {code}").format(code=dossier.provisional_code) if dossier.official_code else ""
        )
        said = (
            axes.business(dossier.status),
            axes.fee(dossier),
            axes.delivery(dossier.delivery),
            axes.sync(row.sync),
        )
        for mark, each in zip(self.axes, said, strict=True):
            set_badge(mark, each.text, each.tone)
            mark.setAccessibleName(each.text)
        due = axes.due(dossier, self.presenter.now_ms())
        set_badge(self._due, due.text, due.tone)
        self._urgent.setVisible(dossier.urgent)
        self._facts.show_facts(self._lines(dossier))
        self.attempts.show_rows([self._attempt(at, each) for at, each in enumerate(dossier.attempts)])
        self.attempts.show_whole()
        for part in (self._attempts_name, self.attempts):
            part.setVisible(bool(dossier.attempts))
        self.files.presenter.open(dossier.id)
        self.acts.show_possible(dossier, possible)
        # Two buttons beside each other must stand whole; the facts wrap instead.
        self._acts_area.setMinimumWidth(self.acts.minimumSizeHint().width() + BAR_PX)
        if self._wants_result and Possible.RESULT in possible:
            self.acts.open_result()
        self._wants_result = False

    def _lines(self, dossier: Dossier) -> list[tuple[str, str]]:
        papers = ", ".join(
            f"{paper.name} ({axes.paper_kind(paper.kind).lower()} × {paper.count})"
            for paper in dossier.papers
            if paper.is_present
        )
        missing = "; ".join(paper.name for paper in dossier.missing)
        receipt = self.tr("biên lai số {number}").format(number=dossier.fee_receipt) if dossier.fee_receipt else ""
        fee = " · ".join(part for part in (axes.fee(dossier).text, dossier.fee_ground, receipt) if part)
        result = " · ".join(part for part in (dossier.result_number, dossier.signer, dossier.signed_on) if part)
        refusal = " · ".join(part for part in (dossier.refusal, dossier.refusal_ground) if part)
        lines = [
            (self.tr("Chủ hồ sơ"), dossier.person_name),
            (self.tr("Ngày sinh"), dossier.birth),
            (self.tr("Số định danh"), axes.last4(dossier.personal_number)),
            (self.tr("Điện thoại"), dossier.phone),
            (self.tr("Địa chỉ"), ", ".join(part for part in (dossier.address, dossier.cluster) if part)),
            (self.tr("Thủ tục"), f"{dossier.procedure} – {dossier.procedure_name}"),
            (self.tr("Yêu cầu"), dossier.request if dossier.request != dossier.procedure_name else ""),
            (self.tr("Tiếp nhận lúc"), axes.moment(dossier.received_at_ms)),
            (self.tr("Phí, lệ phí"), fee),
            (self.tr("Số bản, số trang"), f"{dossier.copies} × {dossier.pages}" if dossier.pages > 1 else ""),
            (self.tr("Giấy tờ đã nhận"), papers),
            (self.tr("Giấy tờ còn thiếu"), missing),
            *words.supplements(dossier),
            (self.tr("Từ chối"), refusal),
            (self.tr("Kết quả"), result),
            (self.tr("Ngăn kệ"), dossier.shelf),
            (self.tr("Người nhận"), self._receiver(dossier)),
            (self.tr("Số bưu gửi"), dossier.tracking_number),
            (self.tr("Hẹn lại ngày"), dossier.next_visit),
            (self.tr("Ghi chú"), dossier.note),
        ]
        return [(name, text) for name, text in lines if text]

    def _receiver(self, dossier: Dossier) -> str:
        if not dossier.receiver:
            return ""
        paper = f"{axes.identity_kind(dossier.identity_kind)} …{dossier.identity_last4}"
        slip = self.tr("giấy ký nhận {number}").format(number=dossier.slip) if dossier.slip else ""
        relation = " – ".join(part for part in (axes.relation(dossier.relation), dossier.kinship) if part)
        both = self.tr("{one} và {other}").format(one=dossier.receiver, other=dossier.second_receiver)
        people = both if dossier.second_receiver else dossier.receiver
        facts = (people, relation, paper, slip, axes.moment(dossier.delivered_at_ms))
        return " · ".join(part for part in facts if part)

    def _attempt(self, at: int, attempt: dict[str, object]) -> Row:
        said = words.outcome(attempt)
        moment = attempt.get("at_ms", 0)
        return Row(
            key=str(at),
            cells=(
                f"{said.text}\n{axes.moment(moment if isinstance(moment, int) else 0)}",
                words.who_and_where(attempt),
            ),
            tones=((0, said.tone),),
        )

    def _ask_print(self, kind: str) -> None:
        if self.presenter.row is not None:
            self.print_asked.emit(kind, self.presenter.row.dossier.id.hex)

    def _refuse(self, sentence: str) -> None:
        if self.presenter.row is None:
            self._state.show_error(
                sentence, action=self.tr("Tra cứu"), on_action=lambda: self.go.emit(Place.LOOKUP, "")
            )
        else:
            self.acts.show_refusal(sentence)

    def _leave_for(self, place: Place) -> None:
        if self.presenter.row is not None:
            self.go.emit(place, self.presenter.row.dossier.id.hex)


def _named(name: str, mark: QLabel) -> QVBoxLayout:
    """Put the name of an axis above its mark: four of them beside each other must not be taken for one."""
    column = QVBoxLayout()
    column.setSpacing(0)
    named = hint(name)
    named.setWordWrap(False)
    column.addWidget(named)
    column.addWidget(mark)
    return column


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
