"""The promises that must have come true when the storm is over and every laptop has crossed a few times in quiet."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

import sqlalchemy as sa

from desktop_app.services.peers import read_as_on_the_way
from sync.central.judging import State
from sync.client.engine import SyncReport
from sync.records.attachment import attachments_in
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER, RULING, group_of
from sync.records.ruling import subject_of
from tests.simulation.promises import CARRIED_TWICE, LOGS, SETTLED, Judged, bases_of, hold, records_at
from tests.simulation.roots import Root
from tests.simulation.shores import CentreShore, Laptop
from tests.simulation.stores import fetch

BY_ITSELF = frozenset({"impossible_move", "record_missing", "behind_parked", "behind_held", "exists_already"})


def check_arrived(laptops: list[Laptop], judged: list[Judged], said: Iterable[Root]) -> None:
    """Check that everything that was saved and whose disk still exists is at the centre once. BrokenPromiseError."""
    borne = Counter(each.root for each in judged if each.reason != CARRIED_TWICE)
    waiting = {row.root for laptop in laptops if laptop.is_revoked for row in laptop.rows()}
    missing = [root for root in said if not borne[root] and root not in waiting]
    hold("G1", not missing, f"{sorted(root.seq for root in missing)} never arrived")


def check_laptop_at_rest(laptop: Laptop, judged: list[Judged], centre: CentreShore) -> None:
    """Check that a laptop knows what became of all its work, and has the centre's notebook. BrokenPromiseError."""
    at_centre = {each.place: each for each in judged}
    for row in laptop.rows():
        known = at_centre.get((row.incarnation, row.seq))
        where = f"{laptop.name}: {row.seq} is {row.state}"
        hold("G2", row.state not in ("waiting", "sending", "received"), f"{where} after the storm")
        hold("G2", known is not None, f"{where} and not at the centre")
        if known is not None:
            shown = State.APPLIED if row.state in SETTLED else row.state
            hold("G2", shown == known.state, f"{where}, at the centre {known.state}")
    hold("G24", bases_of(laptop) == records_at(centre), f"{laptop.name}: the notebooks differ after the storm")


def check_green(laptop: Laptop, report: SyncReport) -> None:
    """Check that a laptop with nothing left to wait for says that it agrees. Raises: BrokenPromiseError."""
    waits = {"parked", "held"} & {row.state for row in laptop.rows()}
    is_green = report.agreed or laptop.is_revoked or bool(waits)
    hold("G3", is_green, f"{laptop.name}: not green in the end, trouble {report.trouble}")


def check_peers(laptop: Laptop, judged: Iterable[Judged]) -> None:
    """Check that no act is shown as not yet through the centre that is applied there. Raises: BrokenPromiseError."""
    applied = {
        (each.operation.kind, each.operation.record, each.operation.claimed_at_ms)
        for each in judged
        if each.state == State.APPLIED
    }
    for row in read_as_on_the_way(laptop.peers):
        is_truth = (row.kind, row.record, row.claimed_at_ms) not in applied
        hold("G3", is_truth, f"{laptop.name}: {row.kind} of {row.machine} is shown as not through, and is applied")


def check_codes(laptops: Iterable[Laptop], judged: Iterable[Judged], recounted: Collection[Root]) -> None:
    """Check that no code was given to two dossiers, in whatever state they are. Raises: BrokenPromiseError.

    Excused is what one machine gave twice while it counted from an old copy (until it met the centre) or beside a copy
    of itself: nothing tells it.
    """
    bearers: defaultdict[str, dict[UUID, tuple[bytes, bool]]] = defaultdict(dict)
    given = [(each.operation, each.root, each.origin.device.bytes) for each in judged]
    for laptop in laptops:
        device = laptop.notebook.origin.device.bytes
        given += [(laptop.reading.operation(row.raw), row.root, device) for row in laptop.rows()]
    for operation, root, device in given:
        for name in ("provisional_code", "official_code"):
            if code := operation.body.sets.get(name):
                bearers[code][operation.record] = (device, root in recounted)
    for code, found in bearers.items():
        is_one_machine = len({device for device, _ in found.values()}) == 1
        unexcused = sum(not is_excused for _, is_excused in found.values())
        hold("G23", len(found) == 1 or (is_one_machine and unexcused <= 1), f"{code} stands on {len(found)} dossiers")


def check_order(judged: list[Judged], ruled: set[tuple[bytes, int]]) -> None:
    """Check that each chain of a record was applied in the order of writing, but for what a person decided about.

    Raises: BrokenPromiseError.
    """
    last: dict[tuple[bytes, UUID], int] = {}
    for each in judged:
        if each.state != State.APPLIED or each.reason or each.place in ruled:
            continue
        chain = (each.origin.incarnation.bytes, each.operation.record)
        hold("G16", last.get(chain, 0) < each.operation.seq, f"{each.operation.seq} overtook {last.get(chain)}")
        last[chain] = each.operation.seq


def check_parked(judged: list[Judged], poisoned: set[Root], ruled: set[tuple[bytes, int]]) -> None:
    """Check that a bad one stays alone with its record's later ones of its origin. Raises: BrokenPromiseError."""
    kept_back: dict[tuple[bytes, UUID], str] = {}
    for each in sorted(judged, key=lambda one: one.place):
        seq, chain = each.operation.seq, (each.origin.incarnation.bytes, each.operation.record)
        hold("G12", each.reason != "unknown_kind", f"{seq}: {each.operation.kind} is known by now, and still waits")
        if each.state in (State.PARKED, State.HELD):
            is_known = each.root in poisoned or chain in kept_back or each.reason in BY_ITSELF
            hold("G5", is_known, f"{seq} is {each.state}: {each.reason}")
            hold("G10", bool(each.reason), f"{seq} is {each.state} without a reason")
            if each.place not in ruled:  # later ones went on while it was set aside, before it was taken back
                kept_back[chain] = each.state
        elif each.state == State.SET_ASIDE:
            hold("G2", each.place in ruled, f"{seq} was set aside, and nobody decided so")
        elif each.state == State.APPLIED and each.place not in ruled and each.reason != CARRIED_TWICE:
            hold("G5", chain not in kept_back and each.root not in poisoned, f"{seq} overtook one that waits")


