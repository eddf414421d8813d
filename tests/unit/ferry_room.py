"""A real centre and real notebooks in one process, on a road that a test watches, cuts and steps into."""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from desktop_app.storage.audit import AuditEnd, is_chain_whole
from desktop_app.storage.create import create_notebook, open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.files import FileShelf
from desktop_app.storage.notebook import Author, Notebook
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import HEAD, OPERATION, OPERATION_BYTES, RECORD, SEGMENT, WHOLE_OPERATION
from sync.central.answering import Centre, Upload
from sync.central.answering import Reply as CentreReply
from sync.central.app import NewCentre, create_centre, open_centre
from sync.central.enrolment import Invitation
from sync.central.refusal import RefusalError
from sync.central.restoring import begin_anew
from sync.central.tables import OPERATION as CENTRE_OPERATION
from sync.central.tables import RECORD as CENTRE_RECORD
from sync.client.engine import Engine, SyncReport
from sync.client.ports import BrokenOffError, Reply, Road
from sync.protocol.answers import ANSWER_CONTENT_TYPE, PROOF_HEADER, read_proof, request_digest
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import new_signing_key
from sync.protocol.messages import ProblemCode
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.rules import PERSON
from sync.records.seams import Rest, Step, no_rest, no_step
from tests.invited import invited
from tests.unit.notebook_room import RAW_KEY, START_MS, dossier, person

MACHINES: Final = ("M01", "M02")
CHUNK_BYTES: Final = 4_096
AGES_MS: Final = 100 * 365 * 24 * 3_600_000


@dataclass(slots=True)
class HandClock:
    """A clock that goes a little forward whenever it is looked at."""

    at_ms: int = START_MS

    def now_ms(self) -> int:
        self.at_ms += 250
        return self.at_ms

    def elapsed_ms(self) -> int:
        return -1


class Shore:
    """The centre on its disk; it can be started again, and put back to an old copy of the disk."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder = folder
        self.clock = HandClock()
        self._rng = rng
        self.centre = self._open()

    def answer(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, *, heard_bytes: int | None = None
    ) -> CentreReply | None:
        """Answer a request; None where its body broke off after so many bytes."""
        heard = body if heard_bytes is None else body[:heard_bytes]
        upload = self.centre.begin_upload(method, path, headers)
        if isinstance(upload, Upload):
            for at in range(0, len(heard), CHUNK_BYTES):
                refusal = upload.take(heard[at : at + CHUNK_BYTES])
                if refusal is not None:
                    return refusal
            if len(heard) < len(body):
                upload.break_off()
                return None
            return upload.finish()
        if upload is not None:
            return upload
        return self.centre.answer(method, path, headers, body) if len(heard) == len(body) else None

    def reply(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer a request that came whole."""
        answered = self.answer(method, path, headers, body)
        assert answered is not None
        return Reply(
            status=answered.status, content_type=answered.content_type, body=answered.body, start=answered.start
        )

    def image(self, target: Path) -> None:
        """Copy what is on its disk."""
        self.centre.close()
        shutil.copytree(self.folder, target)
        self.centre = self._open()

    def put_back(self, source: Path) -> None:
        """Put an old copy of the disk in its place, without telling anybody."""
        self.centre.close()
        shutil.rmtree(self.folder)
        shutil.copytree(source, self.folder)
        self.centre = self._open()

    def begin_another_life(self) -> None:
        """Do what the people who run the centre do after they put a backup in its place."""
        begin_anew(self.centre.store, self.clock, self._rng.randbytes)
        self.start_again()

    def start_again(self) -> None:
        """Stop and start: what it had in memory alone is gone."""
        self.centre.close()
        self.centre = self._open()

    def _open(self) -> Centre:
        return open_centre(self.folder, clock=self.clock, random=self._rng.randbytes)


