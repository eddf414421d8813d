"""A page is asked for while the one before it is taken in: on a thread of its own over real HTTPS, and in turn."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from desktop_app.storage.pier import Pier
from sync.client.asking import Asking
from sync.client.beside import Besides, in_turn, on_a_worker
from sync.client.engine import Engine
from sync.client.ports import BrokenOffError, NotTheCentreError, Reply, Road
from sync.client.progress import Leg, Meter, Progress
from sync.client.transport import HttpsRoad
from sync.protocol.keys import new_signing_key
from sync.records.seams import Step, no_step
from tests.bench.sync.link import Weather, open_link
from tests.unit.bundle_room import Line, Post, Room, cross, new_room
from tests.unit.test_client_https_crossing import speaking
from tests.unit.tls_room import Answer, Authority, echo, new_authority, serving

FEED: Final = "/v1/feed"
ASKED: Final = f"sync.send {FEED}"
PATIENCE_S: Final = 20


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A centre that has much to tell to the second of two laptops."""
    made = new_room(tmp_path / "room", posts=2)
    made.posts[0].work(60)
    assert cross(made, 0).agreed
    yield made
    made.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@dataclass(slots=True)
class Watcher:
    """Notes each step with its thread; `at` is called within the step that it names."""

    at: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    seen: list[tuple[str, bool]] = field(default_factory=list)

    def __call__(self, name: str) -> None:
        self.seen.append((name, threading.current_thread() is threading.main_thread()))
        self.at.get(name, lambda: None)()

    def asked(self) -> int:
        return sum(name == ASKED for name, _ in self.seen)

    def taken_in(self) -> int:
        return sum(name == "sync.integrated" for name, _ in self.seen)


def engine_of(
    post: Post, road: Road, *, besides: Besides = on_a_worker, step: Step = no_step, meter: Meter | None = None
) -> Engine:
    pier = Pier(post.desk.notebook)
    keys, hands = pier.keys(), post.hands
    return Engine(
        pier,
        road,
        keys,
        hands,
        hands.random,
        app_version="0",
        pull_bytes=4_096,
        besides=besides,
        step=step,
        meter=meter,
    )


def cursor_of(post: Post) -> int:
    return Pier(post.desk.notebook).standing().cursor


def workers() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("ferry-beside")]