def ruled_places(records: dict[UUID, Record]) -> set[tuple[bytes, int]]:
    """Return incarnation and number of every operation that a person decided about."""
    subjects = (subject_of(each) for each in records.values() if each.type == RULING)
    return {(each.origin.incarnation.bytes, each.seq) for each in subjects if each is not None}


def check_held(judged: list[Judged], records: dict[UUID, Record]) -> None:
    """Check that what is held still misses its record. Raises: BrokenPromiseError."""
    for each in judged:
        if each.state == State.HELD and each.reason == "record_missing":
            hold("G10", each.operation.record not in records, f"{each.operation.seq} is held, its record is here")


def check_facts_once(records: dict[UUID, Record]) -> None:
    """Check that no entry of a log of facts stands twice. Raises: BrokenPromiseError."""
    for record in records.values():
        for name in LOGS:
            marks = [each["op"] for each in record.fields.get(name, ())]
            hold("G4", len(marks) == len(set(marks)), f"{name}: an entry stands twice")


def check_files(laptops: list[Laptop], centre: CentreShore, records: dict[UUID, Record]) -> None:
    """Check that every file whose disk still exists is whole at the centre, and at all who sent for it.

    Raises: BrokenPromiseError.
    """
    dossiers = (each for each in records.values() if each.type == DOSSIER)
    attached = (file for each in dossiers for file in attachments_in(each.fields.get("attachments", ())))
    names = {bytes.fromhex(name) for file in attached for name in (file.hash, file.thumbnail) if name}
    there = _whole_files(centre.centre.store.engine, names)
    active = [(each, _whole_files(each.notebook.engine, names)) for each in laptops if not each.is_revoked]
    for name in names:
        for laptop, here in active:
            if there[name] is None:
                hold("G17", not here[name], f"{laptop.name} has a file that never arrived")
            else:
                hold("G17", bool(there[name]), "a file at the centre is not what it should be")
                hold("G17", bool(here[name]), f"{laptop.name}: a file that is at the centre was sent for in vain")


def _whole_files(engine: sa.Engine, names: Iterable[bytes]) -> dict[bytes, bool | None]:
    """Return of each file whether what is kept hashes to its name, None where nothing is."""
    found: dict[bytes, bool | None] = {}
    for name in names:
        pieces = [piece for (piece,) in fetch(engine, "SELECT bytes FROM file_piece WHERE hash = ? ORDER BY at", name)]
        found[name] = hashlib.sha256(b"".join(pieces)).digest() == name if pieces else None
    return found


def check_no_silent_loser(applied: list[Judged], records: dict[UUID, Record]) -> None:
    """Check that every value stands, was replaced knowingly, or is in a conflict. Raises: BrokenPromiseError."""
    kept = [each for each in records.values() if each.type == CONFLICT]
    for at, each in enumerate(applied):
        record = records[each.operation.record]
        later = [other for other in applied[at + 1 :] if other.operation.record == record.id]
        for name, value in each.operation.body.sets.items():
            group = group_of(record.type, name).name
            if _says_it_again(applied[:at], each, name, record.type):
                continue
            seen_values = [
                conflict.fields[side]["values"].get(name)
                for conflict in kept
                if conflict.fields["about"] == record.id.hex and conflict.fields["group"] == group
                for side in ("standing", "other")
            ]
            was_replaced_by_who_saw_it = any(
                _has_seen(other, each) and group in _groups(other, record.type) for other in later
            )
            is_kept = record.fields.get(name) == value or value in seen_values or was_replaced_by_who_saw_it
            hold("G8", is_kept, f"{name} of {each.operation.kind} {each.operation.seq} is nowhere")
            clash = _next_unseeing(each, later, group, record.type)
            if clash is not None and name in clash.operation.body.sets:
                both = [value, clash.operation.body.sets[name]]
                is_kept = both[0] == both[1] or all(one in seen_values for one in both)
                hold("G8", is_kept, f"{name}: two values and no conflict")
        for name, entry in each.operation.body.appends.items():
            there = record.fields[name]
            hold("G8", any(entry.items() <= one.items() for one in there), "an entry of a log is gone")


def _says_it_again(earlier: list[Judged], each: Judged, name: str, record_type: str) -> bool:
    """Tell whether its own laptop wrote the same there last: that adds nothing, and who saw it then has seen it."""
    record, group = each.operation.record, group_of(record_type, name).name
    before = (one for one in reversed(earlier) if one.operation.record == record)
    last = next((one for one in before if group in _groups(one, record_type)), None)
    return (
        last is not None
        and last.origin == each.origin
        and last.operation.body.sets.get(name) == each.operation.body.sets[name]
    )


def _next_unseeing(each: Judged, later: list[Judged], group: str, record_type: str) -> Judged | None:
    """Return the next writer of the group, if this one stood until then and he had not seen it."""
    following = next((other for other in later if group in _groups(other, record_type)), None)
    if following is None or not each.is_clean or _has_seen(following, each):
        return None
    return following


def _has_seen(later: Judged, earlier: Judged) -> bool:
    return later.origin == earlier.origin or later.operation.base >= earlier.stamp


def _groups(each: Judged, record_type: str) -> set[str]:
    return {group_of(record_type, name).name for name in each.operation.body.sets}
