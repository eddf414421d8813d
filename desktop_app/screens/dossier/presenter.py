"""Shows one dossier and does with it what the tables allow now. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import casework, intake, lookup, results
from desktop_app.services.desk import Desk
from desktop_app.services.lookup import DossierRow
from desktop_app.services.results import LastSigned
from sync.records.dossier import Dossier, PaperTaken
from sync.records.states import Business, Delivery, Event


class Possible(StrEnum):
    """What the official may do with a dossier as it stands."""

    RESULT = "result"
    CORRECT = "correct"
    COMPLETE = "complete"
    FIND = "find"
    SHELVE = "shelve"
    HAND_OVER = "hand_over"
    AMEND = "amend"
    FORWARD = "forward"
    ASK = "ask"
    CODE = "code"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    PRINT_RECEIPT = "print_receipt"
    PRINT_REQUEST = "print_request"
    PRINT_REFUSAL = "print_refusal"


BY_EVENT = {
    Possible.RESULT: Event.RESULT_RECORDED,
    Possible.CORRECT: Event.CORRECTED,
    Possible.COMPLETE: Event.COMPLETED,
    Possible.FIND: Event.FOUND,
    Possible.FORWARD: Event.FORWARDED,
    Possible.ASK: Event.SUPPLEMENT_ASKED,
    Possible.REFUSE: Event.REFUSED,
    Possible.WITHDRAW: Event.WITHDRAWN,
}
CLOSED = frozenset({Business.HANDED_OVER, Business.VOIDED})
NOT_TAKEN_IN = frozenset({Business.REFUSED, Business.VOIDED})


def possible_now(dossier: Dossier, *, is_left_out: bool = False) -> frozenset[Possible]:
    """Return the acts that make sense now; the services have the last word.

    `is_left_out`: the result is out by the book, and no open run will bring it back.
    """
    is_closed = dossier.status in CLOSED
    is_here = dossier.delivery in (Delivery.NOT_READY, Delivery.READY)
    found = {which for which, event in BY_EVENT.items() if dossier.can(event)}
    if dossier.delivery != Delivery.LOST and not is_left_out:
        found.discard(Possible.FIND)
    if not is_closed:
        found.add(Possible.AMEND)
    if not is_closed and is_here:
        found.add(Possible.UNDO)
    if not dossier.official_code and dossier.status != Business.VOIDED:
        found.add(Possible.CODE)
    if dossier.result_number and dossier.can(Event.SHELVED) and not is_closed:
        found.add(Possible.SHELVE)
    if dossier.result_number and is_here and dossier.can(Event.SIGNED_FOR):
        found.add(Possible.HAND_OVER)
    return frozenset(found | _papers(dossier))


class DossierPresenter(QObject):
    """One dossier at a time."""

    row_shown = Signal(object, object)  # DossierRow, frozenset[Possible]
    done = Signal(str)  # Possible
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self.row: DossierRow | None = None
        self.last = LastSigned()
        self._is_left_out = False

    def open(self, dossier_id: str) -> None:
        """Show a dossier; the look is written to the activity log."""

        def look() -> tuple[DossierRow, LastSigned, bool]:
            row = lookup.dossier(self._desk, UUID(hex=dossier_id))
            return row, results.last_signed(self._desk), results.is_left_out(self._desk, row.dossier)

        self._write.run(look, done=self._opened, failed=self._refuse)

    def today(self) -> str:
        """Return today as dd/MM/yyyy."""
        return f"{self._desk.local_now():%d/%m/%Y}"

    def now_ms(self) -> int:
        """Return the time by this machine's clock."""
        return self._desk.clock.now_ms()

    def record_result(self, number: str, signer: str, signed_on: str) -> None:
        """Write down the signed result."""
        self._signed(Possible.RESULT, number, signer, signed_on)

    def correct(self, number: str, signer: str, signed_on: str) -> None:
        """Write down the corrected result of a paper that came back with a fault."""
        self._signed(Possible.CORRECT, number, signer, signed_on)

    def shelve(self, shelf: str) -> None:
        """Put the result on the shelf."""
        self._act(Possible.SHELVE, lambda which: results.shelve(self._desk, which, shelf=shelf))

    def find(self, shelf: str, note: str) -> None:
        """Put a lost result that has turned up back on the shelf."""
        self._act(Possible.FIND, lambda which: results.find(self._desk, which, shelf=shelf, note=note))

    def ask(self, papers: tuple[str, ...], reason: str, again: str) -> None:
        """Ask for everything that is missing, once; a second time needs its reason (`again`)."""
        self._act(
            Possible.ASK, lambda which: casework.ask(self._desk, which, papers=papers, reason=reason, again=again)
        )

    def complete(self, papers: Sequence[PaperTaken]) -> None:
        """Take the missing papers in."""
        self._act(Possible.COMPLETE, lambda which: casework.complete(self._desk, which, papers=papers))

    def refuse(self, reason: str, ground: str) -> None:
        """Refuse the dossier, by which rule."""
        self._act(Possible.REFUSE, lambda which: casework.refuse(self._desk, which, reason=reason, ground=ground))

    def withdraw(self, reason: str) -> None:
        """Write down that the citizen takes his dossier back."""
        self._act(Possible.WITHDRAW, lambda which: casework.withdraw(self._desk, which, reason=reason))

    def forward(self, note: str) -> None:
        """Pass the dossier on to the specialist."""
        self._act(Possible.FORWARD, lambda which: casework.forward(self._desk, which, note=note))

    def give_code(self, code: str) -> None:
        """Write the centre's code beside the provisional one."""
        self._act(Possible.CODE, lambda which: casework.give_official_code(self._desk, which, code))

    def undo(self, reason: str) -> None:
        """Take the last act back."""
        self._act(Possible.UNDO, lambda which: intake.undo(self._desk, which, reason=reason))

    def _signed(self, which: Possible, number: str, signer: str, signed_on: str) -> None:
        write = results.record_result if which is Possible.RESULT else results.correct
        self.last = LastSigned(signer=signer, numbers=self.last.numbers)
        self._act(which, lambda of: write(self._desk, of, number=number, signer=signer, signed_on=signed_on))

    def _act(self, which: Possible, work: Callable[[UUID], Dossier]) -> None:
        row = self.row
        if row is None:
            return

        def show(dossier: Dossier) -> None:
            sync = row.sync if row.sync in ("held", "parked") else "waiting"
            self._show(replace(row, dossier=dossier, sync=sync))
            self.done.emit(which)

        self._write.run(lambda: work(row.dossier.id), done=show, failed=self._refuse)

    def _opened(self, found: tuple[DossierRow, LastSigned, bool]) -> None:
        row, self.last, self._is_left_out = found
        self._show(row)

    def _show(self, row: DossierRow) -> None:
        self.row = row
        self.row_shown.emit(row, possible_now(row.dossier, is_left_out=self._is_left_out))

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))


def _papers(dossier: Dossier) -> set[Possible]:
    """Return the papers that this dossier has: a receipt only once it was taken in."""
    is_only_asked = not dossier.was_accepted
    found = set()
    if dossier.status not in NOT_TAKEN_IN and not is_only_asked:
        found.add(Possible.PRINT_RECEIPT)
    if dossier.times_asked:
        found.add(Possible.PRINT_REQUEST)
    if dossier.refusal:
        found.add(Possible.PRINT_REFUSAL)
    return found
