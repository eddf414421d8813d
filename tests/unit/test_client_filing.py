"""The files lane: over the worst of roads each file arrives to the byte or not at all, and no fact waits for one."""

import random
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop_app.services import files, syncing
from desktop_app.services.desk import Desk
from desktop_app.services.opening import read_catalogue
from desktop_app.storage.files import FileShelf
from desktop_app.storage.tables import FILE, FILE_PIECE
from sync.central.files import COMMUNE_QUOTA_BYTES
from sync.central.tables import FILE as CENTRE_FILE
from sync.client.engine import Engine
from sync.client.filing import LANE_MS, PORTION_MS
from sync.client.ports import BrokenOffError, Reply, UnreachableError
from sync.protocol.limits import KIB
from sync.protocol.messages import FileRead, decode
from sync.records import attachment as attachments
from sync.records.act import Act
from sync.records.attachment import Attachment
from sync.records.catalogue import Catalogue
from sync.records.dossier import Dossier
from sync.records.operation import Body
from sync.records.rules import DOSSIER
from sync.records.seams import no_ticks
from tests.unit.ferry_room import Laptop, Room, Shore, check_equal, strange_page
from tests.unit.service_room import RESOURCES

SMALL = b"\xff\xd8\xff" + bytes(range(256)) * 20


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(RESOURCES)


@pytest.fixture
def room(room: Room) -> Room:
    for laptop, road in zip(room.laptops, room.roads, strict=True):
        assert laptop.sync().agreed
        road.asked.clear()
    return room


@pytest.fixture
def desks(room: Room, catalogue: Catalogue) -> list[Desk]:
    return [desk_at(laptop, catalogue) for laptop in room.laptops]


def desk_at(laptop: Laptop, catalogue: Catalogue) -> Desk:
    return Desk(
        notebook=laptop.notebook,
        author=laptop.author,
        clock=laptop.clock,
        new_id=laptop.new_id,
        random=laptop.rng.randbytes,
        catalogue=catalogue,
        commune="09661",
        machine=laptop.machine,
        place="Điểm mẫu",
        is_sample=True,
    )


def a_file(laptop: Laptop, size: int) -> bytes:
    return b"%PDF-" + laptop.rng.randbytes(size - 5)


def attached(laptop: Laptop, desk: Desk, content: bytes, *, thumbnail: bytes = b"") -> tuple[Dossier, Attachment]:
    _, dossier = laptop.take_in()
    return dossier, files.attach(desk, dossier.id, content, name="Đơn.pdf", thumbnail=thumbnail)


def state(laptop: Laptop, made: Attachment) -> tuple[str, str]:
    wanted = sa.select(FILE.c.state, FILE.c.reason).where(FILE.c.hash == bytes.fromhex(made.hash))
    with laptop.notebook.engine.connect() as connection:
        row = connection.execute(wanted).one()
    return row.state, row.reason


def at_centre(room: Room) -> set[str]:
    with room.centre.engine.connect() as connection:
        return {name.hex() for name in connection.execute(sa.select(CENTRE_FILE.c.hash)).scalars()}


def put_bytes(room: Room, at: int = 0) -> int:
    return sum(len(body) for path, body, _ in room.roads[at].asked if path.startswith("/v1/files/") and "?" in path)


@pytest.mark.parametrize("size", [300_000, 5_000_000])
def test_a_file_goes_up_and_comes_down_where_somebody_asks(room: Room, desks: list[Desk], size: int) -> None:
    content = a_file(room.laptops[0], size)
    dossier, made = attached(room.laptops[0], desks[0], content, thumbnail=SMALL)
    report = room.sync()
    assert (report.agreed, report.files_left, report.files_trouble) == (True, 0, "")
    assert state(room.laptops[0], made) == ("received", "")
    assert at_centre(room) == {made.hash, made.thumbnail}
    assert put_bytes(room) == made.size + made.thumbnail_size
    # The small picture comes by itself, the file when it is wanted.
    assert room.sync(1).agreed
    assert files.thumbnail_of(desks[1], made) == SMALL
    assert files.files_of(desks[1], dossier.id)[0].state == "remote"
    assert files.open_attachment(desks[1], dossier.id, made) is None
    assert files.files_waiting(desks[1]).bytes_down == made.size
    assert room.sync(1).files_trouble == ""
    assert files.open_attachment(desks[1], dossier.id, made) == content
    assert files.files_waiting(desks[1]) == files.FilesWaiting()
    check_equal(room)


