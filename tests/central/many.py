"""Many laptops at once on several workers that share one PostgreSQL: whose cursor skipped a change?

`python -m tests.central.many --workers 4 --laptops 50 --changes 100000` prints one line of JSON.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import requests
from sqlalchemy import func, select

from sync.central.answering import Centre, Reply
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.central.tables import OPERATION, RECORD
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.messages import FeedPage, VerdictState
from sync.records.merge import Applied, apply
from sync.records.operation import decode_operation
from sync.records.record import Record, decode_record, encode_record
from tests.central.central_room import Laptop, named
from tests.central.cluster import running_cluster
from tests.e2e.centre_process import CentreProcess

_AT_ONCE: Final = 100
_SEGMENTS: Final = 10
"""At least so many segments a laptop: the more there are, the more often workers meet."""

_PATIENCE_S: Final = 120
_TRIES: Final = 200
_BUSY: Final = (429, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each; the laptops are spread over the communes."""

    workers: int
    laptops: int
    changes: int
    communes: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`skipped`: changes that a laptop whose cursor stands at the end has not got as the centre has them.

    `put_off`: requests that were told to come again later.
    """

    workers: int
    laptops: int
    changes: int
    skipped: int
    put_off: int
    seconds: float
    push_seconds: float
    stored_bytes: int


class Roads:
    """Asks one worker after the other, whoever asks: no worker may count on having seen a laptop before."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = urls
        self._turn = count()
        self.put_off: list[int] = []
        self._mine = threading.local()

    def __call__(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        session = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
        for _ in range(_TRIES):
            url = self._urls[next(self._turn) % len(self._urls)]
            answer = session.request(method, url + path, headers=headers, data=body, timeout=_PATIENCE_S)
            if answer.status_code not in _BUSY:
                kind = answer.headers.get("Content-Type", "")
                return Reply(status=answer.status_code, content_type=kind, body=answer.content)
            self.put_off.append(answer.status_code)
            time.sleep(0.05)
        raise AssertionError(f"no worker had time for {method} {path}")


@dataclass
class Official:
    """A laptop that keeps what it hears, replays its own clean work itself, and changes what others made."""

    laptop: Laptop
    chance: random.Random
    name: str
    records: dict[UUID, Record] = field(default_factory=dict)
    judged: set[int] = field(default_factory=set)
    unjudged: set[UUID] = field(default_factory=set)

    def work(self, changes: int) -> None:
        """Write `changes` acts down in several segments, pulling what others did in between."""
        at_once = max(1, min(_AT_ONCE, changes // _SEGMENTS))
        while len(self.laptop.ops) < changes:
            for _ in range(min(at_once, changes - len(self.laptop.ops))):
                self._act()
            self.laptop.push()
            self._take(self.laptop.pull())

    def catch_up(self) -> None:
        """Pull until there is nothing more."""
        while True:
            page = self.laptop.pull()
            self._take(page)
            if page.upto == page.head:
                return

    def _act(self) -> None:
        known = self.chance.choice(list(self.records)) if self.records and self.chance.random() < 0.3 else None
        if known is not None and known not in self.unjudged and self.records[known].type == "person":
            base = self.records[known].rev
            self.laptop.note("person.amend", known, {"phone": f"06{self.chance.randrange(10**8):08}"}, base=base)
        else:
            known = named(f"{self.name}/{len(self.laptop.ops)}")
            self.laptop.note("person.register", known, {"name": "Trần Thị MẪU", "note": "DỮ LIỆU MẪU"})
        self.unjudged.add(known)

    def _take(self, page: FeedPage) -> None:
        for snapshot in page.snapshots:
            record = decode_record(bytes(snapshot.record))
            self.records[record.id] = record
        for verdict in page.verdicts:
            self.judged.add(verdict.seq)
            operation = decode_operation(self.laptop.ops[verdict.seq - 1])
            self.unjudged.discard(operation.record)
            before = self.records.get(operation.record)
            is_in = before is not None and before.rev >= verdict.stamp
            if verdict.state != VerdictState.APPLIED or not verdict.clean or is_in:
                continue
            outcome = apply(operation, self.laptop.origin, before, stamp=verdict.stamp)
            if isinstance(outcome, Applied):
                self.records[operation.record] = outcome.record


def run(size: Size, folder: Path, database: str) -> Outcome:
    """Make a centre on an empty database, let everybody work at once, and compare each laptop with the centre."""
    create_centre(folder, NewCentre(name="Trung tâm thử", is_sample=True, database=database))
    centre = open_centre(folder)
    with ExitStack() as stack:
        stack.callback(centre.close)
        workers = [stack.enter_context(CentreProcess(folder)) for _ in range(size.workers)]
        roads = Roads([worker.url for worker in workers])
        officials = list(_officials(centre, size, roads))
        begun = time.monotonic()
        with ThreadPoolExecutor(size.laptops) as pool:
            share = size.changes // size.laptops
            list(pool.map(lambda official: official.work(share), officials))
            pushed = time.monotonic()
            list(pool.map(lambda official: official.laptop.hello(), officials))
            list(pool.map(lambda official: official.catch_up(), officials))
        seconds = time.monotonic() - begun
        return Outcome(
            workers=size.workers,
            laptops=size.laptops,
            changes=sum(len(official.laptop.ops) for official in officials),
            skipped=sum(_skipped(centre, official) for official in officials),
            put_off=len(roads.put_off),
            seconds=round(seconds, 1),
            push_seconds=round(pushed - begun, 1),
            stored_bytes=_stored_bytes(centre),
        )


def _officials(centre: Centre, size: Size, ask: Roads) -> Iterator[Official]:
    for number in range(size.laptops):
        commune = f"{10_000 + number % size.communes}"
        enrolment = read_enrolment(centre.invite(Invitation(commune=commune)))
        laptop = Laptop(ask, enrolment, seed=1_000 + number)
        laptop.enrol()
        yield Official(laptop, random.Random(number), f"laptop {number}")


def _skipped(centre: Centre, official: Official) -> int:
    """Count the verdicts that never came and the records that stand otherwise than at the centre."""
    laptop = official.laptop
    with centre.engine.connect() as connection:
        here = RECORD.c.commune == laptop.enrolment.commune
        theirs = {UUID(bytes=row.id): row.bytes for row in connection.execute(select(RECORD).where(here))}
        own = select(OPERATION.c.seq).where(OPERATION.c.device == laptop.device)
        judged = set(connection.execute(own).scalars())
    mine = {each: encode_record(record) for each, record in official.records.items()}
    unheard = len(judged ^ official.judged) + len(judged ^ set(range(1, len(laptop.ops) + 1)))
    return unheard + len([each for each in theirs.keys() | mine.keys() if theirs.get(each) != mine.get(each)])


def _stored_bytes(centre: Centre) -> int:
    with centre.engine.connect() as connection:
        return int(connection.execute(select(func.pg_database_size(func.current_database()))).scalar_one())


def main(words: Sequence[str]) -> int:
    """Run it on a server of its own and print the outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("workers", 4), ("laptops", 50), ("changes", 100_000), ("communes", 5)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    size = Size(**vars(parser.parse_args(words)))
    with running_cluster("") as cluster, tempfile.TemporaryDirectory(prefix="hpv-many-") as folder:
        outcome = run(size, Path(folder) / "centre", cluster.new_database())
    found: dict[str, Any] = {name: getattr(outcome, name) for name in Outcome.__slots__}
    print(json.dumps(found | {"communes": size.communes}))
    return 1 if outcome.skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
