"""Two laptops on one network, each with a real notebook: who is let in, what is handed over, and what it counts as."""

import random
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import update

from desktop_app.services.peers import MeetingError, listen_here, meet_at, not_through_the_centre
from desktop_app.storage import switches
from desktop_app.storage.peers import PeerPier
from sync.central.store import writing
from sync.central.tables import CHAIN
from sync.client import membership
from sync.client.membership import Channel, NotAMemberError
from sync.client.ports import UnreachableError
from sync.client.relay import Inventory, PeerSegment, Wanted, open_peer
from sync.protocol.errors import NotForUsError, SegmentBrokenError
from sync.protocol.keys import SealingPrivateKey, Suite, new_sealing_key
from sync.protocol.messages import decode, encode
from tests.unit.bundle_room import Room, cross, new_room

ROOT = Path(__file__).parents[2]
SEED = random.Random(11)
GROUP = new_sealing_key(SEED.randbytes, Suite.X25519)
STRANGE = new_sealing_key(SEED.randbytes, Suite.X25519)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Two laptops that met the centre once, and a third that never did."""
    made = new_room(tmp_path, posts=3)
    for at in (0, 1):
        assert cross(made, at).trouble == ""
    yield made
    made.close()


@contextmanager
def listening(room: Room, at: int) -> Iterator[str]:
    listener = listen_here(room.posts[at].desk, random=random.Random(at).randbytes, host="127.0.0.1", port=0)
    try:
        yield f"127.0.0.1:{listener.port}"
    finally:
        listener.close()


def visit(room: Room, at: int, address: str) -> tuple[int, int]:
    met = meet_at(room.posts[at].desk, address, random=random.Random(90 + at).randbytes)
    return met.taken, met.given


def carried(room: Room, at: int) -> int:
    return len(PeerPier(room.posts[at].desk.notebook).carried())


def test_each_takes_what_the_other_has_and_the_centre_has_not(room: Room) -> None:
    for at in (0, 1):
        room.posts[at].work(2)
    with listening(room, 1) as here:
        assert visit(room, 0, here) == (0, 1)
        room.posts[1].export(room.stick("cuts"))
        assert visit(room, 0, here) == (1, 0)
        assert visit(room, 0, here) == (0, 0)
    assert (carried(room, 0), carried(room, 1)) == (1, 1)


def test_a_peers_work_is_read_but_counts_for_nothing_until_the_centre_says_so(room: Room) -> None:
    room.posts[0].work(2)
    other = room.posts[1]
    before = other.pier.digests(), other.cursor(), other.states(), other.codes()
    with listening(room, 1) as here:
        visit(room, 0, here)
    rows = not_through_the_centre(other.desk)
    assert {each.machine for each in rows} == {"M01"}
    assert [each.kind for each in rows] == ["person.register", "dossier.register"] * 2
    saved = room.posts[0].said_saved[0]
    assert (rows[1].code, rows[1].name) == (saved.provisional_code, saved.person_name)
    assert (other.pier.digests(), other.cursor(), other.states(), other.codes()) == before
    cross(room, 0)
    cross(room, 1)
    assert not_through_the_centre(other.desk) == ()
    assert len(other.codes()) == 2


def test_the_other_laptop_is_found_by_its_name(room: Room) -> None:
    room.posts[0].work()
    with listening(room, 1) as here:
        assert visit(room, 0, here.replace("127.0.0.1", "localhost")) == (0, 1)
        assert switches.relay_switches(room.posts[0].desk.notebook)[1].startswith("localhost:")


def test_a_third_laptop_carries_what_it_got_from_the_second(room: Room) -> None:
    assert cross(room, 2).trouble == ""
    room.posts[0].work()
    with listening(room, 1) as second:
        assert visit(room, 0, second) == (0, 1)
        assert visit(room, 2, second) == (1, 0)
    assert {each.machine for each in not_through_the_centre(room.posts[2].desk)} == {"M01"}
    with listening(room, 2) as third:
        assert visit(room, 0, third) == (0, 0)


def test_a_laptop_without_the_group_key_is_let_in_nowhere_until_a_stick_brings_it(room: Room) -> None:
    room.posts[0].work()
    room.posts[2].work()
    with listening(room, 0) as here:
        with pytest.raises(MeetingError, match="no_key"):
            visit(room, 2, here)
        room.there_and_back(2)
        assert visit(room, 2, here) == (0, 0)


Meets = Callable[[socket.socket], Channel]


def came_to(meets: Meets, wire: socket.socket) -> Channel | Exception:
    """Return what a side of a meeting came to; one that came to nothing hangs up."""
    try:
        return meets(wire)
    except (NotAMemberError, UnreachableError) as error:
        wire.close()
        return error


def pair(ours: Meets, theirs: Meets) -> tuple[Channel | Exception, Channel | Exception, bytes]:
    """Let two sides meet over a wire that is listened to; return what each came to, and every byte that went over."""
    near, middle_near = socket.socketpair()
    far, middle_far = socket.socketpair()
    heard: list[bytes] = []

    def carry(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65_536):
                heard.append(piece)
                other.sendall(piece)
            other.shutdown(socket.SHUT_WR)

    with ThreadPoolExecutor(3) as pool:
        pool.submit(carry, middle_near, middle_far)
        pool.submit(carry, middle_far, middle_near)
        answer = pool.submit(came_to, theirs, far)
        caller = came_to(ours, near)
        listener = answer.result(20)
        if isinstance(caller, Channel) and isinstance(listener, Channel):
            caller.send(b"a frame")
            assert listener.receive() == b"a frame"
        for end in (near, far):
            end.close()
    for end in (middle_near, middle_far):
        end.close()
    return caller, listener, b"".join(heard)


def calling(key: SealingPrivateKey, seed: int = 1) -> Meets:
    return lambda wire: membership.call(wire, key, random.Random(seed).randbytes)


def hearing(key: SealingPrivateKey, seed: int = 2) -> Meets:
    return lambda wire: membership.listen(wire, key, random.Random(seed).randbytes)


def test_two_members_hear_each_other_and_nobody_else_hears_anything() -> None:
    caller, listener, heard = pair(calling(GROUP), hearing(GROUP))
    assert isinstance(caller, Channel)
    assert isinstance(listener, Channel)
    for named in (b"a frame", b"09661", b"M0", GROUP.key_id, GROUP.public.to_bytes(), GROUP.to_bytes()):
        assert named not in heard


@pytest.mark.parametrize(("ours", "theirs"), [(GROUP, STRANGE), (STRANGE, GROUP)])
def test_who_does_not_hold_the_key_gets_no_channel_on_either_side(
    ours: SealingPrivateKey, theirs: SealingPrivateKey
) -> None:
    caller, listener, _ = pair(calling(ours), hearing(theirs))
    assert isinstance(caller, NotAMemberError)
    assert isinstance(listener, UnreachableError)


def test_a_mirror_and_a_recording_prove_nothing() -> None:
    def mirror(wire: socket.socket) -> Channel:
        first = wire.recv(72, socket.MSG_WAITALL)
        wire.sendall(first)
        wire.sendall(bytes(32))
        return membership.listen(wire, GROUP, random.Random(3).randbytes)

    caller, _, _ = pair(calling(GROUP), mirror)
    assert isinstance(caller, NotAMemberError)
    _, _, heard = pair(calling(GROUP), hearing(GROUP))

    def recording(wire: socket.socket) -> Channel:
        wire.sendall(heard[:72])
        wire.recv(104, socket.MSG_WAITALL)
        wire.sendall(heard[176:208])
        raise UnreachableError

    _, listener, _ = pair(recording, hearing(GROUP, seed=5))
    assert isinstance(listener, NotAMemberError)


def test_the_listeners_own_proof_sent_back_proves_nothing() -> None:
    def echo(wire: socket.socket) -> Channel:
        stranger = X25519PrivateKey.from_private_bytes(bytes(range(32)))
        wire.sendall(membership.MAGIC + bytes(32) + stranger.public_key().public_bytes_raw())
        wire.sendall(wire.recv(104, socket.MSG_WAITALL)[-32:])
        raise UnreachableError

    _, listener, _ = pair(echo, hearing(GROUP))
    assert isinstance(listener, NotAMemberError)


def test_a_stranger_who_says_anything_else_hears_nothing(room: Room) -> None:
    with listening(room, 1) as here:
        host, _, port = here.partition(":")
        for said in (b"GET / HTTP/1.1\r\n\r\n" + bytes(200), bytes(72), b"HPVL1\0\0\0" + bytes(64)):
            with socket.create_connection((host, int(port)), timeout=5) as wire:
                wire.sendall(said)
                wire.shutdown(socket.SHUT_WR)
                heard = b""
                while piece := wire.recv(4096):
                    heard += piece
            assert len(heard) in (0, 104)
        assert visit(room, 0, here) == (0, 0)


def segment_of(room: Room, at: int) -> PeerSegment:
    """Return a segment of a laptop as another one would get it."""
    post = room.posts[at]
    post.work()
    post.export(room.stick(f"cut-{at}"))
    pier = PeerPier(post.desk.notebook)
    (chain,) = pier.inventory()
    sealed = pier.sealed(chain.device, chain.incarnation, chain.numbers[-1])
    assert sealed
    return PeerSegment(
        device=chain.device,
        incarnation=chain.incarnation,
        number=chain.numbers[-1],
        machine=chain.machine,
        signing_public=chain.signing_public,
        sealed=sealed,
    )


def test_a_segment_that_is_not_what_it_is_said_to_be_is_not_carried(room: Room) -> None:
    good = segment_of(room, 0)
    belonging = PeerPier(room.posts[1].desk.notebook).belonging()
    open_peer(good, belonging)
    raw = good.sealed
    fields = {name: getattr(good, name) for name in good.__slots__}
    for change in (
        {"number": good.number + 1},
        {"device": bytes(16)},
        {"incarnation": bytes(16)},
        {"signing_public": room.posts[1].pier.keys().device_signing.public.to_bytes()},
        {"signing_public": bytes(32)},
        {"sealed": raw[:-1]},
        {"sealed": raw[:200] + bytes([raw[200] ^ 1]) + raw[201:]},
        {"sealed": b""},
    ):
        with pytest.raises(SegmentBrokenError):
            open_peer(PeerSegment(**{**fields, **change}), belonging)


def test_a_segment_of_another_commune_or_of_other_data_is_not_carried(room: Room, tmp_path: Path) -> None:
    good = segment_of(room, 0)
    belonging = PeerPier(room.posts[1].desk.notebook).belonging()
    for change in ({"commune": "09662"}, {"is_sample": False}):
        fields = {name: getattr(belonging, name) for name in belonging.__slots__}
        with pytest.raises(SegmentBrokenError):
            open_peer(good, type(belonging)(**{**fields, **change}))
    strange = type(belonging)(device=belonging.device, commune=belonging.commune, is_sample=True, group_keys=[STRANGE])
    with pytest.raises(NotForUsError):
        open_peer(good, strange)


def test_a_member_who_hands_over_rubbish_leaves_nothing_here(room: Room) -> None:
    good = segment_of(room, 0)
    store = PeerPier(room.posts[1].desk.notebook)
    group = store.belonging().group_keys[0]
    with listening(room, 1) as here:
        host, _, port = here.partition(":")
        with socket.create_connection((host, int(port)), timeout=5) as wire:
            channel = membership.call(wire, group, random.Random(8).randbytes)
            (chain,) = PeerPier(room.posts[0].desk.notebook).inventory()
            channel.send(encode(Inventory([chain])))
            channel.receive()
            channel.send(encode(Wanted([])))
            assert len(decode(channel.receive(), Wanted).segments) == len(chain.numbers)
            for _ in chain.numbers:
                channel.send(good.sealed[:-1])
            wire.shutdown(socket.SHUT_WR)
            assert wire.recv(10) == b""
    assert carried(room, 1) == 0


def test_an_address_without_anybody_is_unreachable(room: Room) -> None:
    with pytest.raises(MeetingError):
        visit(room, 0, "127.0.0.1:1")
    with pytest.raises(MeetingError):
        visit(room, 0, "no-such-laptop.invalid")


# Two machines on one cable: each side in a network of its own, joined by nothing but a pair of virtual cards.
TWO_MACHINES = """
set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/netns
ip netns add near; ip netns add far
ip link add card0 netns near type veth peer name card1 netns far
ip -n near addr add 10.77.0.1/24 dev card0; ip -n near link set card0 up
ip -n far addr add 10.77.0.2/24 dev card1; ip -n far link set card1 up
ip netns exec far "$0" -m tests.unit.relay_side "$2" listen &
ip netns exec near "$0" -m tests.unit.relay_side "$1" call
wait
"""


def test_two_machines_on_one_cable_meet(room: Room) -> None:
    room.posts[0].work(2)
    room.posts[0].export(room.stick("cuts"))
    folders = [str(room.folder / machine) for machine in ("M01", "M02")]
    done = subprocess.run(
        ["unshare", "-rmn", "sh", "-c", TWO_MACHINES, sys.executable, *folders],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=90,
    )
    assert sorted(done.stdout.splitlines()) == ["call 0 1", "listen 1 0"], done.stderr
    assert {each.machine for each in not_through_the_centre(room.posts[1].desk)} == {"M01"}


def test_after_a_new_incarnation_the_same_pier_offers_what_is_written_under_it(room: Room) -> None:
    post = room.posts[0]
    pier = PeerPier(post.desk.notebook)
    fork(room, 0)
    assert cross(room, 0).trouble == ""
    post.work()
    post.export(room.stick("cut"))
    (chain,) = pier.inventory()
    assert chain.incarnation == post.desk.notebook.origin.incarnation.bytes
    assert chain.numbers


def fork(room: Room, at: int) -> None:
    """Let the centre take nothing more of a laptop's incarnation."""
    with writing(room.centre.engine) as connection:
        device = room.posts[at].desk.notebook.origin.device.bytes
        connection.execute(update(CHAIN).where(CHAIN.c.device == device).values(is_frozen=True))
    room.posts[at].work()
