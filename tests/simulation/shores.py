"""The simulation's laptops and one centre: the real programs on real files, without HTTP between them."""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from desktop_app.services.numbers import Codes, next_codes
from desktop_app.storage.bundles import BundlePier
from desktop_app.storage.create import open_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.errors import DiskFullError
from desktop_app.storage.files import FileShelf
from desktop_app.storage.notebook import Author, Notebook
from desktop_app.storage.peers import PeerPier
from sync.central.answering import Centre, Upload
from sync.central.answering import Reply as CentreReply
from sync.central.app import open_centre
from sync.central.identity import read_identity
from sync.central.reconcile import reconcile_pending, take_up_unknown
from sync.central.restoring import begin_anew, restore
from sync.client.asking import Asking
from sync.client.engine import Engine, SyncReport
from sync.client.handing_on import hand_on
from sync.client.ports import FerryKeys, NotTheCentreError, Reply, Road, UnreachableError
from sync.client.relay import Belonging
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.messages import HelloAnswer, decode
from sync.records.rules import KINDS, Kind
from sync.records.seams import Random, no_rest, no_step
from tests.simulation.fuse import Fuse, store_is_full
from tests.simulation.roots import Reading, Root
from tests.simulation.seals import BarePrivateKey, bare_belonging, bare_keys
from tests.simulation.stores import QuickEngines, QuickStore, copy_at_rest, fetch, put_back
from tests.simulation.template import CENTRE_FILE, NOTEBOOK, RAW_KEY, LyingClock, official_of
from tests.simulation.weather import Crash, StormyRoad

_CHUNK_BYTES: Final = 4_096
_OPERATIONS: Final = "operation JOIN operation_bytes USING (number)"


class Peers(PeerPier):
    """A laptop as others meet it; in the quick world its group keys open what is sealed to nobody."""

    def __init__(self, notebook: Notebook, *, is_quick: bool) -> None:
        super().__init__(notebook)
        self.is_quick = is_quick

    def belonging(self) -> Belonging:
        known = super().belonging()
        return bare_belonging(known) if self.is_quick else known


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What a planted bug replaces: the laptops' stores, numbers or engine, or the centre as the road finds it."""

    pier: type[BundlePier] = BundlePier
    shelf: type[FileShelf] = FileShelf
    engine: type[Engine] = Engine
    peers: type[Peers] = Peers
    codes: Callable[..., Codes] = next_codes
    centre: "type[CentreShore] | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreOfVersion(Centre):
    """A centre whose version knows these kinds of act."""

    kinds: Mapping[str, Kind]

    def reconcile(self, device: bytes = b"") -> int:
        with self.store.writer:
            keys = (self.identity.sealing,)
            return reconcile_pending(
                self.engine, keys, self.clock, self.step, device=device, kinds=self.kinds, opened=self.opened
            )


