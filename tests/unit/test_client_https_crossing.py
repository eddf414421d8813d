"""Whole crossings over real HTTPS: one connection carries all; a changed key is told to everybody and stops nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.services.ferry import NotingFerry
from desktop_app.storage.pier import Pier
from desktop_app.storage.pins import note_pin
from desktop_app.storage.tables import META
from sync.central.answering import Centre, Reply
from sync.central.tables import NOTICE
from sync.client.engine import Engine
from sync.client.transport import HttpsRoad
from tests.unit.bundle_room import Post, Room, new_room
from tests.unit.tls_room import Answer, Authority, new_authority, serving


class Watch:
    """A clock that the ferry tells."""

    def now_ms(self) -> int:
        return 1_762_500_000_000

    def elapsed_ms(self) -> int:
        return 0

    def note_centre_seen(self) -> None:
        """Nothing hangs on it here."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = new_room(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


def speaking(centre: Centre) -> Answer:
    """Return the centre as a server's answer."""

    def answer(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        upload = centre.begin_upload(method, path, headers)
        if upload is None:
            reply = centre.answer(method, path, headers, body)
        elif isinstance(upload, Reply):
            reply = upload
        else:
            reply = upload.take(body) or upload.finish()
        return reply.status, reply.content_type, reply.body

    return answer


def ferry_of(post: Post, url: str, authority: Authority) -> tuple[NotingFerry, HttpsRoad]:
    pier, road = Pier(post.desk.notebook), HttpsRoad(url, trust=authority.trust())
    engine = Engine(pier, road, pier.keys(), post.hands, post.hands.random, app_version="0.1.0")
    notebook = post.desk.notebook
    return NotingFerry(
        engine, Watch(), lambda: road.pin, lambda seen: note_pin(notebook, seen), lambda: True, lambda: 0
    ), road


def pins(post: Post) -> tuple[str, str]:
    with post.desk.notebook.engine.connect() as connection:
        row = connection.execute(sa.select(META.c.tls_pin, META.c.tls_pin_seen)).one()
    return row.tls_pin, row.tls_pin_seen


def notices(centre: Centre) -> list[str]:
    with centre.engine.connect() as connection:
        return list(connection.execute(sa.select(NOTICE.c.code).order_by(NOTICE.c.id)).scalars())


def test_a_whole_crossing_takes_one_connection(room: Room, authority: Authority) -> None:
    room.posts[0].work(200)
    with serving(authority.server("one"), speaking(room.centre)) as (url, seen):
        ferry, road = ferry_of(room.posts[0], url, authority)
        first, second = ferry.sync(), ferry.sync()
        road.close()
    assert (first.trouble, first.agreed, first.sent, second.trouble) == ("", True, 400, "")
    assert len(seen.headers) > 4
    assert seen.connections == 1


def test_a_changed_key_warns_is_reported_to_the_centre_and_blocks_nothing(room: Room, authority: Authority) -> None:
    post = room.posts[0]
    contexts = {name: authority.server(name) for name in ("known", "new")}
    with serving(contexts["known"], speaking(room.centre)) as (url, _):
        ferry, road = ferry_of(post, url, authority)
        assert ferry.sync().warnings == ()
        known = road.pin
        road.close()
    assert pins(post) == (known, "")
    with serving(contexts["new"], speaking(room.centre)) as (url, _):
        ferry, road = ferry_of(post, url, authority)
        post.work()
        met = ferry.sync()
        assert (met.warnings, met.trouble, met.applied) == (("pin_changed",), "", 2)
        assert pins(post) == (known, road.pin)
        assert notices(room.centre) == []
        assert ferry.sync().warnings == ("pin_changed",)
        assert notices(room.centre) == ["pin_changed"]
        assert pins(post) == (road.pin, "")
        assert ferry.sync().warnings == ()
        assert notices(room.centre) == ["pin_changed"]
        road.close()


def test_a_key_is_noted_only_under_an_answer_that_the_centre_has_proven(room: Room, authority: Authority) -> None:
    with serving(authority.server("page"), lambda *_asked: (200, "text/html", b"<html>")) as (url, _):
        ferry, road = ferry_of(room.posts[0], url, authority)
        report = ferry.sync()
        assert (report.trouble, report.reason, report.warnings) == ("not_the_centre", "portal", ())
        assert road.pin
        road.close()
    assert pins(room.posts[0]) == ("", "")


@pytest.mark.parametrize(("status", "content_type"), [(302, "text/plain"), (511, "text/plain"), (200, "text/html")])
def test_every_shape_of_a_sign_in_page_is_called_one(
    room: Room, authority: Authority, status: int, content_type: str
) -> None:
    with serving(authority.server("portal"), lambda *_asked: (status, content_type, b"sign in")) as (url, _):
        ferry, road = ferry_of(room.posts[0], url, authority)
        assert ferry.sync().reason == "portal"
        road.close()
