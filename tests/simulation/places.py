"""What a disaster or a courier may touch of a world."""

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.simulation.roots import Root
from tests.simulation.shores import CentreShore, Laptop


@dataclass(frozen=True, slots=True)
class Image:
    """A copy of a laptop's disk, and what had been said saved when it was made."""

    path: Path
    said: frozenset[Root]


@dataclass(slots=True)
class Shelf:
    """Copies that were made on the way."""

    folder: Path
    laptops: dict[str, Image] = field(default_factory=dict)
    backups: list[Path] = field(default_factory=list)
    images: list[Path] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    """Machines whose segments lie on a stick or at another laptop: of a life that they may forget."""


class Place(Protocol):
    """What a disaster may touch."""

    rng: random.Random
    centre: CentreShore
    laptops: list[Laptop]
    shelf: Shelf

    def add_copy(self, laptop: Laptop, folder: Path) -> None:
        """Let a copy of a laptop run from now on."""
        ...

    def recount(self) -> None:
        """Find out what was lost with a disk that exists no more."""
        ...

    def doubt(self, *laptops: Laptop) -> None:
        """Expect nothing of what they show before they have talked with the centre."""
        ...
