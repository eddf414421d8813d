"""Small measuring tools: percentiles, and the form in which a figure is written down. It never judges by failing."""

import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure beside its floor, both taken in the same run."""

    value: float
    floor: float
    limit: float
    unit: str
    runs: int

    @property
    def is_over(self) -> bool:
        """Tell whether the figure misses its limit."""
        return self.value > self.limit


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0…1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def write(file: Path, figures: dict[str, Figure], notes: dict[str, object]) -> dict[str, object]:
    """Write {name: {value, floor, limit, unit, runs, over}} and the notes; return what was written."""
    content: dict[str, object] = {
        name: {**{key: _rounded(value) for key, value in asdict(figure).items()}, "over": figure.is_over}
        for name, figure in figures.items()
    }
    content["notes"] = notes
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return content


def _rounded(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value
