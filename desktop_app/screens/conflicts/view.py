"""What needs a person: clashing values to decide between; acts not applied; what was decided. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.jobs import Runs
from desktop_app.screens import axes
from desktop_app.screens.conflicts import words
from desktop_app.screens.conflicts.compare import CompareCard, Writers
from desktop_app.screens.conflicts.presenter import Author, ConflictsPresenter, Pending
from desktop_app.screens.conflicts.stuck import StuckCard
from desktop_app.screens.places import Place
from desktop_app.services.desk import Desk
from desktop_app.services.rulings import Stuck
from desktop_app.services.settling import Clash
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.plain import heading, hint, strong, title
from desktop_app.widgets.state_view import StateView
from sync.records.rules import DOSSIER

MOST_SHOWN: Final = 60
"""Of each kind; more cards than anybody settles in a day."""


class ConflictsScreen(QWidget):
    """Cần xử lý. `wrote` after each decision: what the other screens show may have changed."""

    go = Signal(str, str)  # Place, id of a dossier or run (hex)
    wrote = Signal()

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs) -> None:
        super().__init__()
        self.setObjectName("conflicts")
        self.setProperty("role", "surface")
        self.presenter = ConflictsPresenter(desk, jobs_write, jobs_read, self)
        self._cards: list[CompareCard | StuckCard] = []
        self._chosen = ""
        self._at = 0
        self._build()
        self.presenter.listed.connect(self._show)
        self.presenter.settled.connect(self._settled)
        self.presenter.ruled.connect(self._ruled)
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
        self.said.show_text("", "plain")
        self._at = 0
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
        self.said = Banner()
        self.said.setObjectName("conflicts_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(title(self.title))
        column.addWidget(self.said)
        column.addWidget(self.state, 1)

    def _show(self, pending: Pending) -> None:
        self._cards = []
        if not (pending.conflicts or pending.stuck or pending.decided):
            self.state.show_empty(self.tr("Không có gì cần xử lý"))
            return
        at_px = self._area.verticalScrollBar().value()
        self._area.setWidget(self._list(pending))
        self._area.verticalScrollBar().setValue(at_px)
        self.state.show_content()
        if self._cards and self.isVisible():
            self._go_to(min(self._at, len(self._cards) - 1))

    def _list(self, pending: Pending) -> QWidget:
        made = QWidget()
        made.setProperty("role", "surface")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        if not (pending.conflicts or pending.stuck):
            column.addWidget(strong(self.tr("Không có gì cần xử lý")))
        if pending.conflicts:
            column.addWidget(heading(self.tr("Hai nơi ghi khác nhau ({count})").format(count=len(pending.conflicts))))
            column.addWidget(
                hint(
                    self.tr(
                        "Trong lúc chờ, mọi máy dùng “Bản đang dùng”; cả hai bản đều được giữ. Phím 1 hoặc 2 để chọn"
                        " bản, Enter để giữ, mũi tên lên xuống để sang việc khác."
                    )
                )
            )
        for clash in pending.conflicts[:MOST_SHOWN]:
            column.addWidget(self._conflict(clash, pending.names))
        if pending.stuck:
            column.addWidget(heading(self.tr("Việc trung tâm chưa ghi ({count})").format(count=len(pending.stuck))))
            column.addWidget(
                hint(
                    self.tr(
                        "Việc vẫn lưu an toàn trên máy này. Chọn một cách ở dưới từng việc (phím 1, 2, 3 rồi Enter)."
                    )
                )
            )
        for stuck in pending.stuck[:MOST_SHOWN]:
            column.addWidget(self._stuck_card(stuck, pending.names))
        if pending.decided:
            column.addWidget(heading(self.tr("Đã quyết định gần đây")))
            column.addWidget(hint(self.tr("Cả hai bản vẫn được giữ nguyên.")))
        for clash in pending.decided:
            column.addWidget(self._card(clash, pending.names))
        column.addStretch(1)
        return made

    def _conflict(self, clash: Clash, names: Mapping[UUID, str]) -> CompareCard:
        made = self._card(clash, names)
        self._add(made)
        made.decided.connect(lambda chosen, note: self._decide(clash, chosen, note))
        return made

    def _card(self, clash: Clash, names: Mapping[UUID, str]) -> CompareCard:
        decider = self.presenter.decider_of(clash.decision, names) if clash.decision else None
        made = CompareCard(
            clash,
            Writers(
                standing=self._author_text(self.presenter.author_of(clash.standing, names)),
                other=self._author_text(self.presenter.author_of(clash.other, names)),
                decider=self._author_text(decider) if decider else "",
            ),
        )
        made.opened.connect(self._open)
        return made

    def _author_text(self, author: Author) -> str:
        who = author.name or self.tr("Cán bộ {short_id}").format(short_id=author.short_id)
        here, elsewhere = self.tr("máy này ({machine})"), self.tr("máy khác (số {machine})")
        where = (here if author.is_here else elsewhere).format(machine=author.machine)
        return f"{who} · {where}\n{axes.moment(author.at_ms)}"

    def _stuck_card(self, stuck: Stuck, names: Mapping[UUID, str]) -> StuckCard:
        decided = stuck.decided
        made = StuckCard(stuck, decider=names.get(decided.actor, "") if decided and decided.actor else "")
        self._add(made)
        made.decided.connect(lambda decision, note: self.presenter.rule(stuck.operation, decision, note))
        made.opened.connect(self._open)
        return made

    def _add(self, made: CompareCard | StuckCard) -> None:
        """Let a card take its place in the row that the arrow keys go along."""
        at = len(self._cards)
        self._cards.append(made)
        made.left.connect(lambda step: self._go_to(at + step))
        made.came_to.connect(self._bring_into_sight)

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self._cards):
            self._at = at
            self._cards[at].setFocus()
            self._area.ensureWidgetVisible(self._cards[at])

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part of a card, where it stands once it has its place: it may have been opened just now."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._area.ensureWidgetVisible(part)

    def _open(self, record_type: str, record: str) -> None:
        self.go.emit(Place.DOSSIER if record_type == DOSSIER else Place.EVENING, record)

    def _decide(self, clash: Clash, chosen: str, note: str) -> None:
        self._chosen = chosen
        self.presenter.settle(clash.id, chosen, note)

    def _settled(self) -> None:
        said = self.tr("{decision}. Đã lưu an toàn trên máy này.").format(decision=words.decision(self._chosen))
        self.said.show_text(said, "good")
        self.wrote.emit()

    def _ruled(self, _decision: str) -> None:
        self.said.show_text(self.tr("Đã quyết định, chờ trung tâm. Đã lưu an toàn trên máy này."), "good")
        self.wrote.emit()

    def _refuse(self, sentence: str) -> None:
        if self.notice() or not self._cards:
            self.state.show_error(sentence, action=self.tr("Đọc lại"), on_action=self.presenter.refresh)
        else:
            self.said.show_text(sentence, "danger")
