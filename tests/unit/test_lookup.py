"""One box over dossiers and residents: pages, order, filters, and each dossier's state on its way to the centre."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from desktop_app.services import casework, intake, lookup, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, to_ms
from desktop_app.services.lookup import DossierRow, Filters, Kind, LookupPage, Only, PersonRow
from desktop_app.storage.tables import OPERATION
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.codes import envelope_code
from sync.records.dossier import Dossier
from tests.unit.notebook_room import Hands
from tests.unit.service_room import BIRTH, MORNING_MS, draft, new_desk, packed, shelved

HOUR_MS = 3_600_000
OFFICIAL_CODE = "000.09.66.H26-251104-000123"


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=3, at_ms=MORNING_MS)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


def taken(desk: Desk, name: str, *, number: str = "", due_at_ms: int | None = None, cluster: str = "") -> Dossier:
    form = msgspec.structs.replace(
        draft(name, number=number), due_at_ms=due_at_ms, cluster=cluster or "Khu dân cư 1", phone=""
    )
    return intake.register(desk, form)


def names(page: LookupPage) -> list[str]:
    return [
        f"{row.dossier.person_name}" if isinstance(row, DossierRow) else f"* {row.person.name}" for row in page.rows
    ]


def codes(page: LookupPage) -> list[str]:
    return [row.dossier.provisional_code[-4:] for row in page.rows if isinstance(row, DossierRow)]


def test_dossiers_and_residents_come_together_exact_marks_first(desk: Desk) -> None:
    for name in ("Lê Thị Hóa", "Lê Thị Hòa", "Lê Thị Hoà"):
        taken(desk, name)
    assert names(lookup.find(desk, "hòa")) == [
        "Lê Thị Hòa", "* Lê Thị Hòa", "Lê Thị Hoà", "* Lê Thị Hoà", "Lê Thị Hóa", "* Lê Thị Hóa",
    ]  # fmt: skip


def test_marks_that_were_typed_and_differ_come_last_in_longer_names_too(desk: Desk) -> None:
    for name in ("Trần Thị Thanh Tú", "Trần Thị Thành Tư", "Trần Thị Thành Tú"):
        taken(desk, name)
    found = lookup.find(desk, "Trần Thị Thanh Tú", filters=Filters(kind=Kind.PEOPLE))
    assert names(found) == ["* Trần Thị Thanh Tú", "* Trần Thị Thành Tú", "* Trần Thị Thành Tư"]


def test_exact_marks_come_first_where_a_longer_name_has_more_hits_than_a_page(desk: Desk) -> None:
    for at in range(6):
        taken(desk, f"Nguyễn Thị Bình Lành {at}")
    taken(desk, "Trần Nguyễn Thị Binh")
    page = lookup.find(desk, "Nguyễn Thị Binh", filters=Filters(kind=Kind.PEOPLE), limit=4)
    assert names(page)[0] == "* Trần Nguyễn Thị Binh"
    assert page.rest is not None


def test_a_name_of_three_words_is_sought_in_names_before_procedures(desk: Desk) -> None:
    taken(desk, "Nguyễn Văn Đăng")
    taken(desk, "Nguyễn Văn Khác")  # "Đăng ký khai sinh" has the missing word
    assert names(lookup.find(desk, "nguyen van dang")) == ["Nguyễn Văn Đăng", "* Nguyễn Văn Đăng"]
    assert names(lookup.find(desk, "nguyen khac dang ky")) == ["Nguyễn Văn Khác"]


def test_each_kind_has_half_of_a_page_and_what_one_leaves_goes_to_the_other(desk: Desk) -> None:
    for at in range(8):
        taken(desk, f"Nguyễn Văn {at}", number="" if at else "001190990001")
    page = lookup.find(desk, "nguyen", limit=6)
    assert sum(isinstance(row, PersonRow) for row in page.rows) == 3
    page = lookup.find(desk, "van 5", limit=6)
    assert len(page.rows) == 2
    with desk.notebook.writing(desk.author) as work:
        for at in range(8):
            work.record(people.register(people.Person(id=desk.new_id(), name=f"Phùng Thị {at}")))
    taken(desk, "Phùng Văn Lẻ")
    page = lookup.find(desk, "phung", limit=6)
    assert [isinstance(row, PersonRow) for row in page.rows] == [False] + [True] * 5


def test_scrolling_on_reaches_everything_once(desk: Desk) -> None:
    wanted = {taken(desk, f"Nguyễn {word} {at}").id for at in range(9) for word in ("Hòa", "Hoà", "Hoa", "Hóa")}
    for query in ("hòa", "nguyen", "Nguyễn Hoa", "", "nguyen khai sinh"):
        seen: list[str] = []
        page = lookup.find(desk, query, limit=7)
        while True:
            seen += [f"{type(row).__name__} {lookup.id_of(row)}" for row in page.rows]
            if page.rest is None:
                break
            assert page.rows, f"a page of {query!r} is empty, and yet there is more"
            page = lookup.find(desk, query, after=page.rest, limit=7)
        assert len(seen) == len(set(seen)), query
        assert {each for each in seen if each.startswith("DossierRow")} == {f"DossierRow {each}" for each in wanted}


@pytest.mark.parametrize(
    "typed",
    [
        "TAM-09661-M07-251104-0002",
        "tam09661m072511040002",
        "TÂM–09661–M07–251104–0002",
        "251104-0002",
        "m07 251104 0002",
        "KQ-09661-M07-251104-0002-1",
        OFFICIAL_CODE,
        OFFICIAL_CODE.lower().replace(".", "").replace("-", ""),
        "251104-000123",
        "001190990002",
        "001 190 990 002",
        "Hòa 251104-0002",
        "hoa 0002",
    ],
)
def test_a_dossier_is_found_by_every_way_of_writing_its_code_or_number(desk: Desk, typed: str) -> None:
    taken(desk, "Nguyễn Thị Lan", number="001190990001")
    one = taken(desk, "Trần Thị Hòa", number="001190990002")
    taken(desk, "Nguyễn Thị Mai", number="001190990003")
    with desk.notebook.writing(desk.author) as work:
        work.record(dossiers.give_official_code(one, OFFICIAL_CODE))
    assert envelope_code(one.provisional_code) == "KQ-09661-M07-251104-0002-1"
    assert codes(lookup.find(desk, typed)) == ["0002"]


def test_the_last_four_digits_and_the_phone_find_people(desk: Desk) -> None:
    intake.register(desk, replace_phone(draft("Trần Thị Hòa", number="001190994321"), "+84 60 123 4567"))
    for typed in ("4321", "0601234567", "+84 601 234 567", "84601234567", "4567", "hòa 4321"):
        assert "* Trần Thị Hòa" in names(lookup.find(desk, typed)), typed


def replace_phone(form: intake.IntakeDraft, phone: str) -> intake.IntakeDraft:
    return msgspec.structs.replace(form, phone=phone)


def test_the_year_of_birth_tells_people_of_one_name_apart(desk: Desk) -> None:
    taken(desk, "Nguyễn Văn Hùng")
    older = msgspec.structs.replace(draft("Nguyễn Văn Hùng", number=""), birth="1955")
    intake.register(desk, older)
    assert [row.person.birth for row in lookup.find(desk, "hung 1955").rows if isinstance(row, PersonRow)] == ["1955"]


def test_raw_telex_is_taken_for_what_was_meant_where_nothing_else_is_found(desk: Desk) -> None:
    taken(desk, "Nguyễn Văn Đức")
    page = lookup.find(desk, "Nguyeenx DDuwcs")
    assert names(page) == ["Nguyễn Văn Đức", "* Nguyễn Văn Đức"]
    assert page.meant == "Nguyễn Đức"
    assert lookup.find(desk, "nguyen").meant == ""


def test_a_resident_is_shown_with_the_number_of_his_dossiers_and_leads_to_them(desk: Desk) -> None:
    first = taken(desk, "Trần Thị Hòa", number="001190990002")
    again = msgspec.structs.replace(draft("Trần Thị Hòa", number="001190990002"), person_id=first.person)
    second = intake.register(desk, again)
    row = next(row for row in lookup.find(desk, "hoa").rows if isinstance(row, PersonRow))
    assert row.dossiers == 2
    assert [each.dossier.id for each in lookup.dossiers_of(desk, row.person.id)] == [second.id, first.id]


def test_filters_narrow_by_what_the_dossiers_have_in_common(desk: Desk, hands: Hands) -> None:
    today_ms = to_ms(datetime(2025, 11, 4, 17, tzinfo=VIETNAM_TIME))
    taken(desk, "Nguyễn Quá Hạn", due_at_ms=MORNING_MS - HOUR_MS)
    taken(desk, "Nguyễn Hôm Nay", due_at_ms=today_ms, cluster="Khu dân cư 2")
    asked = taken(desk, "Nguyễn Chờ Giấy", due_at_ms=today_ms)
    casework.ask(desk, asked.id, papers=["Giấy chứng sinh"], reason="Còn thiếu")
    shelved(desk, "Nguyễn Trên Kệ")
    packed(desk, shelved(desk, "Nguyễn Đang Đi").id)

    def found(query: str = "", **filters: object) -> list[str]:
        return names(lookup.find(desk, query, filters=replace(Filters(), **filters)))  # type: ignore[arg-type]  # a table

    assert found(only=Only.OVERDUE) == found("nguyen", only=Only.OVERDUE) == ["Nguyễn Quá Hạn"]
    assert found(only=Only.DUE_TODAY) == ["Nguyễn Hôm Nay"]
    assert found(only=Only.WAITS_FOR_PAPER) == found("cho", only=Only.WAITS_FOR_PAPER) == ["Nguyễn Chờ Giấy"]
    assert found(only=Only.WAITS_FOR_PAPER, status="received") == []
    assert found(only=Only.ON_SHELF) == ["Nguyễn Trên Kệ"]
    assert found(only=Only.OUT) == ["Nguyễn Đang Đi"]
    assert found(status="solved") == ["Nguyễn Đang Đi", "Nguyễn Trên Kệ"]
    assert found(status="received", cluster="Khu dân cư 2") == ["Nguyễn Hôm Nay"]
    assert found("251104-0002", status="solved") == []
    assert found("251104-0002", cluster="Khu dân cư 2") == ["Nguyễn Hôm Nay"]
    assert found("nguyen", kind=Kind.PEOPLE, cluster="Khu dân cư 2") == ["* Nguyễn Hôm Nay"]
    assert len(found(only=Only.UNSENT)) == 5
    with desk.notebook.transaction(write=True) as connection:
        connection.execute(sa.update(OPERATION).where(OPERATION.c.seq > 2).values(state="applied"))
    assert found(only=Only.UNSENT) == found("qua", only=Only.UNSENT) == ["Nguyễn Quá Hạn"]
    assert lookup.clusters(desk) == ("Khu dân cư 1", "Khu dân cư 2")


def test_a_filter_scrolls_too(desk: Desk) -> None:
    for at in range(9):
        taken(desk, f"Nguyễn Văn {at}", due_at_ms=MORNING_MS - HOUR_MS - at)
    for query, first in (("", "Nguyễn Văn 8"), ("nguyen", "Nguyễn Văn 8")):
        page = lookup.find(desk, query, filters=Filters(only=Only.OVERDUE), limit=5)
        assert names(page)[0] == first
        assert page.rest is not None
        rest = lookup.find(desk, query, filters=Filters(only=Only.OVERDUE), after=page.rest, limit=5)
        assert rest.rest is None
        assert len({*names(page), *names(rest)}) == 9


def test_every_row_tells_how_far_it_has_come_to_the_centre(desk: Desk) -> None:
    one, other = taken(desk, "Nguyễn Một"), taken(desk, "Nguyễn Hai")
    with desk.notebook.transaction(write=True) as connection:
        connection.execute(
            sa.update(OPERATION).where(OPERATION.c.record == one.id.bytes).values(state="parked", reason="x")
        )
    states = {row.dossier.id: row.sync for row in lookup.find(desk, "").rows if isinstance(row, DossierRow)}
    assert states == {one.id: "parked", other.id: "waiting"}


def test_a_changed_state_is_found_under_the_new_one_alone(desk: Desk) -> None:
    one = taken(desk, "Nguyễn Một")
    results.record_result(desk, one.id, number="1/2025", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")
    assert names(lookup.find(desk, "một", filters=Filters(status="received"))) == []
    assert names(lookup.find(desk, "một", filters=Filters(status="solved"))) == ["Nguyễn Một"]


def test_the_procedure_is_not_forgotten(desk: Desk) -> None:
    assert intake.register(desk, draft("Nguyễn Một")).procedure == BIRTH
    assert names(lookup.find(desk, "khai sinh")) == ["Nguyễn Một"]
