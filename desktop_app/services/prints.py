"""How often a paper was printed: each print is numbered and logged, a spoiled one is voided with its reason.

A number is used before the printer is asked: a paper that comes out is always in the log. Work and log are one commit.
"""

from dataclasses import dataclass
from typing import Final, Literal

from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from desktop_app.storage.reading import Reader
from sync.records.errors import RefusedError
from sync.records.text import nfc

Way = Literal["printer", "pdf"]

FIRST: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One print of a paper: its number from 1 (0: none yet), and how it stands to the one before.

    `replaces_voided`: the print before was spoiled and voided. `void`: why this one is no longer good.
    """

    number: int = FIRST
    replaces_voided: bool = False
    void: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCount:
    """How many prints there are, and whether the last of them was voided."""

    last: int = 0
    is_last_voided: bool = False

    @property
    def next(self) -> Print:
        """Return the print that would come now."""
        return Print(number=self.last + 1, replaces_voided=self.is_last_voided)


def count(desk: Desk, paper: Paper) -> PrintCount:
    """Return how often the paper was printed at this machine."""
    with desk.notebook.reading() as reader:
        return _count(reader, paper)


def note_print(desk: Desk, paper: Paper, *, way: Way) -> Print:
    """Take the next number and write the print to the activity log, for every record on the paper."""
    with desk.notebook.writing(desk.author) as work:
        coming = _count(work.view(), paper).next
        work.next_number(_series(paper))
        for each in paper.about or (paper.subject,):
            work.note_look("paper.print", each, detail=f"{paper.kind} {coming.number} {way}")
    return coming


def void_print(desk: Desk, paper: Paper, *, reason: str) -> Print:
    """Void the last print, spoiled or wrong. Raises: RefusedError reason_missing, no_print_to_void."""
    why = nfc(reason).strip()
    if not why:
        raise RefusedError("reason_missing")
    with desk.notebook.writing(desk.author) as work:
        counted = _count(work.view(), paper)
        if not counted.last or counted.is_last_voided:
            raise RefusedError("no_print_to_void")
        before = work.view().last_number(_voided(paper, counted.last - 1))
        work.next_number(_voided(paper, counted.last))
        for each in paper.about or (paper.subject,):
            work.note_look("paper.void", each, detail=f"{paper.kind} {counted.last}: {why}")
    return Print(number=counted.last, replaces_voided=before > 0, void=why)


def _count(reader: Reader, paper: Paper) -> PrintCount:
    last = reader.last_number(_series(paper))
    return PrintCount(last=last, is_last_voided=reader.last_number(_voided(paper, last)) > 0)


def _series(paper: Paper) -> str:
    return f"print/{paper.subject.hex}/{paper.kind}"


def _voided(paper: Paper, number: int) -> str:
    return f"{_series(paper)}/void/{number}"
