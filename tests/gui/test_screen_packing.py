"""Packing a run, over a real notebook: scanned or ticked, promised, counted by hand, taken over."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.places import Place
from desktop_app.screens.shelf.view import ShelfScreen
from desktop_app.services import evening, results
from desktop_app.services.papers import envelope_of
from sync.records.dossier import Dossier
from tests.gui.desk_room import (
    BIRTH,
    CERTIFIED_COPY,
    STROKES,
    Room,
    click,
    desk_room,
    owner,
    part,
    press,
    show,
    taken_in,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Iterator[Room]:
    with desk_room(tmp_path) as made:
        yield made


def ready(room: Room, name: str, *, procedure: str = CERTIFIED_COPY, cluster: str = "Khu dân cư 1") -> Dossier:
    taken = taken_in(room.desk, name, procedure=procedure, cluster=cluster)
    results.record_result(room.desk, taken.id, number="7", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    return results.shelve(room.desk, taken.id, shelf="A1")


def wedding(room: Room, name: str) -> Dossier:
    procedures = room.desk.catalogue.procedures
    return ready(room, name, procedure=next(e.code for e in procedures if e.result == "marriage_certificate"))


def packing(qtbot: QtBot, room: Room, *, is_all: bool = False) -> ShelfScreen:
    screen = ShelfScreen(room.desk, room.write, room.read)
    qtbot.addWidget(screen)
    screen.resize(968, 642)
    show(qtbot, screen)
    screen.shown()
    qtbot.waitUntil(lambda: room.is_idle() and text(screen, "ticked_count") != "")
    if is_all:
        click(screen, "tick_all")
    click(screen, "plan_run")
    return screen


def text(screen: ShelfScreen, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text()


def packed(screen: ShelfScreen) -> list[str]:
    rows = screen.packing.table.rows()
    return [row.cells[1].partition("\n")[0] for row in rows if row.cells[0] == "Đã xếp"]


def scan(qtbot: QtBot, room: Room, screen: ShelfScreen, code: str) -> None:
    type_into(screen, "pack_scan", code)
    press(part(screen, "pack_scan"), Qt.Key.Key_Return)
    qtbot.waitUntil(room.is_idle)


def take_over(screen: ShelfScreen, counted: str) -> None:
    type_into(screen, "pack_counted", counted)
    press(part(screen, "pack_counted"), Qt.Key.Key_Return)


def test_scanned_envelopes_are_packed_counted_and_go_out(qtbot: QtBot, room: Room) -> None:
    first, second, _left = (ready(room, name) for name in ("Nguyễn Một", "Trần Hai", "Lê Ba"))
    screen = packing(qtbot, room)
    assert part(screen, "pack_scan").hasFocus()
    for each in (second, first):
        scan(qtbot, room, screen, envelope_of(each))
    assert packed(screen) == ["Nguyễn Một", "Trần Hai"]
    assert text(screen, "packed_count") == "Đã xếp 2 phong bì."
    with qtbot.waitSignals([screen.wrote, screen.go]):
        take_over(screen, "2")
    run = evening.open_runs(room.desk)[0]
    assert [each.person_name for each in evening.sheet(room.desk, run.id).dossiers] == ["Nguyễn Một", "Trần Hai"]
    assert run.cluster == "Khu dân cư 1"
    assert [each.person_name for each in results.shelf(room.desk)] == ["Lê Ba"]


def test_the_new_run_is_where_the_screen_goes(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room, is_all=True)
    with qtbot.waitSignal(screen.go) as went:
        take_over(screen, "1")
    assert went.args == [Place.EVENING, evening.open_runs(room.desk)[0].id.hex]


@pytest.mark.parametrize("counted", ["", "1", "3", "hai"])
def test_a_count_that_does_not_match_opens_no_run(qtbot: QtBot, room: Room, counted: str) -> None:
    ready(room, "Nguyễn Một")
    ready(room, "Trần Hai")
    screen = packing(qtbot, room, is_all=True)
    take_over(screen, counted)
    qtbot.waitUntil(lambda: "Xin đếm lại từng phong bì." in text(screen, "pack_error"))
    assert evening.open_runs(room.desk) == ()
    qtbot.waitUntil(part(screen, "take_over").isEnabled)


def test_nothing_packed_is_a_sentence_and_no_run(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room)
    take_over(screen, "0")
    qtbot.waitUntil(lambda: text(screen, "pack_error") == "Xin chọn ít nhất một kết quả cho chuyến.")
    assert evening.open_runs(room.desk) == ()


def test_a_code_that_cannot_be_packed_gets_its_sentence(qtbot: QtBot, room: Room) -> None:
    here = ready(room, "Nguyễn Một")
    elsewhere = ready(room, "Trần Hai", cluster="Khu dân cư 2")
    unsolved = taken_in(room.desk, "Lê Ba")
    screen = packing(qtbot, room)
    screen.packing.presenter.choose_cluster("Khu dân cư 1")
    for code, said in (
        ("khong phai ma", "Không đọc được mã phong bì."),
        ("KQ-09661-M07-251104-0099-1", "không có phong bì KQ-09661-M07-251104-0099-1"),
        (envelope_of(elsewhere), "thuộc Khu dân cư 2"),
        (envelope_of(unsolved), "không ở trạng thái chờ trả"),
    ):
        scan(qtbot, room, screen, code)
        assert said in text(screen, "pack_error")
    scan(qtbot, room, screen, envelope_of(here))
    assert text(screen, "pack_error") == ""
    scan(qtbot, room, screen, envelope_of(here))
    qtbot.waitUntil(lambda: "đã xếp vào chuyến này rồi" in text(screen, "pack_error"))
    assert packed(screen) == ["Nguyễn Một"]


def test_a_marriage_certificate_is_refused_with_the_catalogues_sentence(qtbot: QtBot, room: Room) -> None:
    married = wedding(room, "Hà Thị Mẫu")
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room)
    scan(qtbot, room, screen, envelope_of(married))
    assert "Hai bên phải có mặt ký sổ" in text(screen, "pack_error")
    click(screen, "pack_all")
    assert packed(screen) == ["Nguyễn Một"]
    assert part(screen, "promise_both_present").isVisible()


def test_both_promises_together_let_it_travel_and_are_written_down(qtbot: QtBot, room: Room) -> None:
    married = wedding(room, "Hà Thị Mẫu")
    screen = packing(qtbot, room, is_all=True)
    click(screen, "promise_register_carried")
    assert packed(screen) == []
    click(screen, "promise_both_present")
    assert packed(screen) == ["Hà Thị Mẫu"]
    with qtbot.waitSignal(screen.go):
        take_over(screen, "1")
    run = evening.open_runs(room.desk)[0]
    assert run.promised == {married.id.hex: ["both_present", "register_carried"]}


def test_a_promise_taken_back_takes_its_envelopes_out(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một")
    ready(room, "Trần Sinh", procedure=BIRTH)
    screen = packing(qtbot, room, is_all=True)
    assert packed(screen) == ["Nguyễn Một"]
    click(screen, "promise_register_carried")
    assert sorted(packed(screen)) == ["Nguyễn Một", "Trần Sinh"]
    click(screen, "promise_register_carried")
    assert packed(screen) == ["Nguyễn Một"]
    assert "Phải mang theo sổ hộ tịch" in text(screen, "pack_error")


def test_space_packs_and_puts_back(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room)
    table = screen.packing.table
    table.setFocus()
    press(table, Qt.Key.Key_Space)
    assert packed(screen) == ["Nguyễn Một"]
    press(table, Qt.Key.Key_Space)
    assert packed(screen) == []


def test_what_somebody_took_meanwhile_is_named_and_unpacked(qtbot: QtBot, room: Room) -> None:
    gone = ready(room, "Nguyễn Một")
    ready(room, "Trần Hai")
    screen = packing(qtbot, room, is_all=True)
    results.hand_over_at_counter(room.desk, gone.id, replace(owner(gone)), STROKES)
    take_over(screen, "2")
    qtbot.waitUntil(lambda: packed(screen) == ["Trần Hai"])
    assert text(screen, "pack_error") == f"Kết quả của hồ sơ {gone.provisional_code} không có trên kệ."
    assert evening.open_runs(room.desk) == ()


def test_a_run_through_two_clusters_names_both(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một", cluster="Khu dân cư 2")
    ready(room, "Trần Hai", cluster="Khu dân cư 1")
    screen = packing(qtbot, room, is_all=True)
    with qtbot.waitSignal(screen.go):
        take_over(screen, "2")
    assert evening.open_runs(room.desk)[0].cluster == "Khu dân cư 1, Khu dân cư 2"


def test_escape_goes_back_to_the_shelf_without_a_run(qtbot: QtBot, room: Room) -> None:
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room, is_all=True)
    press(part(screen, "pack_scan"), Qt.Key.Key_Escape)
    qtbot.waitUntil(part(screen, "plan_run").isVisible)
    assert evening.open_runs(room.desk) == ()


def test_the_packing_fits_the_small_screen(qtbot: QtBot, room: Room) -> None:
    wedding(room, "NGUYỄN PHƯỚC THỊ HỒNG NGỌC ÁNH DƯƠNG MẪU")
    screen = packing(qtbot, room, is_all=True)
    assert screen.minimumSizeHint().width() <= 968
    assert screen.minimumSizeHint().height() <= 642


@pytest.mark.parametrize(("is_all", "goes_to"), [(False, "pack_scan"), (True, "pack_counted")])
def test_after_a_refusal_the_cursor_is_where_it_is_mended_not_on_the_way_out(
    qtbot: QtBot, room: Room, is_all: bool, goes_to: str
) -> None:
    ready(room, "Nguyễn Một")
    screen = packing(qtbot, room, is_all=is_all)
    part(screen, "take_over").setFocus()
    press(part(screen, "take_over"), Qt.Key.Key_Space)
    qtbot.waitUntil(part(screen, "pack_error").isVisible)
    qtbot.waitUntil(part(screen, goes_to).hasFocus)