def names_in_order(room: Room, at: int = 0) -> list[str]:
    """Return each file that was sent or fetched, in the order of their first portions."""
    asked = [
        path.split("/")[3] if path.startswith("/v1/files/") and "?" in path else decode(body, FileRead).hash.hex()
        for path, body, _ in room.roads[at].asked
        if path.startswith("/v1/files")
    ]
    return list(dict.fromkeys(asked))


def test_small_pictures_go_before_files_whichever_way(room: Room, desks: list[Desk]) -> None:
    here, there = room.laptops
    wanted_dossier, wanted = attached(there, desks[1], a_file(there, 150_000))
    assert room.sync(1).files_trouble == room.sync().files_trouble == ""
    assert files.open_attachment(desks[0], wanted_dossier.id, wanted) is None
    _, coming = attached(there, desks[1], a_file(there, 80_000), thumbnail=SMALL * 2)
    assert room.sync(1).files_trouble == ""
    _, going = attached(here, desks[0], a_file(here, 90_000), thumbnail=SMALL)
    room.roads[0].asked.clear()
    assert room.sync().files_trouble == ""
    assert names_in_order(room) == [going.thumbnail, coming.thumbnail, going.hash, wanted.hash]


def test_a_file_that_the_centre_has_is_not_sent(room: Room, desks: list[Desk]) -> None:
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 50_000))
    room.sync()
    room.roads[0].asked.clear()
    with room.laptops[0].notebook.engine.begin() as connection:
        connection.execute(sa.update(FILE).values(state="local"))
    assert room.sync().files_trouble == ""
    assert put_bytes(room) == 0
    assert state(room.laptops[0], made) == ("received", "")


@dataclass
class HostileRoad:
    """Cuts anywhere both ways, flips bytes, answers as a sign-in page would; by one seed."""

    shore: Shore
    dice: random.Random
    is_calm: bool = False

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        weather = 1.0 if self.is_calm or not path.startswith(("/v1/files", "/v1/have")) else self.dice.random()
        if weather < 0.08:
            return strange_page()
        if weather < 0.12:
            raise UnreachableError("nobody", reason="no_route")
        if weather < 0.3 and body:
            heard = self.dice.randrange(len(body))
            if self.shore.answer(method, path, headers, body, heard_bytes=heard) is None:
                raise BrokenOffError("cut while sending", sent=heard)
        if weather < 0.4 and body:
            body = self._flipped(body)
        reply = self.shore.reply(method, path, headers, body)
        if weather < 0.6:
            came = reply.body[: self.dice.randrange(len(reply.body))]
            raise BrokenOffError("cut while answering", received=came, start=reply.start, sent=len(body))
        return replace(reply, body=self._flipped(reply.body)) if weather < 0.68 else reply

    def _flipped(self, sound: bytes) -> bytes:
        flipped = bytearray(sound)
        flipped[self.dice.randrange(len(sound))] ^= 1 << self.dice.randrange(8)
        return bytes(flipped)


@pytest.mark.parametrize("seed", range(6))
def test_over_the_worst_of_roads_a_file_arrives_to_the_byte_or_not_at_all(
    room: Room, catalogue: Catalogue, seed: int
) -> None:
    dice = random.Random(seed)
    hostile = [HostileRoad(room.shore, dice) for _ in room.laptops]
    for laptop, road in zip(room.laptops, hostile, strict=True):
        laptop.carrier = road
        laptop.start_again()
    here, there = (desk_at(laptop, catalogue) for laptop in room.laptops)
    contents = [a_file(room.laptops[0], dice.randrange(10, 400_000)) for _ in range(4)]
    made = [attached(room.laptops[0], here, each, thumbnail=SMALL + each[5:9]) for each in contents]
    fetched: dict[str, bytes] = {}
    for _ in range(60):
        report = room.sync()
        assert report.agreed, "facts are not touched by the road that files have"
        assert room.sync(1).agreed
        fetched |= {each.hash: got for one, each in made if (got := files.open_attachment(there, one.id, each))}
        if len(fetched) == len(made):
            break
    for road in hostile:
        road.is_calm = True
    for _ in range(2):
        assert room.sync().files_trouble == room.sync(1).files_trouble == ""
    fetched |= {each.hash: got for one, each in made if (got := files.open_attachment(there, one.id, each))}
    assert fetched == {each.hash: content for (_, each), content in zip(made, contents, strict=True)}
    assert [files.thumbnail_of(there, each) for _, each in made] == [SMALL + each[5:9] for each in contents]
    check_equal(room)


