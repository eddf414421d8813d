"""Packs a run for a cluster: what may travel, on which promises, counted by hand and taken over. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.addresses import house
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import evening, results
from desktop_app.services.desk import Desk
from desktop_app.services.evening import RunSheet
from desktop_app.services.rules_of_receipt import rule_of
from sync.records.dossier import Dossier
from sync.records.receiving import terms_of_travel
from sync.records.run import walking_order

REGISTER_CARRIED: Final = "register_carried"
BOTH_PRESENT: Final = "both_present"
NOT_COUNTED: Final = -1


class PackingPresenter(QObject):
    """What waits in `turned_away` is tried again with each promise. The register is promised for the run as a whole."""

    changed = Signal()  # draw all anew
    run_opened = Signal(object)  # RunSheet
    busy_changed = Signal(bool)
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self._ready: tuple[Dossier, ...] = ()
        self._own: dict[UUID, frozenset[str]] = {}
        self.cluster = ""
        self.is_register_carried = False
        self.packed: frozenset[UUID] = frozenset()
        self.turned_away: tuple[Dossier, ...] = ()

    def start(self, ready: Iterable[Dossier], *, cluster: str, wanted: Iterable[str]) -> None:
        """Begin a run for a cluster ("": all), with the results (ids, hex) that were chosen on the shelf."""
        self._ready = tuple(ready)
        self._own, self.packed, self.turned_away = {}, frozenset(), ()
        self.cluster, self.is_register_carried = cluster, False
        chosen = frozenset(wanted)
        self._pack([each for each in self.on_show if each.id.hex in chosen])

    @property
    def on_show(self) -> tuple[Dossier, ...]:
        """Return what lies ready in the chosen cluster, as one walks."""
        return walking_order(each for each in self._ready if self.cluster in ("", each.cluster))

    @property
    def waits_for_both(self) -> Dossier | None:
        """Return the first that was turned away and needs both parties to be there."""
        return next((each for each in self.turned_away if BOTH_PRESENT in self._terms(each)), None)

    @property
    def asks_for_register(self) -> bool:
        """Tell whether something on show travels only with its register."""
        return any(REGISTER_CARRIED in self._terms(each) for each in self.on_show)

    def clusters(self) -> tuple[tuple[str, int], ...]:
        """Return the clusters that have a result ready, by name, with how many."""
        names = sorted({each.cluster for each in self._ready if each.cluster})
        return tuple((name, sum(each.cluster == name for each in self._ready)) for name in names)

    def home_of(self, dossier: Dossier) -> str:
        """Return where it is to be brought, as a list of this commune needs it."""
        return house(self._desk, dossier.address)

    def may_go(self, dossier: Dossier) -> bool:
        """Tell whether a result may leave the office under the promises given so far."""
        return evening.may_travel(self._desk, dossier, self._promised(dossier)) is None

    def choose_cluster(self, cluster: str) -> None:
        """Show one cluster's results, or all for ""; what is no longer on show is unpacked."""
        self.cluster = cluster
        shown = {each.id for each in self.on_show}
        self.packed &= shown
        self.turned_away = tuple(each for each in self.turned_away if each.id in shown)
        self.changed.emit()

    def toggle(self, dossier_id: str) -> None:
        """Pack an envelope, or put it back."""
        found = next((each for each in self.on_show if each.id.hex == dossier_id), None)
        if found is None:
            return
        if found.id in self.packed:
            self.packed -= {found.id}
            self._own.pop(found.id, None)
            self.changed.emit()
        else:
            self._pack([found])

    def pack_all(self) -> None:
        """Pack whatever is on show and may travel."""
        self._pack([each for each in self.on_show if each.id not in self.packed])

    def scan(self, code: str) -> None:
        """Pack the envelope whose code was scanned or typed."""
        cluster, packed = self.cluster, self.packed
        self._read.run(
            lambda: evening.pack(self._desk, code, cluster=cluster, packed=packed),
            done=self._pack_scanned,
            failed=self._refuse,
        )

    def promise(self, term: str, *, is_given: bool) -> None:
        """Give a promise, or take it back; what may not travel without it is unpacked."""
        waiting = self.waits_for_both
        if term == REGISTER_CARRIED:
            self.is_register_carried = is_given
        elif waiting is not None:
            self._own[waiting.id] = frozenset({term}) if is_given else frozenset()
        left = [each for each in self.on_show if each.id in self.packed and not self.may_go(each)]
        self.packed -= {each.id for each in left}
        again, self.turned_away = (*self.turned_away, *left), ()
        self._pack(again, is_told=not is_given)

    def open_run(self, counted: int) -> None:
        """Take what is packed out on a run, `counted` by hand."""
        taken = [each for each in self.on_show if each.id in self.packed]
        clusters = ", ".join(sorted({each.cluster for each in taken if each.cluster}))
        promised = {each.id: self._promised(each) for each in taken if self._terms(each)}
        ids = [each.id for each in taken]
        self.busy_changed.emit(True)
        self._write.run(
            lambda: evening.open_run(self._desk, ids, cluster=clusters, counted=counted, promised=promised),
            done=self._after,
            failed=self._not_opened,
        )

    def _pack(self, dossiers: Iterable[Dossier], *, is_told: bool = True) -> None:
        said: list[str] = []
        for each in dossiers:
            refusal = evening.may_travel(self._desk, each, self._promised(each))
            if refusal is None:
                self.packed |= {each.id}
                self.turned_away = tuple(other for other in self.turned_away if other.id != each.id)
            else:
                said.append(sentence_of(refusal))
                if each not in self.turned_away:
                    self.turned_away = (*self.turned_away, each)
        self.changed.emit()
        if said and is_told:
            self.refused.emit("\n".join(dict.fromkeys(said)))

    def _pack_scanned(self, dossier: Dossier) -> None:
        if dossier not in self._ready:  # it came to the shelf after this page was opened
            self._ready = (*(each for each in self._ready if each.id != dossier.id), dossier)
        self._pack([dossier])

    def _promised(self, dossier: Dossier) -> frozenset[str]:
        carried = frozenset({REGISTER_CARRIED}) if self.is_register_carried else frozenset()
        return (carried | self._own.get(dossier.id, frozenset())) & frozenset(self._terms(dossier))

    def _terms(self, dossier: Dossier) -> tuple[str, ...]:
        return terms_of_travel(rule_of(self._desk, dossier))

    def _after(self, sheet: RunSheet) -> None:
        self.packed = frozenset()
        self.busy_changed.emit(False)
        self.run_opened.emit(sheet)

    def _not_opened(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self._refuse(error)
        # Most likely somebody took one of them meanwhile.
        self._read.run(lambda: results.shelf(self._desk), done=self._read_anew, failed=self._refuse)

    def _read_anew(self, ready: tuple[Dossier, ...]) -> None:
        self._ready = ready
        here = {each.id for each in ready}
        self.packed &= here
        self.turned_away = tuple(each for each in self.turned_away if each.id in here)
        self.changed.emit()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
