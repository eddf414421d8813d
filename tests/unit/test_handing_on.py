"""What a laptop carries for another of its commune: over the ferry, cut off, refused for a while or for ever."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from desktop_app.services.ferry import make_ferry
from desktop_app.services.opening import Opened
from desktop_app.services.peers import listen_here, meet_at, neighbours, not_through_the_centre
from desktop_app.storage import switches
from desktop_app.storage.peers import PeerPier
from desktop_app.storage.tables import PEER_CHAIN, PEER_SEGMENT
from desktop_app.vault.cards import OfficialCard
from desktop_app.vault.session import Session
from sync.central.answering import Reply as CentreReply
from sync.central.devices import DeviceStatus
from sync.central.store import writing
from sync.central.tables import CHAIN, DEVICE
from sync.client import ports
from sync.client.engine import SyncReport
from sync.client.handing_on import Fate, refusal_for
from sync.client.ports import BrokenOffError, UnreachableError
from sync.protocol.messages import ProblemCode
from sync.records import dossier as dossiers
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER
from tests.unit.bundle_room import Line, Room, cross, new_room
from tests.unit.notebook_room import Hands, identity


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Two laptops that met the centre once."""
    made = new_room(tmp_path, posts=2)
    for at in (0, 1):
        assert cross(made, at).trouble == ""
    yield made
    made.close()


class Watch(Hands):
    """A clock that the ferry tells."""

    def note_centre_seen(self) -> None:
        """Nothing hangs on it here."""


@dataclass(slots=True)
class Bearing:
    """A line that bears so many bytes of an upload for others between two cuts; `sent`: of each try.

    Nothing gets to an address that begins with `closed_to`, where it is not empty.
    """

    room: Room
    bears: int = 1 << 30
    closed_to: str = ""
    sent: list[int] = field(default_factory=list)

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ports.Reply:
        if self.closed_to and path.startswith(self.closed_to):
            raise UnreachableError("closed")
        if not path.startswith("/v1/peers/"):
            return Line(self.room.centre).exchange(method, path, headers, body)
        self.sent.append(min(len(body), self.bears))
        if len(body) <= self.bears:
            return Line(self.room.centre).exchange(method, path, headers, body)
        upload = self.room.centre.begin_upload(method, path, headers)
        if upload is not None and not isinstance(upload, CentreReply):
            upload.take(body[: self.bears])
            upload.break_off()
        raise BrokenOffError("cut while sending", sent=self.bears)


def ferried(room: Room, at: int, line: Bearing) -> SyncReport:
    """Let a laptop cross as the program does."""
    post, hands = room.posts[at], Watch(seed=at)
    card = OfficialCard(id="1", name="Cán bộ mẫu", role="Một cửa")
    session = Session(
        official=card, vault_id=b"v" * 16, generation=1, is_sample=True, database_key=bytes(32), signing_key=b"k" * 32
    )
    opened = Opened(folder=room.folder / post.desk.machine, desk=post.desk, identity=identity(hands), session=session)
    return make_ferry(opened, "https://mau.invalid", clock=hands, random=hands.random, road=line).sync()


def lend(room: Room) -> PeerPier:
    """Let the second laptop take over the network what the first one has; return what it keeps of others."""
    listener = listen_here(room.posts[0].desk, random=random.Random(0).randbytes, host="127.0.0.1", port=0)
    try:
        room.posts[0].export(room.stick("cuts"))
        meet_at(room.posts[1].desk, f"127.0.0.1:{listener.port}", random=random.Random(90).randbytes)
    finally:
        listener.close()
    return PeerPier(room.posts[1].desk.notebook)


def write_much(room: Room) -> None:
    """Let the first laptop write what does not squeeze."""
    post = room.posts[0]
    post.work()
    for _ in range(30):
        with post.desk.notebook.writing(post.desk.author) as work:
            before = Dossier.of(work.get(DOSSIER, post.said_saved[0].id))
            work.record(dossiers.amend(before, replace(before, note=post.hands.random(900).hex())))