@dataclass(slots=True)
class WatchedRoad:
    """A road that remembers each request and lets the test step in.

    `cuts`: where exchanges break off, in order: (begin of the path, bytes that come of the body, or minus those that
    come of the answer).
    """

    shore: Shore
    asked: list[tuple[str, bytes, int]] = field(default_factory=list)
    before: Callable[[str], None] = lambda _path: None
    after: Callable[[str, Reply], Reply] = lambda _path, reply: reply
    cuts: list[tuple[str, int]] = field(default_factory=list)

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        self.before(path)
        cut = self.cuts.pop(0)[1] if self.cuts and path.startswith(self.cuts[0][0]) else None
        heard = min(cut, len(body) - 1) if cut is not None and cut >= 0 else None
        answered = self.shore.answer(method, path, headers, body, heard_bytes=heard)
        if answered is None:
            self.asked.append((path, body[:heard], 0))
            raise BrokenOffError("cut while sending", sent=heard or 0)
        start = answered.start
        reply = Reply(status=answered.status, content_type=answered.content_type, body=answered.body, start=start)
        reply = self.after(path, reply)
        size = len(path) + sum(len(name) + len(value) for name, value in headers.items()) + len(body) + len(reply.body)
        if cut is not None:
            came = reply.body[:-cut]
            self.asked.append((path, body, size - len(reply.body) + len(came)))
            raise BrokenOffError("cut while answering", received=came, start=start, sent=len(body))
        self.asked.append((path, body, size))
        return reply

    def paths(self) -> list[str]:
        """Return what was asked, in order, without what stands behind the third slash."""
        return ["/".join(path.split("/")[:3]) for path, _, _ in self.asked]


@dataclass(slots=True)
class RefusingRoad:
    """A road to a centre that says no, signed, to some of what is asked below a path."""

    shore: Shore
    path: str
    code: ProblemCode
    is_refused: Callable[[bytes], bool] = lambda _body: True
    asked: list[str] = field(default_factory=list)

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        self.asked.append(path)
        if not (path.startswith(self.path) and self.is_refused(body)):
            return self.shore.reply(method, path, headers, body)
        digest = request_digest(method, path, read_proof(headers[PROOF_HEADER]).nonce, body)
        no = self.shore.centre.refuse(RefusalError(self.code), digest)
        return Reply(status=no.status, content_type=no.content_type, body=no.body)


@dataclass(slots=True)
class Laptop:
    """One laptop: its notebook and its ferry."""

    folder: Path
    machine: str
    rng: random.Random
    carrier: Road
    step: Step = no_step
    rest: Rest = no_rest
    segment_bytes: int = 2_048
    pull_bytes: int = 2_048
    clock: HandClock = field(default_factory=HandClock)
    author: Author = field(init=False)
    impostor: Author = field(init=False)
    notebook: Notebook = field(init=False)
    pier: Pier = field(init=False)
    shelf: FileShelf = field(init=False)
    ferry: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.author, _ = official_of(self.machine)
        self.impostor, _ = official_of(f"unknown to the centre, at {self.machine}")
        self.open()

    def new_id(self) -> UUID:
        return UUID(bytes=self.rng.randbytes(16), version=4)

    def open(self) -> None:
        """Start the program on what is on the disk."""
        engine = make_engine(self.folder / "notebook.db", lambda: RAW_KEY)
        self.notebook = open_notebook(engine, clock=self.clock, step=self.step)
        self.pier = Pier(self.notebook)
        self.shelf = FileShelf(self.notebook, self.folder, room_left_bytes=0)
        self.ferry = Engine(
            self.pier,
            self.carrier,
            self.pier.keys(),
            self.clock,
            self.rng.randbytes,
            app_version="0.1.0",
            step=self.step,
            rest=self.rest,
            segment_bytes=self.segment_bytes,
            pull_bytes=self.pull_bytes,
            files=self.shelf,
        )

    def start_again(self) -> None:
        """Stop and start."""
        self.notebook.close()
        self.open()

    def image(self, target: Path) -> None:
        """Copy what is on its disk."""
        self.notebook.close()
        shutil.copytree(self.folder, target)
        self.open()

    def put_back(self, source: Path) -> None:
        """Put an old copy of its disk in place, and start on it."""
        self.notebook.close()
        shutil.rmtree(self.folder)
        shutil.copytree(source, self.folder)
        self.open()

    def sync(self) -> SyncReport:
        """Cross once."""
        return self.ferry.sync()

    def operations(self) -> dict[int, sa.Row[Any]]:
        """Return seq -> row of every operation of the present incarnation."""
        own = OPERATION.c.incarnation == self.notebook.origin.incarnation.bytes
        wanted = sa.select(OPERATION, OPERATION_BYTES).select_from(WHOLE_OPERATION).where(own)
        with self.notebook.engine.connect() as connection:
            return {row.seq: row for row in connection.execute(wanted.order_by(OPERATION.c.seq))}

    def counts(self) -> dict[str, int]:
        """Return how many operations are in each state, over all incarnations."""
        wanted = sa.select(OPERATION.c.state, sa.func.count()).group_by(OPERATION.c.state)
        with self.notebook.engine.connect() as connection:
            return {str(state): int(count) for state, count in connection.execute(wanted)}

    def segments(self) -> list[bytes]:
        """Return every sealed segment that is kept, in order."""
        with self.notebook.engine.connect() as connection:
            return list(connection.execute(sa.select(SEGMENT.c.sealed).order_by(SEGMENT.c.number)).scalars())

    def take_in(self, name: str = "Nguyễn Mẫu") -> tuple[Person, Dossier]:
        """Register somebody and a dossier."""
        who = person(self.new_id, name)
        taken = dossier(who, self.new_id)
        with self.notebook.writing(self.author) as work:
            work.record(people.register(who), dossiers.register(taken))
        return who, taken

    def amend(self, who: Person, *, phone: str) -> None:
        """Change somebody's telephone number."""
        with self.notebook.writing(self.author) as work:
            before = Person.of(work.get(PERSON, who.id))
            work.record(people.amend(before, replace(before, phone=phone)))

    def phone(self, who: Person) -> str:
        """Return the number that its official sees."""
        with self.notebook.reading() as reader:
            return Person.of(reader.get(PERSON, who.id)).phone


