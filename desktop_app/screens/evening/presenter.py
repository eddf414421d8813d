"""Leads through an evening's run: door after door, then the closing count. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import evening
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from sync.records.delivery import DeliveryRun, Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.states import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The closing count: a run may be closed when taken = handed over + returned."""

    taken: int
    handed_over: int
    returned: int

    @property
    def is_even(self) -> bool:
        """Tell whether every envelope is accounted for."""
        return self.taken == self.handed_over + self.returned


def balance_of(sheet: RunSheet, counted: frozenset[UUID]) -> Balance:
    """Count a run as it stands, with the envelopes counted back so far."""
    handed = sum(each.delivery == Delivery.HANDED_OVER for each in sheet.dossiers)
    back = sum(each.id in counted and each.delivery != Delivery.HANDED_OVER for each in sheet.dossiers)
    return Balance(taken=len(sheet.run.dossiers), handed_over=handed, returned=back)


def next_door(sheet: RunSheet, after: UUID | None) -> Dossier | None:
    """Return the next dossier that is still out, from `after` on and round again."""
    dossiers = sheet.dossiers
    at = next((place for place, each in enumerate(dossiers) if each.id == after), -1)
    turned = (*dossiers[at + 1 :], *dossiers[: at + 1])
    return next((each for each in turned if each.delivery == Delivery.OUT), None)


class EveningPresenter(QObject):
    """One run at a time."""

    runs_shown = Signal(object)  # tuple[DeliveryRun, ...]: choose one
    sheet_shown = Signal(object)  # RunSheet
    door_shown = Signal(object)  # Dossier, or None when no door is left
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
        self.sheet, self.door, self.counted = None, None, frozenset()
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

    def hand_over(self, receiver: Receiver, strokes: Sequence[Stroke]) -> None:
        """Write down that the result was handed over at this door."""
        self._at_door(lambda door: evening.hand_over_at_door(self._desk, door, receiver, strokes))

    def nobody_home(self, note: str) -> None:
        """Write down that nobody was there."""
        self._at_door(lambda door: evening.nobody_home(self._desk, door, note=note))

    def count_back(self, dossier_id: str, *, is_back: bool) -> None:
        """Count one envelope back, or take that back."""
        which = {UUID(hex=dossier_id)}
        self.counted = self.counted | which if is_back else self.counted - which
        self._show_balance()

    def close(self) -> None:
        """Close the run; the rules refuse while an envelope is missing."""
        sheet = self.sheet
        if sheet is None:
            return
        still_out = {each.id for each in sheet.dossiers if each.delivery != Delivery.HANDED_OVER}
        returned = tuple(sorted(self.counted & still_out))
        self.busy_changed.emit(True)
        self._write.run(
            lambda: evening.close_run(self._desk, sheet.run.id, returned=returned),
            done=self._after_closing,
            failed=self._refuse,
        )

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
        self.sheet, self.door, self.counted = None, None, frozenset()
        self.wrote.emit()
        self.closed.emit(sheet)
        self.list_runs()

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
        self.door = door
        self.door_shown.emit(door)

    def _show_balance(self) -> None:
        if self.sheet is not None:
            self.balance_shown.emit(balance_of(self.sheet, self.counted))

    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(sentence_of(error))
