"""The evening: results taken out on a run, one door after the other, the run closed when every envelope is counted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from desktop_app.services import results, waiting
from desktop_app.services.desk import Desk
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.notebook import Work
from desktop_app.storage.reading import Reader
from sync.records import door, receiving
from sync.records import run as runs
from sync.records.act import Act
from sync.records.delivery import ENVELOPE_CHECKS, Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from sync.records.rules import DOSSIER, RUN
from sync.records.run import DeliveryRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """A run and the dossiers on it, in the order in which they were taken.

    `missing`: how many of them this laptop does not have (taken out at another one, and not carried here yet).
    """

    run: DeliveryRun
    dossiers: tuple[Dossier, ...]
    missing: int = 0


def open_run(
    desk: Desk,
    dossier_ids: Sequence[UUID],
    *,
    cluster: str,
    counted: int,
    promised: Mapping[UUID, Collection[str]] | None = None,
) -> RunSheet:
    """Take results from the shelf out on a run, counted by hand, in one commit; the doors stand as one walks.

    `promised`: the terms under which a result that may not simply travel does (its register is carried, both will be
    there). Raises: RefusedError run_empty, too_many, not_on_shelf, custody_count, may_not_travel.
    """
    today = desk.local_now().date()
    promises = promised or {}
    with desk.notebook.writing(desk.author) as work:
        number = work.next_number(f"run/{today:%y%m%d}")
        run = DeliveryRun(
            id=desk.new_id(),
            code=f"C-{desk.machine}-{today:%y%m%d}-{number}",
            cluster=cluster,
            officer=desk.author.id.hex,
            opened_at_ms=desk.clock.now_ms(),
        )
        taken = runs.walking_order(Dossier.of(work.get(DOSSIER, each)) for each in dossier_ids)
        for each in taken:
            receiving.check_travel(rule_of(desk, each), promises.get(each.id, ()))
        work.record(*runs.open_run(run, taken, counted=counted, promised=promises))
    return sheet(desk, run.id)


def may_travel(desk: Desk, dossier: Dossier, promised: Collection[str] = ()) -> RefusedError | None:
    """Return why a result may not leave the office under these promises, None where it may."""
    try:
        receiving.check_travel(rule_of(desk, dossier), promised)
    except RefusedError as refusal:
        return refusal
    return None


def pack(desk: Desk, scanned: str, *, cluster: str, packed: Collection[UUID]) -> Dossier:
    """Return the result that a scanned code means, ready to be packed for a cluster ("": any).

    Raises: RefusedError envelope_unread, envelope_unknown, envelope_packed, envelope_not_ready, envelope_elsewhere
    (about where it belongs).
    """
    code = _code_of(scanned)
    dossier = next((each for each in waiting.find(desk, code) if _carries(each, code)), None)
    if dossier is None:
        raise RefusedError("envelope_unknown", scanned.strip())
    if dossier.id in packed:
        raise RefusedError("envelope_packed", scanned.strip())
    if not dossier.may_travel_now:
        raise RefusedError("envelope_not_ready", scanned.strip())
    if cluster and dossier.cluster != cluster:
        raise RefusedError("envelope_elsewhere", dossier.cluster or "–")
    return dossier


def scanned_on(sheet: RunSheet, scanned: str) -> Dossier:
    """Return the dossier of this run whose envelope was scanned.

    Raises: RefusedError envelope_unread, envelope_not_on_run.
    """
    code = _code_of(scanned)
    found = next((each for each in sheet.dossiers if _carries(each, code)), None)
    if found is None:
        raise RefusedError("envelope_not_on_run", scanned.strip())
    return found


def check_envelope(sheet: RunSheet, door: Dossier, scanned: str) -> None:
    """Raise RefusedError unless what was scanned is the envelope for this door.

    Causes: those of `scanned_on`, and envelope_of_other_door (about its place on the list).
    """
    found = scanned_on(sheet, scanned)
    if found.id != door.id:
        raise RefusedError("envelope_of_other_door", str(sheet.dossiers.index(found) + 1))


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


def hand_over_at_door(
    desk: Desk, dossier_id: UUID, receiver: Receiver, strokes: Sequence[Stroke], *, envelope: str
) -> Dossier:
    """Hand a result over at its owner's door, the envelope made sure of. Raises: RefusedError envelope_unchecked, …"""
    if envelope not in ENVELOPE_CHECKS:
        raise RefusedError("envelope_unchecked")
    return results.hand_over(desk, dossier_id, receiver, strokes, place="door", envelope=envelope)


