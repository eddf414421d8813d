"""Files of a dossier: attached with the act or not at all, kept once, opened only as what they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.services import files, intake
from desktop_app.services.desk import Desk
from desktop_app.storage.files import FileShelf
from sync.protocol.errors import SealBrokenError
from sync.protocol.limits import FILE_MAX_BYTES
from sync.records.dossier import Dossier
from sync.records.errors import RefusedError
from tests.unit.notebook_room import Hands
from tests.unit.service_room import draft, new_desk

PDF = b"%PDF-1.7 " + bytes(range(256)) * 400
SMALL = b"\xff\xd8\xff small"


def desk_elsewhere(folder: Path) -> Desk:
    (folder / "there").mkdir()
    return new_desk(folder / "there", Hands(seed=4))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path, Hands(seed=3))


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    return intake.register(desk, draft())


def test_an_attached_file_is_here_at_once_and_opens_to_what_it_was(desk: Desk, dossier: Dossier) -> None:
    made = files.attach(desk, dossier.id, PDF, name="Đơn đề nghị.pdf", thumbnail=SMALL)
    row = files.files_of(desk, dossier.id)[0]
    assert (row.attachment, row.state, row.have) == (made, "local", made.size)
    assert made.mime == "application/pdf"
    assert files.open_attachment(desk, dossier.id, made) == PDF
    assert files.thumbnail_of(desk, made) == SMALL


def test_nothing_of_it_lies_in_clear(desk: Desk, dossier: Dossier, tmp_path: Path) -> None:
    files.attach(desk, dossier.id, PDF, name="Đơn.pdf")
    desk.notebook.close()
    assert all(PDF[:40] not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_same_content_is_kept_once_and_stands_on_each_dossier(desk: Desk, dossier: Dossier, tmp_path: Path) -> None:
    other = intake.register(desk, draft("Trần Thử", number="001190990002"))
    first = files.attach(desk, dossier.id, PDF, name="a.pdf")
    second = files.attach(desk, other.id, PDF, name="b.pdf")
    assert (first.hash, first.key) == (second.hash, second.key)
    assert len(FileShelf(desk.notebook, tmp_path).to_send(small_only=False)) == 1
    with pytest.raises(RefusedError, match="file_there"):
        files.attach(desk, dossier.id, PDF, name="again.pdf")


@pytest.mark.parametrize(
    ("content", "name", "cause"),
    [
        (b"", "a.pdf", "file_empty"),
        (b"MZ\x90 a program", "a.pdf", "file_kind"),
        (b"<svg onload=alert(1)>", "a.png", "file_kind"),
        (PDF, " ", "too_long"),
        (PDF, "a" * 201, "too_long"),
        (b"%PDF-" + bytes(FILE_MAX_BYTES), "a.pdf", "file_too_large"),
    ],
)
def test_what_cannot_be_attached_is_refused_and_nothing_is_kept(
    desk: Desk, dossier: Dossier, tmp_path: Path, content: bytes, name: str, cause: str
) -> None:
    with pytest.raises(RefusedError, match=cause):
        files.attach(desk, dossier.id, content, name=name)
    assert files.files_of(desk, dossier.id) == ()
    assert FileShelf(desk.notebook, tmp_path).to_send(small_only=False) == []


def test_a_dossier_holds_only_so_many_files(desk: Desk, dossier: Dossier) -> None:
    for number in range(60):
        files.attach(desk, dossier.id, PDF[:50] + bytes([number]), name=f"{number}.pdf")
    with pytest.raises(RefusedError, match="too_many_files"):
        files.attach(desk, dossier.id, PDF, name="one more.pdf")


def test_small_pictures_go_before_all_and_alone_where_bytes_cost_money(
    desk: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    made = files.attach(desk, dossier.id, PDF, name="a.pdf", thumbnail=SMALL)
    shelf = FileShelf(desk.notebook, tmp_path)
    assert [each.hash.hex() for each in shelf.to_send(small_only=False)] == [made.thumbnail, made.hash]
    assert [each.hash.hex() for each in shelf.to_send(small_only=True)] == [made.thumbnail]


def test_any_piece_of_a_file_is_read_from_any_byte(desk: Desk, dossier: Dossier, tmp_path: Path) -> None:
    content = b"%PDF-" + desk.random(700_000)
    made = files.attach(desk, dossier.id, content, name="a.pdf")
    shelf, name = FileShelf(desk.notebook, tmp_path), bytes.fromhex(made.hash)
    whole = b"".join(shelf.read(name, at, 99_991) for at in range(0, made.size, 99_991))
    assert len(whole) == made.size
    assert shelf.read(name, 262_143, 2) == whole[262_143:262_145]
    assert shelf.read(name, made.size, 10) == b""


def test_a_file_of_elsewhere_is_sent_for_and_a_wrong_one_is_let_go(
    desk: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    there = desk_elsewhere(tmp_path)
    made = files.attach(there, intake.register(there, draft()).id, PDF, name="a.pdf")
    name = bytes.fromhex(made.hash)
    sealed = FileShelf(there.notebook, tmp_path).read(name, 0, made.size)
    shelf = FileShelf(desk.notebook, tmp_path)
    assert files.open_attachment(desk, dossier.id, made) is None
    assert [(each.hash, each.have) for each in shelf.to_fetch(small_only=False)] == [(name, 0)]
    shelf.take(name, 0, sealed[:1000])
    shelf.take(name, 1000, bytes(len(sealed) - 1000))
    assert not shelf.finish(name)
    assert shelf.to_fetch(small_only=False)[0].have == 0
    shelf.take(name, 0, sealed)
    assert shelf.finish(name)
    assert files.open_attachment(desk, dossier.id, made) == PDF
    assert shelf.to_fetch(small_only=False) == []


def test_fetched_files_make_room_for_the_latest(desk: Desk, dossier: Dossier, tmp_path: Path) -> None:
    there = desk_elsewhere(tmp_path)
    theirs = intake.register(there, draft())
    shelf = FileShelf(desk.notebook, tmp_path, fetched_max_bytes=150_000)
    made = [files.attach(there, theirs.id, PDF + bytes([number]), name=f"{number}.pdf") for number in range(3)]
    for each in made:
        name = bytes.fromhex(each.hash)
        assert files.open_attachment(desk, dossier.id, each) is None
        shelf.take(name, 0, FileShelf(there.notebook, tmp_path).read(name, 0, each.size))
        assert shelf.finish(name)
    assert [files.open_attachment(desk, dossier.id, each) is None for each in made] == [True, True, False]


def test_a_file_that_the_centre_does_not_take_stays_with_the_reason(
    desk: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    made = files.attach(desk, dossier.id, PDF, name="a.pdf")
    shelf = FileShelf(desk.notebook, tmp_path)
    shelf.keep_back(bytes.fromhex(made.hash), "quota")
    assert shelf.to_send(small_only=False) == []
    assert files.files_of(desk, dossier.id)[0].reason == "quota"
    assert files.open_attachment(desk, dossier.id, made) == PDF


def test_a_file_that_is_not_what_the_record_says_is_not_shown(desk: Desk, dossier: Dossier) -> None:
    made = files.attach(desk, dossier.id, PDF, name="a.pdf")
    with pytest.raises(SealBrokenError):
        files.open_attachment(desk, dossier.id, replace(made, key="00" * 32))
