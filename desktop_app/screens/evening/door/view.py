"""One door in large type: the right envelope, what happened, and for each outcome its own next step. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.screens import axes
from desktop_app.screens.evening.door.chooser import OutcomeChooser
from desktop_app.screens.evening.door.words import what_next
from desktop_app.screens.receiving import words
from desktop_app.screens.receiving.outcome import OutcomeForm
from desktop_app.screens.receiving.view import ReceiverForm
from desktop_app.services import papers
from desktop_app.widgets.pages import Pages
from desktop_app.widgets.plain import badge, button, door_scale, error_line, label, say_error, set_badge, title
from sync.records.catalogue import ReceiverRule
from sync.records.dossier import Dossier
from sync.records.states import AT_THE_DOOR


class DoorPanel(QWidget):
    """The envelope first, then a key from 1 to 9 for what happened; Escape goes back to that choice."""

    given = Signal()  # read form.receiver() and form.strokes()
    visit_ended = Signal(str, str)  # name of an outcome, what stands in its line
    scanned = Signal(str)
    looked = Signal()
    envelope_first = Signal()
    print_asked = Signal(str, str)  # kind of paper, id of the dossier (hex)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door")
        door_scale(self)
        self._dossier: Dossier | None = None
        self._rule: ReceiverRule | None = None
        self._is_checked = False
        self.name = title()
        self.name.setObjectName("door_name")
        self.where = label()
        self.where.setObjectName("door_where")
        self.what = label()
        self.what.setObjectName("door_what")
        self._state = badge("")
        self._fee = badge("")
        self._fee.setObjectName("door_fee")
        self.form = ReceiverForm(pad_height_px=92, has_relations=False)
        self.chooser = OutcomeChooser()
        self.outcomes = {each.name: OutcomeForm(each) for each in words.OUTCOMES}
        self._error = error_line()
        self._error.setObjectName("door_error")
        self._pages = Pages()
        self._over = label()
        self._over.setObjectName("door_over")
        self._over.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fill_pages()
        self._lay_out()
        self._connect()

    def show_door(self, dossier: Dossier, rule: ReceiverRule | None, *, home: str) -> None:
        """Stand before the door of this dossier; `home` is where that is."""
        self._dossier, self._is_checked = dossier, False
        self.name.setText(dossier.person_name)
        where = " · ".join(part for part in (home, dossier.cluster) if part)
        self.where.setText(where or self.tr("chưa có địa chỉ"))
        born = self.tr("sinh {birth}").format(birth=dossier.birth) if dossier.birth else ""
        self.what.setText(
            " · ".join(
                part
                for part in (dossier.procedure_name, born, axes.last4(dossier.personal_number), self._agreed(dossier))
                if part
            )
        )
        said = axes.delivery(dossier.delivery)
        set_badge(self._state, said.text, said.tone)
        fee = axes.fee(dossier)
        set_badge(self._fee, fee.text, fee.tone)
        self._fee.setVisible(fee.tone == "warn")
        say_error(self._error, "")
        if dossier.delivery not in AT_THE_DOOR:
            self._over.setText(what_next(dossier))
            self._turn_to(self._over)
            return
        self._rule = rule
        self.chooser.start(papers.envelope_of(dossier), rule)
        self._turn_to(self.chooser)
        self.ask()

    def envelope_is(self, how: str) -> None:
        """The envelope is the right one, scanned or looked at."""
        self._is_checked = True
        say_error(self._error, "")
        self.chooser.envelope_is(how)

    def ask(self) -> None:
        """Put the focus where one key goes on."""
        if self._pages.currentWidget() is self.chooser:
            self.chooser.begin()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written down, and go where it can be put right."""
        say_error(self._error, sentence)
        page = self._pages.currentWidget()
        if page is self._handing:
            self.form.go_to_gap()
        elif isinstance(page, OutcomeForm):
            page.line.setFocus()
        else:
            self.ask()

    def set_busy(self, is_busy: bool) -> None:
        """Take no second press while the first is being written."""
        self.give.setEnabled(not is_busy)
        for form in self.outcomes.values():
            form.act.setEnabled(not is_busy)

    def choose(self, key: str) -> None:
        """Say what happened: a relation of who receives, or the name of another outcome."""
        if self._dossier is None or self._pages.currentWidget() is self._over:
            return
        if key in self.outcomes:
            say_error(self._error, "")
            self._turn_to(self.outcomes[key])
            self.outcomes[key].start()
        elif not self._is_checked:
            self.envelope_first.emit()
        else:
            say_error(self._error, "")
            self._turn_to(self._handing)
            self.form.start(self._dossier, self._rule, key)

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        for line in (self.where, self.what):  # the form needs the room, and they were read at the door
            line.setVisible(page is not self._handing)

    def go_back(self) -> None:
        """Go back to the choice of what happened."""
        if self._pages.currentWidget() is not self._over:
            say_error(self._error, "")
            self._turn_to(self.chooser)
            self.chooser.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the choice; on it a digit chooses, and a letter is the begin of a scanned code."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        if self._pages.currentWidget() is self.chooser and self.chooser.takes(event.text()):
            return
        super().keyPressEvent(event)

    def _agreed(self, dossier: Dossier) -> str:
        if dossier.next_visit:
            return self.tr("hẹn lại {day}").format(day=dossier.next_visit)
        if dossier.due_at_ms is None:
            return ""
        return self.tr("hẹn trả {day}").format(day=axes.day(dossier.due_at_ms))

    def _fill_pages(self) -> None:
        self.give = button(self.tr("Đã trao"), tone="primary", shortcut="Ctrl+Return", on_click=self.given.emit)
        self.give.setObjectName("hand_over")
        self._handing = QWidget()
        column = QVBoxLayout(self._handing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.give)
        foot.addStretch(1)
        foot.addWidget(self._way_back())
        column.addLayout(foot)
        for form in self.outcomes.values():
            form.foot.addWidget(self._way_back())
        self.note = button(self.tr("In phiếu báo vắng"), tone="quiet", on_click=self._ask_for_note)
        self.note.setObjectName("print_absence_note")
        self.outcomes[words.ABSENT.name].foot.insertWidget(1, self.note)
        for page in (self.chooser, self._handing, *self.outcomes.values(), self._over):
            self._pages.addWidget(page)

    def _way_back(self) -> QWidget:
        made = button(self.tr("Quay lại (Esc)"), tone="quiet", on_click=self.go_back)
        made.setObjectName("back_to_choice")
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._fee, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.where)
        column.addWidget(self.what)
        column.addSpacing(4)
        column.addWidget(self._error)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.form.changed.connect(lambda: say_error(self._error, ""))
        self.form.finished.connect(self.give.click)
        self.chooser.chosen.connect(self.choose)
        self.chooser.scanned.connect(self.scanned)
        self.chooser.looked.connect(self.looked)
        for name, form in self.outcomes.items():
            form.given.connect(lambda line, name=name: self.visit_ended.emit(name, line))

    def _ask_for_note(self) -> None:
        if self._dossier is not None:
            self.print_asked.emit(papers.ABSENCE_NOTE, self._dossier.id.hex)