def at_feed(answer: Answer, number: int, instead: Answer) -> Answer:
    """Answer as ever, but the feed's question of that number, from 1, with something else."""
    asked: list[str] = []

    def answered(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        asked.extend([path] if path == FEED else [])
        is_it = path == FEED and len(asked) == number
        return (instead if is_it else answer)(method, path, headers, body)

    return answered


def test_a_page_is_asked_for_while_the_one_before_it_is_taken_in(room: Room, authority: Authority) -> None:
    post = room.posts[1]
    is_ahead = threading.Event()
    watcher = Watcher()

    def wait_for_the_next() -> None:
        if watcher.taken_in() == 0:
            assert is_ahead.wait(PATIENCE_S), "nothing was asked for meanwhile"

    def note_asked() -> None:
        if watcher.asked() == 2:
            is_ahead.set()

    watcher.at = {"sync.integrate": wait_for_the_next, ASKED: note_asked}
    with serving(authority.server("one"), speaking(room.centre)) as (url, seen):
        road = HttpsRoad(url, trust=authority.trust())
        report = engine_of(post, road, step=watcher).sync()
        road.close()
    assert (report.trouble, report.agreed) == ("", True)
    assert watcher.asked() == watcher.taken_in() > 3
    assert {is_main for name, is_main in watcher.seen if name == ASKED} == {False}
    assert {is_main for name, is_main in watcher.seen if name.startswith("sync.integrate")} == {True}
    assert seen.connections == 1
    assert workers() == []


@pytest.mark.parametrize("besides", [in_turn, on_a_worker])
def test_a_page_ahead_that_fails_takes_nothing_from_the_one_before_it(
    room: Room, authority: Authority, besides: Besides
) -> None:
    post, watcher = room.posts[1], Watcher()

    def sign_in(*_asked: object) -> tuple[int, str, bytes]:
        return 200, "text/html", b"<html>sign in"

    with serving(authority.server("one"), at_feed(speaking(room.centre), 3, sign_in)) as (url, _):
        road = HttpsRoad(url, trust=authority.trust())
        ferry = engine_of(post, road, besides=besides, step=watcher)
        report = ferry.sync()
        assert (report.trouble, report.reason) == ("not_the_centre", "portal")
        assert (watcher.asked(), watcher.taken_in()) == (3, 2)
        kept = cursor_of(post)
        assert kept > 0
        assert workers() == []
        assert ferry.sync().agreed
        road.close()
    assert cursor_of(post) > kept


def test_the_road_may_be_cut_in_the_middle_of_a_page_ahead(room: Room, authority: Authority) -> None:
    post = room.posts[1]
    weather = Weather(one_way_s=0, bytes_per_s=10_000_000, cut_bytes=9_000)
    with (
        serving(authority.server("one"), speaking(room.centre)) as (url, _),
        open_link(int(url.rsplit(":", 1)[1]), weather=weather) as link,
    ):
        road = HttpsRoad(f"https://127.0.0.1:{link.port}", trust=authority.trust())
        ferry, tries = engine_of(post, road), 1
        while not ferry.sync().agreed:
            tries += 1
            assert tries < 20
        cuts = link.carried().cuts
        road.close()
    assert cuts > 1
    assert workers() == []


def test_what_breaks_while_a_page_is_taken_in_ends_the_worker_too(room: Room, authority: Authority) -> None:
    post, watcher = room.posts[1], Watcher()

    def break_down() -> None:
        if watcher.taken_in() == 1:
            raise RuntimeError("a fault of ours")

    watcher.at = {"sync.integrate": break_down}
    with serving(authority.server("one"), speaking(room.centre)) as (url, _):
        road = HttpsRoad(url, trust=authority.trust())
        with pytest.raises(RuntimeError, match="ours"):
            engine_of(post, road, step=watcher).sync()
        assert workers() == []
        assert watcher.asked() == 3
        kept = cursor_of(post)
        assert engine_of(post, road).sync().agreed
        road.close()
    assert 0 < kept < cursor_of(post)


def test_what_is_under_way_when_a_crossing_breaks_down_is_not_tried_again_but_the_next_crossing_is(room: Room) -> None:
    watcher, is_broken = Watcher(), threading.Event()
    breaks: list[bool] = []  # for each question to come: whether the crossing is to break down before it breaks off

    def break_off_from_now_on() -> None:
        if watcher.asked() == 2:
            breaks.extend([True, True])

    def break_down() -> None:
        is_broken.set()
        raise RuntimeError("a fault of ours")

    class Broken:
        def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
            if path == FEED and breaks:
                if breaks.pop(0):
                    assert is_broken.wait(PATIENCE_S)
                    time.sleep(0.2)  # until it has been caught
                raise BrokenOffError
            return Line(room.centre).exchange(method, path, headers, body)

    ferry = engine_of(room.posts[1], Broken(), step=watcher)
    watcher.at = {ASKED: break_off_from_now_on, "sync.integrate": break_down}
    with pytest.raises(RuntimeError, match="ours"):
        ferry.sync()
    assert watcher.asked() == 2
    breaks[:], watcher.at = [False, False], {}
    assert ferry.sync().agreed
    assert breaks == []


def test_in_turn_each_page_is_asked_for_before_the_one_before_it_is_taken_in(room: Room) -> None:
    watcher = Watcher()
    assert engine_of(room.posts[1], Line(room.centre), besides=in_turn, step=watcher).sync().agreed
    order = [name for name, _ in watcher.seen if name in (ASKED, "sync.integrate")]
    pages = watcher.taken_in()
    assert order == [ASKED, *[ASKED, "sync.integrate"] * (pages - 1), "sync.integrate"]
    assert all(is_main for _, is_main in watcher.seen)


def test_what_a_page_ahead_brings_is_told_in_order_and_ends_with_the_crossing(room: Room, authority: Authority) -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    assert cross(room, 1).agreed  # knows everybody's keys from now on: what is fetched is pages alone
    room.posts[0].work(30)
    assert cross(room, 0).agreed
    with serving(authority.server("one"), speaking(room.centre)) as (url, _):
        road = HttpsRoad(url, trust=authority.trust(), meter=meter)
        report = engine_of(room.posts[1], road, meter=meter).sync()
        road.close()
    assert report.agreed
    legs = [each.leg for each in told]
    assert (legs[0], legs[-1], set(legs[1:-1])) == (Leg.ASKING, Leg.ENDED, {Leg.RECEIVING})
    pages = sum(each.leg is Leg.RECEIVING and not each.done_bytes for each in told)
    assert pages > 3
    before = told[1]
    for each in told[2:-1]:
        assert each.done_bytes == 0 or each.done_bytes > before.done_bytes
        assert each.done_bytes > 0 or before.done_bytes == before.total_bytes
        before = each


def test_one_question_at_a_time_is_on_the_road() -> None:
    under_way: list[str] = []

    class Narrow:
        def exchange(self, _method: str, path: str, _headers: Mapping[str, str], _body: bytes) -> Reply:
            assert not under_way
            under_way.append(path)
            time.sleep(0.05)
            under_way.clear()
            return Reply(status=200, content_type="text/html", body=b"")

    key = new_signing_key(bytes)
    asking = Asking(Narrow(), device=bytes(16), device_key=key, centre_key=key.public, random=bytes, step=no_step)
    assert refused_at_once(lambda: asking.ask("POST", FEED, b""), times=4) == [NotTheCentreError] * 4


def test_two_threads_exchange_one_after_the_other_over_one_connection(authority: Authority) -> None:
    def slowly(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        time.sleep(0.05)
        return echo(method, path, headers, body)

    with serving(authority.server("one"), slowly) as (url, seen):
        road = HttpsRoad(url, trust=authority.trust())
        assert refused_at_once(lambda: road.exchange("POST", "/v1/feed", {}, b"x"), times=4) == []
        road.close()
    assert (seen.connections, len(seen.headers)) == (1, 4)


def refused_at_once(work: Callable[[], object], *, times: int) -> list[type[Exception]]:
    """Do the same on several threads at once; return what it raised."""
    raised: list[type[Exception]] = []

    def note() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  compared by the test
            raised.append(type(error))

    threads = [threading.Thread(target=note) for _ in range(times)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return raised
