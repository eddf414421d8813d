"""Work carried by hand between real notebooks and a real centre: nothing is lost, nothing counts twice (G22)."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from desktop_app.services import papers
from desktop_app.services.bundles import NoReplyError, docket_of
from desktop_app.services.paper_of import paper_of
from desktop_app.storage.engine import make_engine
from sync.central.app import open_centre, restore_centre
from sync.client.bundles import BundleUnknownError
from sync.protocol.answers import RequestProof, sign_request, write_proof
from sync.protocol.bundle import Magic, Question, inspect, records, write
from sync.protocol.errors import BundleBrokenError
from tests.central.central_room import TestClock, new_centre, seeded
from tests.unit.bundle_room import Room, cross, new_post, new_room
from tests.unit.notebook_room import RAW_KEY


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = new_room(tmp_path, posts=2)
    yield made
    made.close()


def test_a_laptop_that_never_had_a_network_is_known_and_its_work_applied(room: Room) -> None:
    post = room.posts[0]
    post.work(3)
    stick = room.stick("a")
    exported = post.export(stick)
    assert exported.path.name == "hpv-09661-M01-1.pha"
    assert post.states() == {"sending": 6}
    (taken,) = room.bring(stick)
    assert (taken.taken, taken.known, taken.refused, taken.problems) == (1, 0, "", {})
    came = post.take(stick)
    assert (came.received, came.applied, came.trouble, came.agreed) == (6, 6, "", True)
    assert post.states() == {"applied": 6}


def test_the_docket_names_the_file_as_sha256sum_does_and_is_printed_again(room: Room) -> None:
    room.posts[0].work(2)
    exported = room.posts[0].export(room.stick("a"))
    docket = exported.docket
    with exported.path.open("rb") as file:
        assert inspect(file, Magic.BUNDLE).hash.hex() == docket.hash
    assert (docket.number, docket.operations, docket.segments, docket.first, docket.last) == (1, 4, 1, 1, 1)
    assert docket_of(room.posts[0].desk, docket.id) == docket
    sheet = paper_of(room.posts[0].desk, papers.DOCKET, docket.id).sheets[0]
    assert (sheet["code"], sheet["is_sample"], sheet["operations"]) == (docket.hash, True, 4)


def test_work_of_others_comes_home_with_the_reply_page_after_page(room: Room) -> None:
    room.posts[0].work(500)
    room.there_and_back(0)
    stick = room.stick("far")
    room.posts[1].export(stick)
    (taken,) = room.bring(stick)
    assert taken.pages > 1
    assert room.posts[1].take(stick).agreed
    assert room.posts[1].codes() == {each.provisional_code for each in room.posts[0].said_saved}


def test_the_same_reply_again_changes_nothing(room: Room) -> None:
    post, stick = room.posts[0], room.stick("a")
    post.work(2)
    post.export(stick)
    room.bring(stick)
    assert post.take(stick).received == 4
    before = post.states(), post.cursor()
    again = post.take(stick)
    assert (again.received, again.applied, again.trouble) == (0, 0, "")
    assert (post.states(), post.cursor()) == before


def test_the_same_bundle_again_is_known_and_answered_again(room: Room) -> None:
    post, stick = room.posts[0], room.stick("a")
    post.work(2)
    post.export(stick)
    room.bring(stick)
    (taken,) = room.bring(stick)
    assert (taken.taken, taken.known, taken.problems) == (0, 1, {})
    assert post.take(stick).received == 4


def test_an_old_reply_after_newer_ones_is_no_news(room: Room) -> None:
    post, first = room.posts[0], room.stick("first")
    post.work()
    post.export(first)
    room.bring(first)
    post.work()
    room.posts[1].work()
    room.there_and_back(1)
    room.there_and_back(0)
    before = post.states(), post.cursor(), post.codes()
    assert post.take(first).received == 0
    assert (post.states(), post.cursor(), post.codes()) == before
    assert post.states() == {"applied": 4}


@pytest.mark.parametrize("seed", range(8))
def test_three_couriers_shuffled_and_doubled_and_a_network_now_and_then_lose_and_double_nothing(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    room = new_room(tmp_path, posts=3)
    sticks = [room.stick(f"courier-{at}") for at in range(3)]
    for _ in range(40):
        post, stick = rng.choice(room.posts), rng.choice(sticks)
        match rng.randrange(6):
            case 0 | 1:
                post.work(rng.randrange(1, 4))
            case 2:
                post.export(stick)
            case 3:
                room.bring(rng.choice([stick, room.copy_of(stick, f"copy-{rng.randrange(3)}")]))
            case 4 if list(stick.glob(f"*{post.desk.machine}*-tra-loi.pha")):
                post.take(stick)
            case 5 if rng.random() < 0.5:
                assert cross(room, room.posts.index(post)).trouble in ("", "disagree"), seed
    for _ in range(2):
        for at in range(3):
            room.there_and_back(at)
    saved = {each.provisional_code for post in room.posts for each in post.said_saved}
    for post in room.posts:
        assert set(post.states()) <= {"applied"}, seed
        assert post.codes() == saved, seed
        assert post.states().get("applied", 0) == 2 * len(post.said_saved)
    room.close()


def test_a_centre_restored_from_its_backup_names_the_gap_and_the_next_bundle_fills_it(room: Room) -> None:
    post, folder = room.posts[0], room.folder / "centre"
    post.work()
    room.there_and_back(0)
    backup = room.centre.back_up().path
    for _ in range(2):
        post.work()
        room.there_and_back(0)
    room.posts[1].work()
    room.there_and_back(1)
    room.centre.close()
    restore_centre(folder, backup, clock=TestClock(), random=seeded(4))
    room.centre = open_centre(folder, clock=TestClock(), random=seeded(5))
    (taken,) = room.bring(_exported(room, "asks"))
    assert (taken.missing, taken.problems) == (2, {"gap": 1})
    came = post.take(room.stick("asks"))
    assert came.trouble == "gap"
    (taken,) = room.bring(_exported(room, "fills"))
    assert (taken.taken, taken.problems) == (2, {})
    post.take(room.stick("fills"))
    assert post.codes() >= {each.provisional_code for each in post.said_saved}
    assert set(post.states()) <= {"applied", "durable"}
    assert room.centre.status().records["dossier"] == 3


def test_a_laptop_put_back_from_an_image_hears_no_verdict_on_what_it_wrote_since(room: Room) -> None:
    post = room.posts[0]
    post.work()
    room.there_and_back(0)
    kept = room.folder / "image"
    post.desk.notebook.close()
    shutil.copytree(room.folder / "M01", kept)
    post.work(3)
    room.there_and_back(0)
    post.desk.notebook.close()
    engine = make_engine(kept / "notebook.db", lambda: RAW_KEY)
    post.desk.notebook.engine = engine
    post.work()
    (taken,) = room.bring(_exported(room, "put back"))
    assert taken.problems == {"fork": 1}
    cursor = post.cursor()
    assert post.take(room.stick("put back")).trouble == "fork"
    assert (post.cursor(), post.states()) == (cursor, {"applied": 2, "sending": 2})
    cross(room, 0)
    assert cross(room, 0).agreed
    assert room.centre.status().records["dossier"] == 5


def test_what_a_put_back_laptop_saves_while_its_stick_is_away_is_judged_by_nobody(room: Room) -> None:
    post = room.posts[0]
    post.work()
    room.there_and_back(0)
    kept = room.folder / "image"
    post.desk.notebook.close()
    shutil.copytree(room.folder / "M01", kept)
    post.work(3)
    room.there_and_back(0)
    post.desk.notebook.close()
    post.desk.notebook.engine = make_engine(kept / "notebook.db", lambda: RAW_KEY)
    stick = _exported(room, "away")
    room.bring(stick)
    post.work()
    post.take(stick)
    assert post.states() == {"applied": 2, "waiting": 2}
    cross(room, 0)
    assert cross(room, 0).agreed
    assert room.centre.status().records["dossier"] == 5


def _exported(room: Room, name: str) -> Path:
    stick = room.stick(name)
    room.posts[0].export(stick)
    return stick


def test_a_number_is_never_used_twice_and_no_file_is_written_over(room: Room) -> None:
    stick = room.stick("a")
    strange = stick / "hpv-09661-M01-2.pha"
    strange.write_bytes(b"from before this notebook was restored")
    names = [room.posts[0].export(stick).path.name for _ in range(3)]
    assert names == ["hpv-09661-M01-1.pha", "hpv-09661-M01-3.pha", "hpv-09661-M01-4.pha"]
    assert strange.read_bytes() == b"from before this notebook was restored"


def test_a_bundle_cut_anywhere_is_refused_whole_and_the_whole_one_is_taken_after(room: Room) -> None:
    room.posts[0].work()
    whole = room.posts[0].export(room.stick("a")).path
    raw, cut = whole.read_bytes(), room.stick("cut") / whole.name
    for size in range(0, len(raw), 97):
        cut.write_bytes(raw[:size])
        (taken,) = room.bring(cut.parent)
        assert (taken.refused, taken.taken) == ("BundleBrokenError", 0), size
    assert list(cut.parent.glob("*-tra-loi.pha")) == []
    assert room.centre.status().segments == {}
    assert room.bring(whole.parent)[0].taken == 1


def test_a_bundle_changed_in_any_byte_is_refused_whole(room: Room) -> None:
    room.posts[0].work()
    whole = room.posts[0].export(room.stick("a")).path
    raw, bad = whole.read_bytes(), room.stick("bad") / whole.name
    for at in range(0, len(raw), 41):
        bad.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        (taken,) = room.bring(bad.parent)
        assert taken.refused, at
    assert room.centre.status().segments == {}


def test_a_reply_cut_or_changed_anywhere_changes_nothing(room: Room) -> None:
    post, stick = room.posts[0], room.stick("a")
    post.work()
    post.export(stick)
    room.bring(stick)
    reply = next(stick.glob("*-tra-loi.pha"))
    raw = reply.read_bytes()
    before = post.states()
    for size in range(0, len(raw), 97):
        for bad in (raw[:size], raw[:size] + bytes([raw[size] ^ 8]) + raw[size + 1 :]):
            reply.write_bytes(bad)
            with pytest.raises((BundleBrokenError, BundleUnknownError)):
                post.take(reply)
    assert post.states() == before
    reply.write_bytes(raw)
    assert post.take(reply).received == 2


def test_swapped_sticks_give_nobody_the_answers_of_another(room: Room) -> None:
    for post in room.posts:
        post.work()
        post.export(room.stick(post.desk.machine))
    for post in room.posts:
        room.bring(room.stick(post.desk.machine))
    with pytest.raises(NoReplyError):
        room.posts[0].take(room.stick("M02"))
    other = next(room.stick("M02").glob("*-tra-loi.pha"))
    with pytest.raises(BundleUnknownError):
        room.posts[0].take(other)
    assert room.posts[0].states() == {"sending": 2}


def test_a_bundle_under_another_laptops_name_is_still_its_own(room: Room) -> None:
    room.posts[0].work()
    stick = room.stick("a")
    path = room.posts[0].export(stick).path
    path.rename(stick / "hpv-09661-M02-9.pha")
    (taken,) = room.bring(stick)
    assert (taken.device, taken.number, taken.taken) == (room.posts[0].desk.notebook.origin.device.bytes, 1, 1)


def test_another_centre_takes_nothing_and_its_reply_counts_for_nothing(room: Room, tmp_path: Path) -> None:
    post, stick = room.posts[0], room.stick("a")
    other = Room(tmp_path, new_centre(tmp_path / "other", seed=9), [])
    post.work()
    post.export(stick)
    (taken,) = other.bring(stick)
    assert (taken.taken, taken.problems["token_refused"], taken.problems["unknown_device"]) == (0, 1, 3)
    with pytest.raises(BundleBrokenError):
        post.take(stick)
    other.close()


def _forged(room: Room, path: Path, *more: Question, signer: int = 0, **changes: Any) -> None:
    """Write a bundle again with other fields or requests, signed by its own laptop or another one."""
    key = room.posts[signer].pier.keys().device_signing
    with path.open("rb") as file:
        inspected = inspect(file, Magic.BUNDLE)
        questions = [*records(file, inspected, Question), *more]
    header = structs.replace(inspected.header, count=len(questions), **changes)
    path.write_bytes(b"".join(write(Magic.BUNDLE, header, questions, key)))


def test_a_bundle_of_another_commune_is_refused_whole(room: Room) -> None:
    room.there_and_back(0)
    room.posts[0].work()
    path = room.posts[0].export(room.stick("a")).path
    _forged(room, path, commune="09662")
    (taken,) = room.bring(path.parent)
    assert (taken.refused, taken.taken) == ("wrong_commune", 0)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_bundle_that_another_laptop_signed_is_refused_whole(room: Room, is_known: bool) -> None:
    if is_known:
        room.there_and_back(0)
    room.posts[0].work()
    path = room.posts[0].export(room.stick("a")).path
    _forged(room, path, signer=1)
    (taken,) = room.bring(path.parent)
    assert (taken.refused, taken.taken) == ("BundleBrokenError", 0)


def test_a_hello_does_not_travel_on_a_stick_for_its_token_would_be_old(room: Room) -> None:
    room.there_and_back(0)
    path = room.posts[0].export(room.stick("a")).path
    key, nonce = room.posts[0].pier.keys().device_signing, bytes(16)
    device = room.posts[0].desk.notebook.origin.device.bytes
    proof = RequestProof(device=device, nonce=nonce, signature=sign_request("POST", "/v1/hello", nonce, b"", key))
    _forged(room, path, Question("POST", "/v1/hello", write_proof(proof), b""))
    (taken,) = room.bring(path.parent)
    assert taken.problems == {"not_found": 1}


def test_the_feed_is_told_once_on_a_stick_however_often_it_is_asked_for(room: Room) -> None:
    room.posts[0].work()
    path = room.posts[0].export(room.stick("a")).path
    with path.open("rb") as file:
        *_, feed = records(file, inspect(file, Magic.BUNDLE), Question)
    _forged(room, path, *[feed] * 5)
    (taken,) = room.bring(path.parent)
    assert (taken.pages, taken.problems) == (1, {"not_found": 5})


def test_sample_data_and_real_data_never_mix_on_a_stick(room: Room, tmp_path: Path) -> None:
    real = new_room(tmp_path / "real-world", is_sample=False)
    for giver, taker, reason in ((room, real, "sample_into_real"), (real, room, "real_into_sample")):
        giver.posts[0].work()
        stick = giver.stick("wrong")
        giver.posts[0].export(stick)
        (taken,) = taker.bring(stick)
        assert (taken.refused, taken.taken) == (reason, 0)
        assert list(stick.glob("*-tra-loi.pha")) == []
    real.close()


def test_only_files_that_are_called_like_bundles_are_looked_at(room: Room) -> None:
    stick = room.stick("a")
    room.posts[0].export(stick)
    (stick / "autorun.inf").write_bytes(b"x")
    (stick / "hpv-09661-M01-77.pha").symlink_to("/etc/passwd")
    (stick / "hpv-09661-M01-78.pha").mkdir()
    assert [each.name for each in room.bring(stick)] == ["hpv-09661-M01-1.pha"]


def test_a_third_laptop_that_joins_late_learns_everything_from_one_stick(room: Room, tmp_path: Path) -> None:
    for at in (0, 1):
        room.posts[at].work(2)
        room.there_and_back(at)
    room.posts.append(new_post(room.centre, tmp_path / "M03", "M03", seed=3))
    assert room.there_and_back(2).agreed
    assert len(room.posts[2].codes()) == 4
