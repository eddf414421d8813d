"""Brings a pad's pen lines into the whole numbers that a proof is made of."""

from __future__ import annotations

from collections.abc import Sequence

from sync.records.delivery import Stroke

PadStroke = Sequence[tuple[float, float, int]]


def proof_strokes(drawn: Sequence[PadStroke]) -> tuple[Stroke, ...]:
    """Return the lines as (x, y, t_ms) in whole pixels of the pad."""
    return tuple(tuple((round(x), round(y), t_ms) for x, y, t_ms in stroke) for stroke in drawn)