def test_no_byte_goes_up_or_comes_down_twice(room: Room, desks: list[Desk]) -> None:
    dossier, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 200_000))
    room.roads[0].cuts = [("/v1/files", cut) for cut in (5_000, 1, 60_000, 0, 0, 33_333)]
    assert room.sync().files_trouble == ""
    assert put_bytes(room) == made.size
    room.sync(1)
    files.open_attachment(desks[1], dossier.id, made)
    room.roads[1].asked.clear()
    room.roads[1].cuts = [("/v1/files/read", cut) for cut in (-30_000, -20_000, -9_000, -1)]
    assert room.sync(1).files_trouble == ""
    came = sum(size for path, _, size in room.roads[1].asked if path == "/v1/files/read")
    assert came < made.size * 1.03


def test_a_fact_that_is_saved_meanwhile_goes_first(room: Room, desks: list[Desk]) -> None:
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 300_000))

    def save(path: str) -> None:
        if path.endswith("?from=65536"):
            room.roads[0].before = lambda _path: None
            room.laptops[0].take_in("Trần Mẫu")

    room.roads[0].before = save
    report = room.sync()
    assert (report.agreed, report.files_left, report.files_trouble) == (True, 1, "")
    assert state(room.laptops[0], made) == ("local", "")
    room.roads[0].asked.clear()
    assert (room.sync().files_left, state(room.laptops[0], made)) == (0, ("received", ""))
    legs = [path for path in room.roads[0].paths() if path != "/v1/have"]
    assert legs.index("/v1/segments") < legs.index("/v1/files")
    starts = [path for path, _, _ in room.roads[0].asked if path.startswith("/v1/files")]
    assert not starts[0].endswith("?from=0"), "and the file goes on where it was"


def test_a_pause_ends_the_lane_behind_the_portion_under_way(room: Room, desks: list[Desk]) -> None:
    attached(room.laptops[0], desks[0], a_file(room.laptops[0], 300_000))
    room.roads[0].before = lambda path: syncing.pause(desks[0]) if "?from=0" in path else None
    assert room.sync().files_left == 1
    assert sum("/v1/files" in path for path, _, _ in room.roads[0].asked) == 1


def test_where_bytes_cost_money_only_small_ones_travel(room: Room, desks: list[Desk]) -> None:
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 50_000), thumbnail=SMALL)
    syncing.set_metered(desks[0], is_metered=True)
    assert room.sync().agreed
    assert at_centre(room) == {made.thumbnail}
    syncing.set_metered(desks[0], is_metered=False)
    room.sync()
    assert at_centre(room) == {made.thumbnail, made.hash}


def test_a_file_without_room_at_the_centre_stays_with_the_reason_until_a_person_tries_again(
    room: Room, desks: list[Desk]
) -> None:
    made = [attached(room.laptops[0], desks[0], a_file(room.laptops[0], size))[1] for size in (50_000, 60_000, 70_000)]
    filler = {"commune": "09661", "hash": bytes(32), "size": COMMUNE_QUOTA_BYTES - 55_000}
    with room.centre.engine.begin() as connection:
        connection.execute(sa.insert(CENTRE_FILE).values(**filler, device=bytes(16), at_ms=0))
    report = room.sync()
    assert (report.agreed, report.files_left, report.files_trouble) == (True, 0, "")
    assert [state(room.laptops[0], each) for each in made] == [("received", ""), ("local", "quota"), ("local", "quota")]
    waiting = files.files_waiting(desks[0])
    assert (waiting.count_up, waiting.kept_back, waiting.reason) == (0, 2, "quota")
    room.roads[0].asked.clear()
    room.sync()
    assert put_bytes(room) == 0, "it is not offered again and again"
    with room.centre.engine.begin() as connection:
        connection.execute(sa.delete(CENTRE_FILE).where(CENTRE_FILE.c.hash == bytes(32)))
    files.try_again(desks[0], made[1])
    room.sync()
    assert at_centre(room) == {made[0].hash, made[1].hash}