class CentreShore:
    """The centre, which can go down while it answers and comes up again from its disk."""

    def __init__(
        self,
        folder: Path,
        random_bytes: Random,
        engines: QuickEngines | None,
        kinds: Mapping[str, Kind] = KINDS,
    ) -> None:
        self.fuse = Fuse(full=store_is_full)
        self.kinds = kinds
        self.clock = LyingClock()
        self.folder = folder
        self.crashes = 0
        self.asked: dict[str, int] = {}
        self._random = random_bytes
        self._engines = engines
        self.centre = self._open()

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one request. Raises: UnreachableError where it goes down meanwhile."""
        self.asked[path] = self.asked.get(path, 0) + 1
        try:
            reply = self._taken_as_it_comes(method, path, headers, body)
            reply = reply or self.centre.answer(method, path, headers, body)
        except Crash:
            self.come_up_again()
            raise UnreachableError("the centre went down") from None
        return Reply(status=reply.status, content_type=reply.content_type, body=reply.body, start=reply.start)

    def hear_part(self, method: str, path: str, headers: Mapping[str, str], part: bytes) -> None:
        """Hear the beginning of a request whose sender is gone. Raises: UnreachableError where it goes down."""
        try:
            upload = self.begin(method, path, headers)
            if isinstance(upload, Upload):
                upload.take(part)
                upload.break_off()
        except Crash:
            self.come_up_again()
            raise UnreachableError("the centre went down") from None

    def _taken_as_it_comes(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> CentreReply | None:
        """Answer a streamed upload, None where it is none."""
        upload = self.begin(method, path, headers)
        if not isinstance(upload, Upload):
            return upload
        for at in range(0, len(body), _CHUNK_BYTES):
            refusal = upload.take(body[at : at + _CHUNK_BYTES])
            if refusal is not None:
                return refusal
        return upload.finish()

    def begin(self, method: str, path: str, headers: Mapping[str, str]) -> Upload | CentreReply | None:
        """Begin to take a streamed upload, None where the request is none."""
        return self.centre.begin_upload(method, path, headers)

    def come_up_again(self) -> None:
        """The power went, and came back."""
        self.crashes += 1
        self.fuse.left = 0
        self.centre.close()
        self.centre = self._open()

    def upgrade(self, fuse: int) -> None:
        """Put today's version in place; the power may go, or the disk be full, while it looks what it can read now."""
        self.kinds = KINDS
        self.centre.close()
        self.fuse.left = fuse
        try:
            self.centre = self._open()
        except (Crash, sa.exc.OperationalError):  # it does not open on a full disk, and loses nothing by that
            self.crashes += 1
            self.fuse.left = 0
            self.centre = self._open()
        self.fuse.left = 0

    def take_up(self, centre: Centre) -> None:
        """Judge anew what rules of another version could not read, as a centre does when it opens."""
        take_up_unknown(centre.store.engine, (centre.identity.sealing,), self.fuse, kinds=self.kinds)

    def image(self, target: Path) -> None:
        """Copy what is on the disk."""
        copy_at_rest(self.centre.store.engine, self.folder / CENTRE_FILE, target)

    def put_back(self, source: Path) -> None:
        """Put an old copy of the disk in place, without telling anybody."""
        self.centre.close()
        put_back(source, self.folder / CENTRE_FILE)
        self.centre = self._open()

    def restore(self, backup: Path) -> None:
        """Begin another life from a backup, as the people who run the centre do."""
        self.centre.close()
        if self._engines is None:
            restore(self.folder, backup, clock=self.clock, random=self._random, step=no_step)
        else:
            put_back(backup, self.folder / CENTRE_FILE)
            begin_anew(self._quick_store(self._engines), self.clock, self._random)
        self.centre = self._open()

    def _quick_store(self, engines: QuickEngines) -> QuickStore:
        path = self.folder / CENTRE_FILE
        return QuickStore(path=path, engine=engines.at(path))

    def _open(self) -> Centre:
        centre = self._opened()
        self.take_up(centre)
        known = {each.name: getattr(centre, each.name) for each in fields(centre) if each.init and each.repr}
        return CentreOfVersion(**known, kinds=self.kinds)

    def _opened(self) -> Centre:
        if self._engines is None:
            return open_centre(self.folder, clock=self.clock, random=self._random, step=self.fuse)
        store = self._quick_store(self._engines)
        with store.engine.connect() as connection:
            identity = read_identity(connection)
        return Centre(
            store=store,
            folder=self.folder,
            identity=replace(identity, sealing=BarePrivateKey.from_bytes(identity.sealing.to_bytes())),
            clock=self.clock,
            random=self._random,
            step=self.fuse,
        )


class Row(NamedTuple):
    """One operation as the laptop keeps it."""

    incarnation: bytes
    seq: int
    raw: bytes
    state: str
    reason: str
    root: Root


