"""A centre and laptops without a network: what they say to each other travels on sticks, which are folders."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from desktop_app.services import intake
from desktop_app.services.bundles import Exported, Imported, export_to, import_from
from desktop_app.services.desk import Desk
from desktop_app.services.opening import read_catalogue
from desktop_app.storage.bundles import BundlePier
from desktop_app.storage.create import create_notebook
from desktop_app.storage.engine import make_engine
from desktop_app.storage.notebook import Author
from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import META, OPERATION
from sync.central.answering import Centre, Reply
from sync.central.bundles import Taken, take_all
from sync.central.enrolment import Invitation
from sync.client import ports
from sync.client.engine import Engine, SyncReport
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.keys import new_signing_key
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER
from tests.central.central_room import new_centre
from tests.invited import invited
from tests.unit.notebook_room import RAW_KEY, Hands
from tests.unit.service_room import MORNING_MS, RESOURCES, draft

COMMUNE = "09661"


@dataclass(slots=True)
class Post:
    """One laptop at its desk."""

    desk: Desk
    hands: Hands
    said_saved: list[Dossier] = field(default_factory=list)

    def work(self, count: int = 1) -> None:
        """Take dossiers in."""
        for _ in range(count):
            name = f"Nguyễn Mẫu {len(self.said_saved) + 1} {self.desk.machine}"
            number = f"0010{self.desk.machine[1:]}{len(self.said_saved):06}"
            self.said_saved.append(intake.register(self.desk, draft(name, number=number)))

    def export(self, folder: Path) -> Exported:
        return export_to(self.desk, folder, random=self.hands.random)

    def take(self, place: Path) -> Imported:
        return import_from(self.desk, place)

    @property
    def pier(self) -> BundlePier:
        return BundlePier(self.desk.notebook)

    def states(self) -> dict[str, int]:
        """Return how many operations are in each state."""
        counts = sa.select(OPERATION.c.state, sa.func.count()).group_by(OPERATION.c.state)
        with self.desk.notebook.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(counts)}

    def cursor(self) -> int:
        with self.desk.notebook.engine.connect() as connection:
            cursor: int = connection.execute(sa.select(META.c.cursor)).scalar_one()
        return cursor

    def codes(self) -> set[str]:
        """Return every dossier that stands in the notebook."""
        with self.desk.notebook.reading() as reader:
            return {Dossier.of(record).provisional_code for record in reader.of_type(DOSSIER)}


def new_post(centre: Centre, folder: Path, machine: str, *, seed: int) -> Post:
    """Set a laptop up that the centre has invited and never met."""
    enrolment = read_enrolment(centre.invite(Invitation(commune=COMMUNE, machine=machine), url="https://mau.invalid"))
    hands = Hands(seed=seed, at_ms=MORNING_MS)
    key = new_signing_key(hands.random)
    official = Author(id=UUID(bytes=hands.random(16), version=4), name="Cán bộ mẫu", sign=key.sign)
    identity = invited(enrolment, official, key.public.to_bytes(), hands.random)
    folder.mkdir(parents=True)
    notebook = create_notebook(make_engine(folder / "notebook.db", lambda: RAW_KEY), identity, clock=hands)
    desk = Desk(
        notebook=notebook,
        author=official,
        clock=hands,
        new_id=hands.new_id,
        random=hands.random,
        catalogue=read_catalogue(RESOURCES),
        commune=COMMUNE,
        machine=machine,
        place="Điểm mẫu",
        is_sample=identity.is_sample,
        commune_name="Xã Mẫu",
    )
    return Post(desk=desk, hands=hands)


@dataclass(slots=True)
class Room:
    """A centre, laptops and the sticks between them."""

    folder: Path
    centre: Centre
    posts: list[Post]

    def stick(self, name: str) -> Path:
        """Return a stick, new where there is none of that name."""
        path = self.folder / f"stick-{name}"
        path.mkdir(exist_ok=True)
        return path

    def copy_of(self, stick: Path, name: str) -> Path:
        """Return another stick with the same files."""
        path = self.folder / f"stick-{name}"
        shutil.copytree(stick, path, dirs_exist_ok=True)
        return path

    def bring(self, stick: Path) -> list[Taken]:
        """Let the centre take what lies on a stick."""
        return list(take_all(self.centre, stick))

    def there_and_back(self, at: int = 0, name: str = "") -> Imported:
        """Carry a bundle to the centre and its answers home."""
        stick = self.stick(name or f"trip-{len(list(self.folder.iterdir()))}")
        self.posts[at].export(stick)
        taken = self.bring(stick)
        assert all(each.is_whole for each in taken), taken
        return self.posts[at].take(stick)

    def close(self) -> None:
        for post in self.posts:
            post.desk.notebook.close()
        self.centre.close()


def new_room(folder: Path, *, posts: int = 1, is_sample: bool = True) -> Room:
    """Make a centre and laptops that have never met it."""
    folder.mkdir(exist_ok=True)
    centre = new_centre(folder / "centre", is_sample=is_sample)
    made = [new_post(centre, folder / f"M{at:02}", f"M{at:02}", seed=at) for at in range(1, posts + 1)]
    return Room(folder, centre, made)


@dataclass(frozen=True, slots=True)
class Line:
    """The network, where there is one for once."""

    centre: Centre

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ports.Reply:
        upload = self.centre.begin_upload(method, path, headers)
        if upload is None:
            reply = self.centre.answer(method, path, headers, body)
        elif isinstance(upload, Reply):
            reply = upload
        else:
            reply = upload.take(body) or upload.finish()
        return ports.Reply(status=reply.status, content_type=reply.content_type, body=reply.body)


def cross(room: Room, at: int) -> SyncReport:
    """Let a laptop meet the centre over the network."""
    post = room.posts[at]
    pier = Pier(post.desk.notebook)
    engine = Engine(pier, Line(room.centre), pier.keys(), post.hands, post.hands.random, app_version="0.1.0")
    return engine.sync()