def test_a_file_that_its_laptop_has_not_brought_yet_is_tried_later(room: Room, desks: list[Desk]) -> None:
    dossier, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 60_000), thumbnail=SMALL)
    syncing.set_metered(desks[0], is_metered=True)
    room.sync()
    room.sync(1)
    assert files.open_attachment(desks[1], dossier.id, made) is None
    report = room.sync(1)
    assert (report.agreed, report.files_left, report.files_trouble) == (True, 0, "")
    assert files.files_of(desks[1], dossier.id)[0].state == "coming"
    syncing.set_metered(desks[0], is_metered=False)
    room.sync()
    room.sync(1)
    assert files.files_of(desks[1], dossier.id)[0].state == "whole"


def test_a_file_that_was_damaged_on_this_laptop_does_not_travel_for_ever(room: Room, desks: list[Desk]) -> None:
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 60_000))
    with room.laptops[0].notebook.engine.begin() as connection:
        connection.execute(sa.update(FILE_PIECE).values(bytes=bytes(made.size)))
    assert room.sync().agreed
    assert state(room.laptops[0], made) == ("local", "file_damaged")
    assert at_centre(room) == set()


@pytest.mark.parametrize("by", [-1, 1])
def test_a_record_that_tells_a_wrong_size_holds_no_other_file_up(room: Room, desks: list[Desk], by: int) -> None:
    dossier, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 60_000))
    other, fine = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 70_000))
    room.sync()
    room.sync(1)
    wrong = replace(made, size=made.size + by)
    assert files.open_attachment(desks[1], dossier.id, wrong) is None
    assert files.open_attachment(desks[1], other.id, fine) is None
    assert room.sync(1).files_trouble == ""
    assert state(room.laptops[1], made) == ("remote", "file_damaged")
    assert files.files_of(desks[1], dossier.id)[0].have == 0
    assert state(room.laptops[1], fine) == ("whole", "")
    assert files.open_attachment(desks[1], dossier.id, made) is None, "asked for as it is"
    room.sync(1)
    assert state(room.laptops[1], made) == ("whole", "")


def test_what_others_wrote_into_a_dossiers_log_does_not_stop_the_feed(room: Room, desks: list[Desk]) -> None:
    _, dossier = room.laptops[0].take_in()
    entries: list[dict[str, Any]] = [
        {"hash": "zz"},
        {"hash": "00" * 32, "key": "00" * 32, "size": "large"},
        {},
        {"later": 1},
    ]
    good = Attachment(hash="11" * 32, key="22" * 32, size=99, mime="image/png", name="a", thumbnail="x" * 64)
    with room.laptops[0].notebook.writing(room.laptops[0].author) as work:
        for each in entries:
            work.record(Act(kind="dossier.attach", record=dossier.id, body=Body(appends={"attachments": each})))
        work.record(attachments.attach(Dossier.of(work.get(DOSSIER, dossier.id)), good))
    assert room.sync().agreed
    report = room.sync(1)
    assert (report.agreed, report.files_trouble) == (True, "")
    assert [row.attachment for row in files.files_of(desks[1], dossier.id)] == [good]
    assert files.thumbnail_of(desks[1], good) is None


def test_a_dossier_without_files_costs_no_look_at_them(room: Room) -> None:
    room.laptops[0].take_in()
    room.sync()
    seen: list[str] = []
    sa.event.listen(
        room.laptops[1].notebook.engine, "before_cursor_execute", lambda *told: seen.append(told[2]), named=False
    )
    assert room.sync(1).applied == 0
    assert not [each for each in seen if "INSERT INTO file" in each]


