"""The ceiling that the benches measure on: a ward of 196,240 people and a year of dossiers, in a laptop and its centre.

Built once and kept in build/bench/. The laptop gets its records as any laptop gets what comes from the centre: page by
page through the pier. The centre's are written by its own store, as if another laptop had sent them long ago.
"""

import hashlib
import random
import shutil
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.app import RESOURCES
from desktop_app.services.desk import VIETNAM_TIME, to_ms
from desktop_app.services.opening import read_catalogue
from desktop_app.storage.pier import Pier
from desktop_app.storage.schema import HEAD_REVISION
from sync.central import tables as central
from sync.central.app import open_centre
from sync.central.record_store import write_records
from sync.central.store import writing
from sync.client.ports import Pulled
from sync.records.codes import provisional_code
from sync.records.person import Person
from sync.records.record import Mark, Record
from sync.records.rules import DOSSIER, PERSON, group_of
from sync.records.sample_commune import HADONG, Profile, sample_commune
from sync.records.sample_history import sample_history
from sync.records.sample_records import as_dossier, as_person
from tests.e2e.world import SampleWorld

KEPT: Final = Path(__file__).resolve().parents[2] / "build" / "bench"
VERSION: Final = 4
"""Of this generator: another one builds anew."""
SEED: Final = 5
MONTHS: Final = 12
UNTIL: Final = datetime(2025, 11, 21, 16, 30, tzinfo=VIETNAM_TIME)
_AT_ONCE: Final = 2_000


def kept_world(*, scale: float = 1.0, folder: Path = KEPT) -> tuple[SampleWorld, float]:
    """Return the world of that scale, built where it is not there yet, and the seconds that building took (0: none)."""
    made_of = (VERSION, SEED, MONTHS, scale, HEAD_REVISION, _procedure_names())
    key = hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]
    here = folder / f"hadong-{key}"
    if here.exists():
        return SampleWorld.at(here), 0.0
    part = folder / f"hadong-{key}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    begun = time.monotonic()
    _fill(SampleWorld.make(part), HADONG.scaled(scale))
    part.rename(here)
    return SampleWorld.at(here), time.monotonic() - begun


@contextmanager
def copied_world(world: SampleWorld, folder: Path) -> Iterator[SampleWorld]:
    """Give a copy that may be worked in; it is gone afterwards."""
    copy = folder / "hadong"
    shutil.copytree(world.folder, copy)
    try:
        yield SampleWorld.at(copy)
    finally:
        shutil.rmtree(copy)


def people_of(profile: Profile, dice: random.Random) -> list[Person]:
    """Return the ward's residents, the same for the same dice."""
    drawn = sample_commune(dice, profile, today=UNTIL.date())
    return [as_person(each, id=UUID(bytes=dice.randbytes(16), version=4)) for each in drawn]


def records_of(profile: Profile, *, commune: str) -> Iterator[Record]:
    """Return everybody and every dossier of the year, as they stand at its end; each has a commit stamp of its own."""
    dice = random.Random(SEED)
    people = people_of(profile, dice)
    origin = (UUID(bytes=dice.randbytes(16), version=4), UUID(bytes=dice.randbytes(16), version=4))
    actor = UUID(bytes=dice.randbytes(16), version=4)
    at_ms = to_ms(UNTIL)
    values = [(PERSON, each.id, asdict(each)) for each in people]
    values += ((DOSSIER, each["id"], each) for each in _dossiers(profile, dice, people, commune))
    for stamp, (record_type, record_id, fields) in enumerate(values, start=1):
        del fields["id"]
        mark = Mark(stamp, *origin, stamp, actor, at_ms)
        groups = {group_of(record_type, name).name for name in fields}
        yield Record(record_type, record_id, stamp, fields, dict.fromkeys(sorted(groups), mark))


def _dossiers(
    profile: Profile, dice: random.Random, people: Sequence[Person], commune: str
) -> Iterator[dict[str, Any]]:
    names = _procedure_names()
    drawn = sample_history(dice, profile, people=len(people), procedures=_limits(), until=UNTIL, months=MONTHS + 1)
    numbers: Counter[str] = Counter()
    for each in deque(drawn, maxlen=MONTHS * profile.dossiers_a_month):
        day = each.received_at.date()
        numbers[f"{day}"] += 1
        made = as_dossier(
            each,
            people[each.person],
            id=UUID(bytes=dice.randbytes(16), version=4),
            code=provisional_code(commune, "M01", day, numbers[f"{day}"]),
            procedure_name=names[each.procedure],
        )
        official = f"000.{commune[1:3]}.{commune[3:]}.H26-{day:%y%m%d}-{numbers[f'{day}']:06}"
        official = official if dice.random() < 0.7 else ""
        yield asdict(made) | {"official_code": official, "papers": [], "attempts": [], "supplements": []}


def _limits() -> dict[str, int | None]:
    return {each.code: each.limit.working_days for each in read_catalogue(RESOURCES).procedures}


def _procedure_names() -> dict[str, str]:
    return {each.code: each.name for each in read_catalogue(RESOURCES).procedures}


def _fill(world: SampleWorld, profile: Profile) -> None:
    with world.opened() as opened:
        records = list(records_of(profile, commune=opened.identity.commune))
        pier = Pier(opened.desk.notebook)
        for some in _parts(records):
            upto = some[-1].rev
            page = [(record, 0) for record in some]
            pier.integrate(Pulled(after=some[0].rev - 1, upto=upto, verdicts=(), records=page, durable_seq=0))
        _fill_centre(world.centre, opened.identity.commune, records)


def _fill_centre(folder: Path, commune: str, records: Sequence[Record]) -> None:
    centre = open_centre(folder)
    try:
        for some in _parts(records):
            with writing(centre.engine) as connection:
                write_records(connection, commune, {record.id: record for record in some})
                connection.execute(sa.insert(central.FEED), [_feed_row(commune, record) for record in some])
                here = central.COMMUNE.c.code == commune
                connection.execute(sa.update(central.COMMUNE).where(here).values(stamp=some[-1].rev))
    finally:
        centre.close()


def _feed_row(commune: str, record: Record) -> dict[str, Any]:
    mark = next(iter(record.marks.values()))
    return {
        "commune": commune,
        "stamp": record.rev,
        "record": record.id.bytes,
        "type": record.type,
        "device": mark.device.bytes,
        "incarnation": mark.incarnation.bytes,
        "seq": mark.seq,
        "is_clean": True,
    }


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
