"""The shelf: what lies there, which of it was ticked, and the run that is made of it. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import evening, results
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from sync.records.dossier import Dossier


class ShelfPresenter(QObject):
    """Only what is on show can be ticked: nothing unseen goes out on a run."""

    changed = Signal()  # draw `on_show`, `clusters` and `ticked` anew
    run_opened = Signal(object)  # RunSheet
    busy_changed = Signal(bool)
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._all: tuple[Dossier, ...] = ()
        self.cluster = ""
        self.ticked: frozenset[str] = frozenset()

    @property
    def on_show(self) -> tuple[Dossier, ...]:
        """Return what lies on the shelf of the chosen cluster, longest known first."""
        return tuple(each for each in self._all if self.cluster in ("", each.cluster))

    @property
    def chosen(self) -> tuple[Dossier, ...]:
        """Return what is ticked, in the order of the shelf."""
        return tuple(each for each in self.on_show if each.id.hex in self.ticked)

    def clusters(self) -> tuple[tuple[str, int], ...]:
        """Return the clusters that have a result on the shelf, by name, with how many."""
        names = sorted({each.cluster for each in self._all if each.cluster})
        return tuple((name, sum(each.cluster == name for each in self._all)) for name in names)

    def refresh(self) -> None:
        """Read the shelf anew; what is still there stays ticked."""
        self._read.run(lambda: results.shelf(self._desk), done=self._show, failed=self._refuse)

    def choose_cluster(self, cluster: str) -> None:
        """Show one cluster's results, or all for ""."""
        if cluster != self.cluster:
            self.cluster = cluster
            self._draw()

    def tick(self, dossier_id: str) -> None:
        """Tick a result, or take the tick away."""
        self._tick_only(self.ticked ^ {dossier_id})

    def tick_all(self) -> None:
        """Tick everything on show; take all ticks away where everything was ticked."""
        shown = frozenset(each.id.hex for each in self.on_show)
        self._tick_only(frozenset() if shown == self.ticked else shown)

    def open_run(self) -> None:
        """Take what is ticked out on a run."""
        taken = self.chosen
        cluster = ", ".join(sorted({each.cluster for each in taken if each.cluster}))
        ids = [each.id for each in taken]
        self.busy_changed.emit(True)
        self._write.run(
            lambda: evening.open_run(self._desk, ids, cluster=cluster), done=self._after, failed=self._not_opened
        )

    def _show(self, dossiers: tuple[Dossier, ...]) -> None:
        self._all = dossiers
        if self.cluster not in [name for name, _ in self.clusters()]:
            self.cluster = ""
        self._draw()

    def _draw(self) -> None:
        self._tick_only(self.ticked & {each.id.hex for each in self.on_show})

    def _tick_only(self, ids: Iterable[str]) -> None:
        self.ticked = frozenset(ids)
        self.changed.emit()

    def _after(self, sheet: RunSheet) -> None:
        self.ticked = frozenset()
        self.busy_changed.emit(False)
        self.run_opened.emit(sheet)

    def _not_opened(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self._refuse(error)
        self.refresh()  # most likely somebody took one of them meanwhile

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
