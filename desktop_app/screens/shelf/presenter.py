"""The shelf: what lies ready, what is held or lost, and which of it was ticked to go out. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.addresses import house
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import results, waiting
from desktop_app.services.desk import Desk
from sync.records.dossier import Dossier
from sync.records.states import Delivery

LISTS: Final = (Delivery.READY, Delivery.HELD, Delivery.LOST)


class ShelfPresenter(QObject):
    """Only what is on show can be ticked: nothing unseen goes out on a run."""

    changed = Signal()  # draw `on_show`, `clusters` and `ticked` anew
    found = Signal(object)  # Dossier that was lost
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._all: tuple[Dossier, ...] = ()
        self.list = Delivery.READY
        self.cluster = ""
        self.ticked: frozenset[str] = frozenset()

    @property
    def ready(self) -> tuple[Dossier, ...]:
        """Return what lies on the shelf, longest known first."""
        return self._in(Delivery.READY)

    @property
    def on_show(self) -> tuple[Dossier, ...]:
        """Return the chosen list of the chosen cluster."""
        return tuple(each for each in self._in(self.list) if self.cluster in ("", each.cluster))

    def count(self, state: Delivery) -> int:
        """Return how many there are in a list."""
        return len(self._in(state))

    def clusters(self) -> tuple[tuple[str, int], ...]:
        """Return the clusters that have a result in the chosen list, by name, with how many."""
        listed = self._in(self.list)
        names = sorted({each.cluster for each in listed if each.cluster})
        return tuple((name, sum(each.cluster == name for each in listed)) for name in names)

    def home_of(self, dossier: Dossier) -> str:
        """Return where it is to be brought, as a list of this commune needs it."""
        return house(self._desk, dossier.address)

    def now_ms(self) -> int:
        """Return the time by this machine's clock."""
        return self._desk.clock.now_ms()

    def refresh(self) -> None:
        """Read the shelf anew; what is still there stays ticked."""
        self._read.run(
            lambda: (*results.shelf(self._desk), *waiting.in_trouble(self._desk)), done=self._show, failed=self._refuse
        )

    def choose_list(self, state: Delivery) -> None:
        """Show what is ready, held for correction, or lost."""
        self.list = state
        self._show(self._all)

    def choose_cluster(self, cluster: str) -> None:
        """Show one cluster's results, or all for ""."""
        if cluster != self.cluster:
            self.cluster = cluster
            self._draw()

    def tick(self, dossier_id: str) -> None:
        """Tick a result, or take the tick away."""
        if self.list == Delivery.READY:
            self._tick_only(self.ticked ^ {dossier_id})

    def tick_all(self) -> None:
        """Tick everything on show; take all ticks away where everything was ticked."""
        if self.list == Delivery.READY:
            shown = frozenset(each.id.hex for each in self.on_show)
            self._tick_only(frozenset() if shown == self.ticked else shown)

    def cluster_to_pack(self) -> str:
        """Return the cluster on show, or that of all ticked ones where they share one."""
        ticked = {each.cluster for each in self.on_show if each.id.hex in self.ticked}
        return self.cluster or (ticked.pop() if len(ticked) == 1 else "")

    def find(self, dossier_id: str, shelf: str) -> None:
        """Put a lost result that has turned up back on the shelf."""
        which = UUID(hex=dossier_id)
        self._write.run(
            lambda: results.find(self._desk, which, shelf=shelf, note=""), done=self._after, failed=self._refuse
        )

    def _in(self, state: Delivery) -> tuple[Dossier, ...]:
        return tuple(each for each in self._all if each.delivery == state)

    def _show(self, dossiers: tuple[Dossier, ...]) -> None:
        self._all = dossiers
        if self.cluster not in [name for name, _ in self.clusters()]:
            self.cluster = ""
        self._draw()

    def _draw(self) -> None:
        ready = self.list == Delivery.READY
        self._tick_only(self.ticked & {each.id.hex for each in self.on_show} if ready else ())

    def _tick_only(self, ids: Iterable[str]) -> None:
        self.ticked = frozenset(ids)
        self.changed.emit()

    def _after(self, dossier: Dossier) -> None:
        self.found.emit(dossier)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
