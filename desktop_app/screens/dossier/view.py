"""One dossier on one page: its four axes, what is known, what happened, what may be done. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.dossier.acts.view import DossierActs
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


class DossierScreen(QWidget):
    """Hồ sơ. Emits `go`; `wrote` after each act that was saved."""

    go = Signal(str, str)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs) -> None:
        super().__init__()
        self.setObjectName("dossier")
        self.setProperty("role", "surface")
        self.presenter = DossierPresenter(desk, jobs_write, self)
        self.acts = DossierActs(self.presenter)
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
        marks = QHBoxLayout()
        marks.setSpacing(8)
        for mark in self.axes:
            marks.addWidget(mark)
        marks.addStretch(1)
        self._back = button(self.tr("Về tra cứu"), tone="quiet", on_click=lambda: self.go.emit(Place.LOOKUP, ""))
        self._back.setObjectName("back")
        head = QHBoxLayout()
        head.addWidget(self.code)
        head.addWidget(self._other_code, 1)
        head.addWidget(self._back)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(_scrolling(self._known()), 6)
        halves.addWidget(_scrolling(self.acts), 5)
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
                Column(title=self.tr("Lúc"), width_px=170),
                Column(title=self.tr("Việc"), width_px=120),
                Column(title=self.tr("Người nhận")),
            ),
            accessible_name=self.tr("Các lần trả kết quả"),
            empty_text="",
        )
        self.attempts.setObjectName("attempts")
        self.attempts.setItemDelegate(TwoLines(self.attempts, strong_column=2, is_strong_wrapped=True))
        self._attempts_name = heading(self.tr("Các lần trả kết quả"))
        sheet = card()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._facts)
        column.addWidget(self._attempts_name)
        column.addWidget(self.attempts)
        column.addStretch(1)
        return sheet

    def _connect(self) -> None:
        self.presenter.row_shown.connect(self._show)
        self.presenter.refused.connect(self._refuse)
        self.presenter.done.connect(lambda _which: self.wrote.emit())
        self.acts.wants_amend.connect(lambda: self._leave_for(Place.AMEND))
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
        self._facts.show_facts(self._lines(dossier))
        self.attempts.show_rows([self._attempt(at, each) for at, each in enumerate(dossier.attempts)])
        self.attempts.show_whole()
        for part in (self._attempts_name, self.attempts):
            part.setVisible(bool(dossier.attempts))
        self.acts.show_possible(dossier, possible)
        if self._wants_result and Possible.RESULT in possible:
            self.acts.open_result()
        self._wants_result = False

    def _lines(self, dossier: Dossier) -> list[tuple[str, str]]:
        papers = ", ".join(
            f"{paper.name} ({axes.paper_kind(paper.kind).lower()} × {paper.count})"
            for paper in dossier.papers
            if paper.is_present
        )
        result = " · ".join(part for part in (dossier.result_number, dossier.signer, dossier.signed_on) if part)
        lines = [
            (self.tr("Chủ hồ sơ"), dossier.person_name),
            (self.tr("Ngày sinh"), dossier.birth),
            (self.tr("Số định danh"), axes.last4(dossier.personal_number)),
            (self.tr("Điện thoại"), dossier.phone),
            (self.tr("Địa chỉ"), ", ".join(part for part in (dossier.address, dossier.cluster) if part)),
            (self.tr("Thủ tục"), f"{dossier.procedure} – {dossier.procedure_name}"),
            (self.tr("Tiếp nhận lúc"), axes.moment(dossier.received_at_ms)),
            (self.tr("Hẹn trả"), axes.due(dossier, self.presenter.now_ms()).text),
            (self.tr("Phí, lệ phí"), axes.fee(dossier).text),
            (self.tr("Miễn, giảm"), dossier.fee_ground),
            (self.tr("Giấy tờ đã nhận"), papers),
            (self.tr("Kết quả"), result),
            (self.tr("Ngăn kệ"), dossier.shelf),
            (self.tr("Người nhận"), self._receiver(dossier)),
            (self.tr("Ghi chú"), dossier.note),
        ]
        return [(name, text) for name, text in lines if text]

    def _receiver(self, dossier: Dossier) -> str:
        if not dossier.receiver:
            return ""
        paper = f"{axes.identity_kind(dossier.identity_kind)} …{dossier.identity_last4}"
        return " · ".join(
            (dossier.receiver, axes.relation(dossier.relation), paper, axes.moment(dossier.delivered_at_ms))
        )

    def _attempt(self, at: int, attempt: dict[str, object]) -> Row:
        is_given = attempt.get("outcome") == "handed_over"
        place = self.tr("tại quầy") if attempt.get("place") == "counter" else self.tr("tại nhà")
        who = str(attempt.get("receiver", "")) or str(attempt.get("note", "")) or "–"
        moment = attempt.get("at_ms", 0)
        return Row(
            key=str(at),
            cells=(
                axes.moment(moment if isinstance(moment, int) else 0),
                self.tr("Đã trao") if is_given else self.tr("Vắng mặt"),
                f"{who}\n{place}",
            ),
            tones=((1, "good" if is_given else "warn"),),
        )

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


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area
