"""How far a crossing has come, told while it lasts. Knows bytes and counts, no screen and no thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

_TOLD_PER_LEG: Final = 50


class Leg(StrEnum):
    """What the crossing is about just now."""

    ASKING = "asking"
    SENDING = "sending"
    RECEIVING = "receiving"
    FILES = "files"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a crossing is. Bytes are those that are on the road: of the segment, or of the feed's page, under way.

    `total_bytes` 0: not known. `segments_done` are those before it; `segments_planned` counts them, the one under way
    and, estimated, those behind it. `operations_left` is what the centre has not received, the ones under way too.
    """

    leg: Leg
    done_bytes: int = 0
    total_bytes: int = 0
    segments_done: int = 0
    segments_planned: int = 0
    operations_left: int = 0


Tell = Callable[[Progress], None]
"""Called at most some fifty times a segment, on whichever thread asks: the ferry's own or the one beside it, never both
at once; it must be quick and must not raise."""


def tell_nobody(_progress: Progress) -> None:
    """Let nobody know."""


class Meter:
    """Counts what a road carries for one engine, and tells it where it changed by something that can be seen."""

    def __init__(self, tell: Tell = tell_nobody) -> None:
        self._tell = tell
        self._now = Progress(leg=Leg.ENDED)
        self._told_bytes = 0
        self._from = 0

    def begin(self) -> None:
        """Begin a crossing: nothing is counted before something is sent or fetched."""
        self._show(Progress(leg=Leg.ASKING))

    def begin_segment(self, *, total_bytes: int, operations_left: int, segments_behind: int) -> None:
        """Begin a segment of so many sealed bytes, with so many more to come behind it."""
        done = self._now.segments_done
        self._from = 0
        self._show(
            Progress(
                leg=Leg.SENDING,
                total_bytes=total_bytes,
                segments_done=done,
                segments_planned=done + 1 + segments_behind,
                operations_left=operations_left,
            )
        )

    def go_on_from(self, start: int) -> None:
        """The segment under way goes on at this byte: what is before it has arrived."""
        self._from = start

    def end_segment(self) -> None:
        """The centre has received the segment; what comes next tells so."""
        self._now = replace(self._now, segments_done=self._now.segments_done + 1)

    def begin_page(self) -> None:
        """Begin to fetch a page of the feed."""
        self._show(replace(self._now, leg=Leg.RECEIVING, done_bytes=0, total_bytes=0))

    def begin_files(self) -> None:
        """Begin with files: what people wrote has arrived."""
        self._show(replace(self._now, leg=Leg.FILES, done_bytes=0, total_bytes=0))

    def end(self) -> None:
        """End the crossing, whatever came of it."""
        self._show(Progress(leg=Leg.ENDED))

    def sent(self, done_bytes: int) -> None:
        """The road has handed on so many bytes of the request under way."""
        if self._now.leg is Leg.SENDING:
            self._move(self._from + done_bytes, self._now.total_bytes)

    def received(self, done_bytes: int, total_bytes: int) -> None:
        """The road has taken in so many bytes of the answer under way; `total_bytes` 0: not known."""
        if self._now.leg is Leg.RECEIVING:
            self._move(done_bytes, total_bytes)

    def _move(self, done_bytes: int, total_bytes: int) -> None:
        self._now = replace(self._now, done_bytes=done_bytes, total_bytes=total_bytes)
        is_whole = done_bytes == total_bytes
        if is_whole or done_bytes - self._told_bytes >= max(total_bytes // _TOLD_PER_LEG, 1):
            self._show(self._now)

    def _show(self, now: Progress) -> None:
        self._now, self._told_bytes = now, now.done_bytes
        self._tell(now)