def test_what_is_fetched_leaves_room_for_facts_and_says_so(room: Room, desks: list[Desk]) -> None:
    dossier, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 60_000))
    room.sync()
    room.sync(1)
    assert files.open_attachment(desks[1], dossier.id, made) is None
    laptop = room.laptops[1]
    free = shutil.disk_usage(laptop.folder).free
    laptop.ferry = ferry_with(laptop, FileShelf(laptop.notebook, laptop.folder, room_left_bytes=free * 2))
    report = laptop.sync()
    assert (report.agreed, report.trouble, report.files_trouble) == (True, "", "no_room")
    assert (files.files_waiting(desks[1]).reason, files.files_of(desks[1], dossier.id)[0].state) == (
        "no_room",
        "coming",
    )
    _, mine = attached(laptop, desks[1], a_file(laptop, 100_000))
    assert laptop.sync().files_trouble == "no_room"
    assert mine.hash in at_centre(room), "what is sent needs no room"
    laptop.ferry = ferry_with(laptop, laptop.shelf)
    assert laptop.sync().files_trouble == ""
    assert (files.files_waiting(desks[1]).reason, files.files_of(desks[1], dossier.id)[0].state) == ("", "whole")


@pytest.mark.parametrize("is_by_hand", [False, True])
def test_when_the_centre_is_put_back_files_that_it_lost_are_brought_again(
    room: Room, desks: list[Desk], tmp_path: Path, is_by_hand: bool
) -> None:
    room.sync()
    room.shore.image(tmp_path / "backup")
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 60_000))
    room.sync()
    assert made.hash in at_centre(room)
    room.shore.put_back(tmp_path / "backup")
    if not is_by_hand:
        room.shore.begin_another_life()
    assert at_centre(room) == set()
    room.sync()
    report = room.sync()
    assert (report.agreed, report.files_trouble) == (True, "")
    assert made.hash in at_centre(room)


def test_the_lane_ends_in_time_and_a_slow_road_gets_small_portions(room: Room, desks: list[Desk]) -> None:
    _, made = attached(room.laptops[0], desks[0], a_file(room.laptops[0], 900_000))
    laptop = room.laptops[0]
    slow = SlowRoad(room.shore)
    laptop.carrier = slow
    laptop.ferry = ferry_with(laptop, laptop.shelf, slow)
    crossings = 1
    while laptop.sync().files_left:
        crossings += 1
    assert sum(slow.portions) == made.size
    assert 16 * KIB < max(slow.portions) <= 8 * PORTION_MS
    lanes = made.size / 8 / LANE_MS
    assert lanes / 2 <= crossings <= lanes * 1.5


def test_portions_shrink_where_the_road_becomes_slow(room: Room, desks: list[Desk]) -> None:
    attached(room.laptops[0], desks[0], a_file(room.laptops[0], 4_000_000))
    laptop = room.laptops[0]
    road = SlowRoad(room.shore, quick_bytes=1_500_000)
    laptop.carrier = road
    laptop.ferry = ferry_with(laptop, laptop.shelf, road)
    while laptop.sync().files_left:
        pass
    assert max(road.portions) > 256 * KIB
    assert max(road.portions[-4:]) <= 10 * PORTION_MS


@dataclass
class SlowRoad:
    """64 kbit/s, much more for the first `quick_bytes`, 800 ms there and back; knows what time it is."""

    shore: Shore
    quick_bytes: int = 0
    now_ms: int = 0
    portions: list[int] = field(default_factory=list)

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self.shore.reply(method, path, headers, body)
        bytes_per_ms = 400 if sum(self.portions) < self.quick_bytes else 8
        self.now_ms += 800 + (len(body) + len(reply.body)) // bytes_per_ms
        if path.startswith("/v1/files"):
            self.portions.append(len(body))
        return reply


def ferry_with(laptop: Laptop, shelf: FileShelf, clock: SlowRoad | None = None) -> Engine:
    keys, ticks = laptop.pier.keys(), (lambda: clock.now_ms) if clock else no_ticks
    road, chance = laptop.carrier, laptop.rng.randbytes
    return Engine(laptop.pier, road, keys, laptop.clock, chance, app_version="0", ticks=ticks, files=shelf)