def row_of(pier: PeerPier) -> tuple[str, str, int, int] | None:
    columns = PEER_CHAIN.c.fate, PEER_CHAIN.c.reason, PEER_CHAIN.c.failures, PEER_CHAIN.c.wait_ms
    with pier.notebook.engine.connect() as connection:
        row = connection.execute(sa.select(*columns)).one_or_none()
    return None if row is None else (row.fate, row.reason, row.failures, row.wait_ms)


def freeze(room: Room) -> None:
    with writing(room.centre.engine) as connection:
        mine = CHAIN.c.device == room.posts[0].desk.notebook.origin.device.bytes
        connection.execute(sa.update(CHAIN).where(mine).values(is_frozen=True))


def test_a_crossing_hands_on_what_is_carried(room: Room) -> None:
    room.posts[0].work(2)
    carrier = lend(room)
    line = Bearing(room)
    assert len(not_through_the_centre(room.posts[1].desk)) == 4
    assert ferried(room, 1, line).trouble == ""
    room.centre.reconcile()
    assert room.centre.status().records["dossier"] == 2
    assert (carrier.carried(), row_of(carrier), len(line.sent)) == ([], None, 1)
    assert ferried(room, 1, line).agreed
    assert (len(line.sent), carrier.inventory()) == (1, [])
    report = cross(room, 0)  # its author loses nothing by it
    assert (report.trouble, report.applied, report.agreed) == ("", 4, True)
    assert room.centre.status().records["dossier"] == 2


def test_a_large_segment_gets_over_a_link_that_bears_a_part_of_it_between_two_cuts(room: Room) -> None:
    write_much(room)
    carrier = lend(room)
    (segment,) = carrier.carried()
    size = len(segment.sealed)
    line = Bearing(room, bears=3_000)
    assert size > 5 * line.bears
    assert ferried(room, 1, line).trouble == ""
    assert carrier.carried() == []
    assert sum(line.sent) == size


def test_of_a_large_segment_that_its_author_brought_himself_no_byte_is_sent(room: Room) -> None:
    write_much(room)
    carrier = lend(room)
    assert cross(room, 0).trouble == ""
    line = Bearing(room)
    assert ferried(room, 1, line).agreed
    assert (carrier.carried(), line.sent) == ([], [0])


def test_a_chain_with_two_ends_is_let_go_and_its_author_carries_the_work_himself(room: Room) -> None:
    room.posts[0].work(2)
    carrier = lend(room)
    (segment,) = carrier.carried()
    (chain,) = carrier.inventory()
    longer = msgspec.structs.replace(chain, numbers=[1, 2])
    assert carrier.lacking(longer) == [2]
    freeze(room)
    line = Bearing(room)
    for _ in range(3):
        assert ferried(room, 1, line).agreed
    assert len(line.sent) == 1
    row = row_of(carrier)
    assert row is not None
    assert row[:3] == (Fate.LET_GO, ProblemCode.FROZEN, 1)
    assert (carrier.carried(), carrier.inventory(), carrier.lacking(longer)) == ([], [], [])
    assert neighbours(room.posts[1].desk).closed == ()
    assert carrier.sealed(segment.device, segment.incarnation, segment.number) == segment.sealed
    assert cross(room, 0).applied == 4
    assert ferried(room, 1, line).agreed
    assert (not_through_the_centre(room.posts[1].desk), len(line.sent)) == ((), 1)
    assert len(room.posts[1].codes()) == 2


def test_work_of_a_revoked_laptop_stays_is_sent_once_and_people_are_told_why(room: Room) -> None:
    room.posts[0].work()
    carrier = lend(room)
    with writing(room.centre.engine) as connection:
        mine = DEVICE.c.id == room.posts[0].desk.notebook.origin.device.bytes
        connection.execute(sa.update(DEVICE).where(mine).values(status=DeviceStatus.REVOKED))
    line = Bearing(room)
    for _ in range(3):
        assert ferried(room, 1, line).agreed
        room.posts[1].hands.at_ms += 24 * 3_600_000
    assert len(line.sent) == 1
    around = neighbours(room.posts[1].desk)
    assert around.closed == (("M01", "revoked"),)
    assert [each.kind for each in around.rows] == ["dossier.register", "person.register"]
    assert carrier.inventory() == []