def nobody_home(desk: Desk, dossier_id: UUID, *, note: str = "") -> Dossier:
    """Write down that nobody was there. Raises: RefusedError not_now."""
    return _at_the_door(desk, dossier_id, partial(door.nobody_home, note=note))


def decline(desk: Desk, dossier_id: UUID, *, reason: str) -> Dossier:
    """Write down that the receiver would not take it. Raises: RefusedError reason_missing, not_now."""
    return _at_the_door(desk, dossier_id, partial(door.decline, reason=reason))


def found_wrong(desk: Desk, dossier_id: UUID, *, what: str) -> Dossier:
    """Write down that the result itself is wrong; it goes back. Raises: RefusedError reason_missing, not_now."""
    return _at_the_door(desk, dossier_id, partial(door.found_wrong, what=what))


def change_date(desk: Desk, dossier_id: UUID, *, day: str, note: str = "") -> Dossier:
    """Write down another day (dd/MM/yyyy). Raises: RefusedError day_missing, not_now, PartialDateError."""
    return _at_the_door(desk, dossier_id, partial(door.change_date, day=day, note=note))


def post(desk: Desk, dossier_id: UUID, *, tracking_number: str, note: str = "") -> Dossier:
    """Hand the result to the public post. Raises: RefusedError tracking_missing, not_now."""
    return _at_the_door(desk, dossier_id, partial(door.post, tracking_number=tracking_number, note=note))


def lose(desk: Desk, dossier_id: UUID, *, report: str) -> Dossier:
    """Report the result missing. Raises: RefusedError reason_missing, not_now."""
    return _at_the_door(desk, dossier_id, partial(door.lose, report=report))


def close_run(desk: Desk, run_id: UUID, *, returned: Sequence[UUID]) -> RunSheet:
    """Close a run with the envelopes counted back. Raises: RefusedError run_unbalanced, run_not_here, run_closed."""
    with desk.notebook.writing(desk.author) as work:
        run = DeliveryRun.of(work.get(RUN, run_id))
        dossiers = _dossiers(work, run)
        work.record(*runs.close_run(run, dossiers, returned=returned, at_ms=desk.clock.now_ms()))
    return sheet(desk, run_id)


def _code_of(scanned: str) -> str:
    code = waiting.dossier_code_in(scanned)
    if not code:
        raise RefusedError("envelope_unread")
    return code


def _carries(dossier: Dossier, code: str) -> bool:
    return code in (dossier.provisional_code, dossier.official_code)


def _at_the_door(desk: Desk, dossier_id: UUID, outcome: Callable[..., Act]) -> Dossier:
    with desk.notebook.writing(desk.author) as work:
        dossier = Dossier.of(work.get(DOSSIER, dossier_id))
        place = "door" if dossier.run else "office"
        work.record(outcome(dossier, place=place, at_ms=desk.clock.now_ms()))
        return Dossier.of(work.get(DOSSIER, dossier_id))


def _dossiers(pages: Reader | Work, run: DeliveryRun) -> tuple[Dossier, ...]:
    """Return those of the run's dossiers that are in this notebook."""
    found: list[Dossier] = []
    for each in run.dossiers:
        with suppress(MissingRecordError):
            found.append(Dossier.of(pages.get(DOSSIER, UUID(hex=each))))
    return tuple(found)
