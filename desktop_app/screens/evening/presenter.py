"""Leads through an evening's run: door after door, then the closing count. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.addresses import house
from desktop_app.screens.evening.balance import balance_of, in_hand, next_door
from desktop_app.screens.receiving import words
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import evening
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.services.rules_of_receipt import rule_of
from sync.records.catalogue import ReceiverRule
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.run import DeliveryRun


class EveningPresenter(QObject):
    """One run at a time. `envelope` tells how the envelope for the door was made sure of, "" while it was not."""

    runs_shown = Signal(object)  # tuple[DeliveryRun, ...]: choose one
    sheet_shown = Signal(object)  # RunSheet
    door_shown = Signal(object)  # Dossier, or None when no door is left
    envelope_checked = Signal(str)  # scanned or looked
    balance_shown = Signal(object)  # Balance
    closed = Signal(object)  # RunSheet
    wrote = Signal()
    busy_changed = Signal(bool)
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self.sheet: RunSheet | None = None
        self.door: Dossier | None = None
        self.envelope = ""
        self.counted: frozenset[UUID] = frozenset()

    def start(self) -> None:
        """Show the runs that are out; where there is only one, go straight to it."""
        sheet = self.sheet
        if sheet is not None:
            self.open_run(sheet.run.id.hex)
            return
        self._read.run(lambda: evening.open_runs(self._desk), done=self._show_runs, failed=self._refuse)

    def list_runs(self) -> None:
        """Leave the run and show all that are out."""
        self._leave()
        self._read.run(lambda: evening.open_runs(self._desk), done=self.runs_shown.emit, failed=self._refuse)

    def open_run(self, run_id: str) -> None:
        """Read a run's sheet and stand before its next door."""
        which = UUID(hex=run_id)
        self._read.run(lambda: evening.sheet(self._desk, which), done=self._show_sheet, failed=self._refuse)

    def go_to(self, dossier_id: str) -> None:
        """Stand before another door of this run."""
        if self.sheet is None:
            return
        found = next((each for each in self.sheet.dossiers if each.id.hex == dossier_id), None)
        if found is not None and (self.door is None or found.id != self.door.id):
            self._stand_before(found)

    def officer_of(self, sheet: RunSheet) -> str:
        """Return the name of who took the run out, "" where that was another official."""
        author = self._desk.author
        return author.name if sheet.run.officer == author.id.hex else ""

    def home_of(self, dossier: Dossier) -> str:
        """Return where it is to be brought, as a list of this commune needs it."""
        return house(self._desk, dossier.address)

    def rule(self) -> ReceiverRule | None:
        """Return who may receive the result at this door."""
        return None if self.door is None else rule_of(self._desk, self.door)

    def scan(self, code: str) -> None:
        """Make sure by its code that this is the envelope for this door."""
        if self.sheet is None or self.door is None:
            return
        try:
            evening.check_envelope(self.sheet, self.door, code)
        except RefusedError as refusal:
            self.refused.emit(sentence_of(refusal))
            return
        self._envelope_is("scanned")

    def look(self) -> None:
        """The official has compared the code on the envelope with the one on the screen."""
        self._envelope_is("looked")

    def refuse_unchecked(self) -> None:
        """Say that the envelope comes first."""
        self.refused.emit(sentence_of(RefusedError("envelope_unchecked")))

    def hand_over(self, receiver: Receiver, strokes: Sequence[Stroke]) -> None:
        """Write down that the result was handed over at this door."""
        envelope = self.envelope
        self._at_door(lambda door: evening.hand_over_at_door(self._desk, door, receiver, strokes, envelope=envelope))

    def end_visit(self, outcome: str, line: str) -> None:
        """Write down how the visit ended without a hand-over; `outcome` is the name of one of words.OUTCOMES."""
        self._at_door(lambda door: self._outcome(outcome, door, line))

    def count_back(self, dossier_id: str, *, is_back: bool) -> None:
        """Count one envelope back, or take that back."""
        which = {UUID(hex=dossier_id)}
        self.counted = self.counted | which if is_back else self.counted - which
        self._show_balance()

    def scanned_back(self, code: str) -> str:
        """Return the dossier (hex) whose envelope was scanned on the way back, "" where it is refused."""
        if self.sheet is None:
            return ""
        try:
            return evening.scanned_on(self.sheet, code).id.hex
        except RefusedError as refusal:
            self.refused.emit(sentence_of(refusal))
            return ""

    def close(self) -> None:
        """Close the run; the rules refuse while an envelope is missing."""
        sheet = self.sheet
        if sheet is None:
            return
        returned = tuple(sorted(self.counted & {each.id for each in in_hand(sheet)}))
        self.busy_changed.emit(True)
        self._write.run(
            lambda: evening.close_run(self._desk, sheet.run.id, returned=returned),
            done=self._after_closing,
            failed=self._refuse,
        )

    def _outcome(self, outcome: str, door: UUID, line: str) -> Dossier:
        desk = self._desk
        match outcome:
            case words.ABSENT.name:
                return evening.nobody_home(desk, door, note=line)
            case words.REFUSED.name:
                return evening.decline(desk, door, reason=line)
            case words.WRONG.name:
                return evening.found_wrong(desk, door, what=line)
            case words.REDATED.name:
                return evening.change_date(desk, door, day=line)
            case words.POSTED.name:
                return evening.post(desk, door, tracking_number=line)
            case words.LOST.name:
                return evening.lose(desk, door, report=line)
        raise ValueError(outcome)

    def _at_door(self, work: Callable[[UUID], Dossier]) -> None:
        sheet, door = self.sheet, self.door
        if sheet is None or door is None:
            return

        def job() -> RunSheet:
            work(door.id)
            return evening.sheet(self._desk, sheet.run.id)

        self.busy_changed.emit(True)
        self._write.run(job, done=self._after_door, failed=self._refuse)

    def _after_door(self, sheet: RunSheet) -> None:
        self.busy_changed.emit(False)
        self.wrote.emit()
        self._show_sheet(sheet)

    def _after_closing(self, sheet: RunSheet) -> None:
        self.busy_changed.emit(False)
        self._leave()
        self.wrote.emit()
        self.closed.emit(sheet)

    def _leave(self) -> None:
        self.sheet, self.door, self.envelope, self.counted = None, None, "", frozenset()

    def _show_runs(self, runs: tuple[DeliveryRun, ...]) -> None:
        if len(runs) == 1:
            self.open_run(runs[0].id.hex)
        else:
            self.runs_shown.emit(runs)

    def _show_sheet(self, sheet: RunSheet) -> None:
        if self.sheet is not None and self.sheet.run.id != sheet.run.id:
            self.door, self.counted = None, frozenset()
        self.sheet = sheet
        self.sheet_shown.emit(sheet)
        self._show_balance()
        self._stand_before(next_door(sheet, self.door.id if self.door else None))

    def _stand_before(self, door: Dossier | None) -> None:
        self.door, self.envelope = door, ""
        self.door_shown.emit(door)

    def _envelope_is(self, how: str) -> None:
        self.envelope = how
        self.envelope_checked.emit(how)

    def _show_balance(self) -> None:
        if self.sheet is not None:
            self.balance_shown.emit(balance_of(self.sheet, self.counted))

    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(sentence_of(error))