@dataclass(slots=True)
class Laptop:
    """One laptop: its notebook, its ferry, and what it told its official.

    `name` tells a copy from its original. `is_doubtful`: it has not talked with the centre since a disaster.
    `spent_in`: the incarnation in which it shows a token that the centre knows to be spent. `has_worked`: its official
    saved something while the last crossing was under way. `has_files`: papers are attached here. `only_listens`: nobody
    works at it any more, but it crosses. `pack`: the version of the catalogue that dossiers are registered with.
    `counts_anew`: it gives numbers from an old copy, or beside its copy, so some are given twice: acts of `recounted`.
    """

    folder: Path
    machine: str
    name: str
    rng: random.Random
    shore: CentreShore
    faults: Faults
    engines: QuickEngines | None
    reading: Reading
    meanwhile: Callable[["Laptop"], None]
    page_bytes: int
    has_files: bool = False
    only_listens: bool = False
    fuse: Fuse = field(default_factory=Fuse)
    clock: LyingClock = field(default_factory=LyingClock)
    said: set[Root] = field(default_factory=set)
    poisoned: set[Root] = field(default_factory=set)
    crashes: int = 0
    is_revoked: bool = False
    is_doubtful: bool = False
    has_worked: bool = False
    has_twin: bool = False
    spent_in: bytes = b""
    pack: str = "2025.1"
    counts_anew: bool = False
    recounted: set[Root] = field(default_factory=set)
    author: Author = field(init=False)
    impostor: Author = field(init=False)
    notebook: Notebook = field(init=False)
    pier: BundlePier = field(init=False)
    peers: Peers = field(init=False)
    shelf: FileShelf = field(init=False)
    road: StormyRoad = field(init=False)
    carrier: Road = field(init=False)
    ferry: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.author, _ = official_of(self.machine)
        self.impostor, _ = official_of(f"unknown to the centre, at {self.machine}")
        self.road = StormyRoad(self.shore, self.rng, lambda: self.meanwhile(self))
        self.carrier = self.road
        self.open()

    def new_id(self) -> UUID:
        """Return a fresh id."""
        return UUID(bytes=self.rng.randbytes(16), version=4)

    def open(self) -> None:
        """Start the program on what is on the disk."""
        path = self.folder / NOTEBOOK
        engine = make_engine(path, lambda: RAW_KEY) if self.engines is None else self.engines.at(path)
        self.notebook = open_notebook(engine, clock=self.clock, step=self.fuse)
        self.pier = self.faults.pier(self.notebook)
        self.peers = self.faults.peers(self.notebook, is_quick=self.engines is not None)
        self.shelf = self.faults.shelf(self.notebook, self.folder, room_left_bytes=0)
        self.ferry = self.faults.engine(
            self.pier,
            self.carrier,
            self.keys(),
            self.clock,
            self.rng.randbytes,
            app_version="0.1.0",
            step=self.fuse,
            segment_bytes=2_048,
            pull_bytes=self.page_bytes,
            files=self.shelf if self.has_files else None,
        )

    def keys(self) -> FerryKeys:
        """Return the device's keys, which seal nothing in the quick world."""
        return self.pier.keys() if self.engines is None else bare_keys(self.pier.keys())

    def start_again(self) -> None:
        """End the program, whatever it was doing, and start it on what is on the disk."""
        self.fuse.left = 0
        self.notebook.close()
        self.open()

    def image(self, target: Path) -> None:
        """Copy what is on the disk."""
        copy_at_rest(self.notebook.engine, self.folder / NOTEBOOK, target)

    def put_back(self, source: Path) -> None:
        """Put an old copy of the disk in place, and start the program on it."""
        self.notebook.close()
        put_back(source, self.folder / NOTEBOOK)
        self.open()

    def survive(self, deed: Callable[[], None]) -> bool:
        """Do something; where the power goes meanwhile or the disk is full, start again and return False."""
        try:
            deed()
        except (Crash, DiskFullError):
            self.crashes += 1
            self.start_again()
            return False
        return True

    def sync(self) -> SyncReport | None:
        """Cross once; None where the power went."""
        reports: list[SyncReport] = []
        self.survive(lambda: reports.append(self.ferry.sync()))
        return reports[0] if reports else None

    def hand_on(self) -> None:
        """Bring the centre what is carried for others, as the ferry does behind a crossing."""
        keys = self.keys()
        asking = Asking(
            self.carrier,
            device=self.notebook.origin.device.bytes,
            device_key=keys.device_signing,
            centre_key=keys.centre_signing,
            random=self.rng.randbytes,
            step=self.fuse,
        )

        def bring() -> None:
            with suppress(UnreachableError, NotTheCentreError, AnswerBrokenError):  # the next crossing tries again
                hand_on(asking, self.peers, self.rng.randbytes, no_rest)

        self.survive(bring)

    def rows(self) -> list["Row"]:
        """Return every operation that is on the disk, in order of their numbers."""
        columns = "incarnation, seq, raw, state, reason"
        found = fetch(self.notebook.engine, f"SELECT {columns} FROM {_OPERATIONS} ORDER BY 1, 2")  # noqa: S608  our own
        return [
            Row(incarnation, seq, raw, state, reason, self.reading.root(raw, incarnation))
            for incarnation, seq, raw, state, reason in found
        ]

    def seq(self) -> int:
        """Return how many operations were written in the present incarnation."""
        return int(fetch(self.notebook.engine, "SELECT seq FROM head")[0][0])

    def written_after(self, seq: int) -> set[Root]:
        """Return the acts written behind a number of the present incarnation."""
        found = fetch(
            self.notebook.engine,
            f"SELECT raw FROM {_OPERATIONS} WHERE incarnation = ? AND seq > ?",  # noqa: S608  our own
            self.own(),
            seq,
        )
        return {self.reading.root(raw, self.own()) for (raw,) in found}

    def shows_a_spent_token(self) -> bool:
        """Tell whether the centre can know by this laptop's next Hello that another one has gone on in its place."""
        question = "SELECT token, token_pending FROM chain WHERE incarnation = ? AND NOT is_frozen"
        known = fetch(self.shore.centre.store.engine, question, self.own())
        ((hello,),) = fetch(self.notebook.engine, "SELECT hello FROM meta")
        shown = decode(hello, HelloAnswer).token if hello else b""
        return bool(known) and bool(known[0][1]) and shown not in known[0]

    def own(self) -> bytes:
        """Return the incarnation that it writes under now."""
        return self.notebook.origin.incarnation.bytes