@dataclass(slots=True)
class Room:
    """A centre and two laptops, each on a road that the test watches."""

    shore: Shore
    laptops: list[Laptop]
    roads: list[WatchedRoad]

    @property
    def centre(self) -> Centre:
        return self.shore.centre

    def sync(self, at: int = 0) -> SyncReport:
        return self.laptops[at].sync()

    def settled(self, at: int = 0) -> SyncReport:
        """Cross until both notebooks agree, a few times at most."""
        for _ in range(3):
            report = self.sync(at)
            assert report.trouble == ""
            if report.agreed:
                return report
        raise AssertionError("they do not agree")


def make_template(folder: Path) -> None:
    """Make a centre and two laptops that it invited, to be copied for each test."""
    rng, clock = random.Random(3), HandClock()
    create_centre(folder / "centre", NewCentre(name="Mẫu", is_sample=True), clock=clock, random=rng.randbytes)
    centre = open_centre(folder / "centre", clock=clock, random=rng.randbytes)
    for machine in MACHINES:
        enrolment = read_enrolment(
            centre.invite(Invitation(commune="09661", machine=machine, valid_ms=AGES_MS), url="https://mau.invalid")
        )
        official, key = official_of(machine)
        identity = invited(enrolment, official, key, rng.randbytes)
        (folder / machine).mkdir()
        engine = make_engine(folder / machine / "notebook.db", lambda: RAW_KEY)
        create_notebook(engine, identity, clock=clock).close()
    centre.close()


@contextmanager
def ferry_room(folder: Path, template: Path) -> Iterator[Room]:
    """Open a centre and two laptops in a copy of the template."""
    shutil.copytree(template, folder)
    rng = random.Random(5)
    shore = Shore(folder / "centre", rng)
    roads = [WatchedRoad(shore) for _ in MACHINES]
    laptops = [Laptop(folder / name, name, rng, road) for name, road in zip(MACHINES, roads, strict=True)]
    try:
        yield Room(shore, laptops, roads)
    finally:
        for laptop in laptops:
            laptop.notebook.close()
        shore.centre.close()


def official_of(name: str) -> tuple[Author, bytes]:
    """Return an official by a name of his place, and his public key."""
    seed = hashlib.sha256(name.encode()).digest()
    key = new_signing_key(lambda size: seed[:size])
    return Author(id=UUID(bytes=seed[:16], version=4), name=f"Cán bộ {name}", sign=key.sign), key.public.to_bytes()


def check_equal(room: Room) -> None:
    """Check that all three have the same, that nothing was taken twice, and that the logs are whole."""
    with room.centre.engine.connect() as connection:
        theirs = {row.id: row.bytes for row in connection.execute(sa.select(CENTRE_RECORD))}
        seqs = list(connection.execute(sa.select(CENTRE_OPERATION.c.incarnation, CENTRE_OPERATION.c.seq)))
    assert len(seqs) == len(set(seqs))
    for laptop in room.laptops:
        with laptop.notebook.engine.connect() as connection:
            ours = {row.id: row.base for row in connection.execute(sa.select(RECORD)) if row.base is not None}
            head = connection.execute(sa.select(HEAD)).one()
            assert is_chain_whole(connection, AuditEnd(head.audit_number, head.audit_hash))
        assert ours == theirs


def strange_page(status: int = 200) -> Reply:
    """Return what a network that wants a sign-in answers."""
    return Reply(status=status, content_type="text/html; charset=utf-8", body=b"<html>Wi-Fi</html>")


def empty_answer() -> Reply:
    """Return an answer of the right sort with nothing in it."""
    return Reply(status=200, content_type=ANSWER_CONTENT_TYPE, body=b"")
