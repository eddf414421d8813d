"""The smallest story of a failing seed: events are left out for as long as the same promise still breaks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from tests.simulation.world import EVENTS, Outcome

PLAYS_AT_MOST: Final = 60
Play = Callable[[Collection[int]], Outcome]
"""Plays the seed without some of its events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is left of a seed, and which events were left out."""

    outcome: Outcome
    without: tuple[int, ...]


def shrink(play: Play, whole: Outcome) -> Story:
    """Leave out halves, quarters and single events while the promise that `whole` broke still breaks."""
    promise = whole.broken.partition(":")[0]
    kept = list(range(EVENTS))
    best = whole
    size, plays = len(kept) // 2, 0
    while size:
        at = 0
        while at < len(kept) and plays < PLAYS_AT_MOST:
            fewer = kept[:at] + kept[at + size :]
            plays += 1
            outcome = play(left_out(fewer))
            if outcome.broken.partition(":")[0] == promise:
                kept, best = fewer, outcome
            else:
                at += size
        size //= 2
    return Story(outcome=best, without=left_out(kept))


def left_out(kept: Collection[int]) -> tuple[int, ...]:
    """Return the events that are not kept."""
    return tuple(sorted(set(range(EVENTS)) - set(kept)))
