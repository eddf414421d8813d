"""The order of one page of hits by the names in it, and what of a query decides about that. Pure."""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from sync.records.text import (
    EXACT,
    FOLDED,
    NO_MATCH,
    OTHER_MARKS,
    OTHER_TONE_PLACE,
    fold,
    has_marks,
    repair,
    tone_key,
)

FEW_WORDS: Final = 2
"""With more words the hits are so few that a page most often holds and ranks them all."""
_MOVABLE_TONE: Final = re.compile("(oa|oe|uy)$")


def best_first(query: str, found: Sequence[tuple[int, str]]) -> list[int]:
    """Return the places in `found`, (rank, name) each, best first.

    Up to two words the rank leads, and within it names with other marks come last; with more the name itself does.
    """
    if not has_marks(query):
        return sorted(range(len(found)), key=lambda at: found[at][0])
    words = repair(query).lower().split()
    typed = [(word, fold(word), tone_key(word) if has_movable_tone(word) else "") for word in words]
    names = [_name_rank(typed, name) for _, name in found]
    if len(words) > FEW_WORDS:
        return sorted(range(len(found)), key=lambda at: (names[at], found[at][0]))
    return sorted(range(len(found)), key=lambda at: (found[at][0], names[at]))


def has_movable_tone(word: str) -> bool:
    """Tell whether there are two ways to write the word's tone (hoà, hòa)."""
    return has_marks(word) and _MOVABLE_TONE.search(fold(word)) is not None


def _name_rank(typed: Sequence[tuple[str, str, str]], name: str) -> int:
    """Return the rank of the typed word that the name fits least, as sync.records.text ranks a word."""
    present = list(zip(name.lower().split(), fold(name).split(), strict=False))
    worst = EXACT
    for word, folded, toned in typed:
        others = [other for other, plain in present if plain.startswith(folded)]
        worst = max(worst, min((_word_rank(word, toned, other) for other in others), default=NO_MATCH))
    return worst


def _word_rank(word: str, toned: str, other: str) -> int:
    if other.startswith(word):
        return EXACT
    if toned and toned == tone_key(other):
        return OTHER_TONE_PLACE
    return FOLDED if all(map(_has_marks_of, word, other)) else OTHER_MARKS


def _has_marks_of(typed: str, there: str) -> bool:
    """Tell whether a letter has at least the marks that were typed."""
    return typed == there or set(normalize("NFD", typed)) <= set(normalize("NFD", there))
