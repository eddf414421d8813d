"""The evening: results taken out on a run, one door after the other, the run closed when every envelope is counted."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from desktop_app.services import results
from desktop_app.services.desk import Desk
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.notebook import Work
from desktop_app.storage.reading import Reader
from sync.records import delivery
from sync.records.delivery import DeliveryRun, Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER, RUN


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """A run and the dossiers on it, in the order in which they were taken.

    `missing`: how many of them this laptop does not have (taken out at another one, and not carried here yet).
    """

    run: DeliveryRun
    dossiers: tuple[Dossier, ...]
    missing: int = 0


def open_run(desk: Desk, dossier_ids: Sequence[UUID], *, cluster: str) -> RunSheet:
    """Take results from the shelf out on a run, in one commit. Raises: RefusedError run_empty, not_on_shelf."""
    today = desk.local_now().date()
    with desk.notebook.writing(desk.author) as work:
        number = work.next_number(f"run/{today:%y%m%d}")
        run = DeliveryRun(
            id=desk.new_id(),
            code=f"C-{desk.machine}-{today:%y%m%d}-{number}",
            cluster=cluster,
            officer=desk.author.id.hex,
            opened_at_ms=desk.clock.now_ms(),
        )
        taken = [Dossier.of(work.get(DOSSIER, each)) for each in dossier_ids]
        work.record(*delivery.open_run(run, taken))
    return sheet(desk, run.id)


def open_runs(desk: Desk) -> tuple[DeliveryRun, ...]:
    """Return the runs that are out, latest first."""
    with desk.notebook.reading() as reader:
        return tuple(DeliveryRun.of(record) for record in reader.open_runs())


def sheet(desk: Desk, run_id: UUID) -> RunSheet:
    """Return a run with its dossiers as they stand. Raises: MissingRecordError where the run itself is not here."""
    with desk.notebook.reading() as reader:
        run = DeliveryRun.of(reader.get(RUN, run_id))
        dossiers = _dossiers(reader, run)
    return RunSheet(run=run, dossiers=dossiers, missing=len(run.dossiers) - len(dossiers))


def hand_over_at_door(desk: Desk, dossier_id: UUID, receiver: Receiver, strokes: Sequence[Stroke]) -> Dossier:
    """Hand a result over at its owner's door. Raises: RefusedError."""
    return results.hand_over(desk, dossier_id, receiver, strokes, place="door")


def nobody_home(desk: Desk, dossier_id: UUID, *, note: str = "") -> Dossier:
    """Write down that nobody was there. Raises: RefusedError not_now."""
    with desk.notebook.writing(desk.author) as work:
        dossier = Dossier.of(work.get(DOSSIER, dossier_id))
        work.record(delivery.nobody_home(dossier, place="door", at_ms=desk.clock.now_ms(), note=note))
        return Dossier.of(work.get(DOSSIER, dossier_id))


def close_run(desk: Desk, run_id: UUID, *, returned: Sequence[UUID]) -> RunSheet:
    """Close a run with the envelopes counted back. Raises: RefusedError run_unbalanced, run_not_here, run_closed."""
    with desk.notebook.writing(desk.author) as work:
        run = DeliveryRun.of(work.get(RUN, run_id))
        dossiers = _dossiers(work, run)
        work.record(*delivery.close_run(run, dossiers, returned=returned, at_ms=desk.clock.now_ms()))
    return sheet(desk, run_id)


def _dossiers(pages: Reader | Work, run: DeliveryRun) -> tuple[Dossier, ...]:
    """Return those of the run's dossiers that are in this notebook."""
    found: list[Dossier] = []
    for each in run.dossiers:
        with suppress(MissingRecordError):
            found.append(Dossier.of(pages.get(DOSSIER, UUID(hex=each))))
    return tuple(found)