def test_what_came_too_early_is_tried_again_when_its_time_has_come(room: Room) -> None:
    post = room.posts[1]
    room.posts[0].work()
    lend(room)
    room.posts[0].work()
    carrier = lend(room)
    with post.desk.notebook.engine.begin() as connection:
        connection.execute(sa.delete(PEER_SEGMENT).where(PEER_SEGMENT.c.number == 1))
    line = Bearing(room)
    assert ferried(room, 1, line).agreed
    row = row_of(carrier)
    assert row is not None
    assert row[:3] == (Fate.WAITS, ProblemCode.GAP, 1)
    (second,) = carrier.carried()
    refused_at_ms = post.hands.at_ms
    post.hands.at_ms = refused_at_ms + row[3] - 2_000
    assert carrier.due() == []
    post.hands.at_ms = refused_at_ms + row[3]
    assert carrier.due() == [second]
    post.hands.at_ms = refused_at_ms - 3_600_000
    assert carrier.due() == [second]  # the clock was put back: nobody knows how long it was
    assert ferried(room, 1, line).agreed
    row = row_of(carrier)
    assert row is not None
    assert row[:3] == (Fate.WAITS, ProblemCode.GAP, 2)
    assert cross(room, 0).trouble == ""
    post.hands.at_ms += 3_600_000
    ferried(room, 1, line)
    assert (carrier.carried(), row_of(carrier), len(line.sent)) == ([], None, 3)


def test_on_a_link_that_costs_money_others_work_waits(room: Room) -> None:
    room.posts[0].work()
    carrier = lend(room)
    notebook = room.posts[1].desk.notebook
    switches.set_metered(notebook, is_metered=True)
    line = Bearing(room)
    assert ferried(room, 1, line).agreed
    assert (len(carrier.carried()), line.sent) == (1, [])
    switches.set_metered(notebook, is_metered=False)
    ferried(room, 1, line)
    assert (carrier.carried(), len(line.sent)) == ([], 1)


def test_what_came_through_the_centre_under_another_number_is_not_shown_as_waiting_for_it(room: Room) -> None:
    post = room.posts[1]
    room.posts[0].work(2)
    lend(room)
    switches.set_metered(post.desk.notebook, is_metered=True)
    freeze(room)
    assert cross(room, 0).trouble == ""
    assert ferried(room, 1, Bearing(room)).agreed
    assert not_through_the_centre(post.desk) == ()


def test_an_act_and_its_copy_under_a_new_incarnation_are_shown_once(room: Room) -> None:
    room.posts[0].work(2)
    carrier = lend(room)
    freeze(room)
    assert ferried(room, 0, Bearing(room, closed_to="/v1/segments/")).trouble == "unreachable"
    assert len(lend(room).carried()) == 2
    assert len({each.incarnation for each in carrier.carried()}) == 2
    assert len(not_through_the_centre(room.posts[1].desk)) == 4


@pytest.mark.parametrize(
    ("code", "failures", "fate"),
    [
        (ProblemCode.FORK, 1, Fate.LET_GO),
        (ProblemCode.WRONG_COMMUNE, 1, Fate.CLOSED),
        (ProblemCode.BROKEN, 2, Fate.WAITS),
        (ProblemCode.BROKEN, 3, Fate.CLOSED),
        (ProblemCode.NOT_READY, 99, Fate.WAITS),
        ("newer_than_this_program", 1, Fate.WAITS),
    ],
)
def test_what_a_no_means_for_a_chain(code: str, failures: int, fate: Fate) -> None:
    assert refusal_for(code, failures, random.Random(1).randbytes).fate is fate
