"""A commune's residents from lists as communes have them: looked over, taken once, or told why not."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app import wording
from desktop_app.screens.people_import.words import FINDINGS, reasons
from desktop_app.services import csv_list, importing
from desktop_app.services.csv_list import CsvList, heading_key, plain_cell, write_list
from desktop_app.services.csv_text import MAX_FILE_BYTES, ListFileError, decode_list
from desktop_app.services.desk import VIETNAM_TIME, Desk
from desktop_app.services.first_day import SamplePeopleAtRealDeskError, add_sample_people, read_officials
from desktop_app.services.importing import (
    DryRun,
    RealListAtSampleDeskError,
    SampleListAtRealDeskError,
    batches,
    dry_run,
    import_residents,
    left_out,
    sample_list,
)
from desktop_app.services.intake import find_people
from desktop_app.services.residents_list import Judged, Verdict, read_residents
from desktop_app.services.sample_desk import PlayedClock, play_weeks
from sync.records.person import Person
from sync.records.rules import PERSON
from sync.records.sample_commune import MINHCHAU, sample_commune
from tests.unit.notebook_room import Hands
from tests.unit.service_room import MORNING_MS, new_desk
from tests.unit.test_sample_commune import TODAY

# Made-up people; their numbers would be sample ones, were their phones not of another range.
HEADING = "Họ và tên,Ngày sinh,Giới tính,Số định danh cá nhân,CMND,Điện thoại,Địa chỉ,Khu dân cư,Ghi chú"
HOA = "Nguyễn Thị Hoa,01/02/1990,Nữ,001190990001,,0240000001,Xóm 2,Khu dân cư 1,"
DUC = "Đặng Văn Đức,1954,Nam,001054990002,990123456,,Xóm 3,Khu dân cư 2,khó đi lại"


@pytest.fixture
def hands() -> Hands:
    return Hands(seed=3, at_ms=MORNING_MS)


@pytest.fixture
def sample_desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = new_desk(tmp_path, hands)
    yield made
    made.notebook.close()


@pytest.fixture
def desk(sample_desk: Desk) -> Desk:
    """Return the desk of a real commune."""
    return replace(sample_desk, is_sample=False)


def table(*rows: str, heading: str = HEADING) -> bytes:
    return "\r\n".join([heading, *rows]).encode()


def people(desk: Desk) -> list[Person]:
    with desk.notebook.reading() as reader:
        return [Person.of(record) for record in reader.each_of_type(PERSON)]


def counts(run: DryRun) -> tuple[int, int, int, int]:
    return run.fine, run.doubtful, run.refused, run.known


def causes(run: DryRun) -> list[tuple[int, str, int]]:
    return [(each.row.number, found.cause, found.about) for each in run.notable for found in each.findings]


def judged_alone(desk: Desk, row: str, *, heading: str = HEADING) -> tuple[str, list[str]]:
    run = dry_run(desk, table(row, heading=heading))
    verdict = "fine" if run.fine else "known" if run.known else str(run.notable[0].verdict)
    return verdict, [cause for _, cause, _ in causes(run)]


def in_1258(text: str) -> bytes:
    """Write text as Windows-1258 has it: letters with their hats, the tone behind them."""
    out = bytearray()
    for sign in unicodedata.normalize("NFC", text):
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            bare = unicodedata.normalize("NFD", sign)
            tone = next(mark for mark in bare if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", bare.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


# ---- from the file into the notebook


def test_a_list_goes_in_with_every_column(desk: Desk) -> None:
    run = dry_run(desk, table(HOA, DUC))
    assert (counts(run), run.rows) == ((2, 0, 0, 0), 2)
    assert people(desk) == []
    assert import_residents(desk, run).added == 2
    hoa, duc = people(desk)
    assert (hoa.name, hoa.birth, hoa.sex, hoa.personal_number) == (
        "Nguyễn Thị Hoa", "01/02/1990", "female", "001190990001"
    )  # fmt: skip
    assert (duc.birth, duc.old_number, duc.address, duc.cluster, duc.note) == (
        "1954", "990123456", "Xóm 3", "Khu dân cư 2", "khó đi lại"
    )  # fmt: skip
    assert find_people(desk, "dang van duc")[0].id == duc.id


def test_the_same_file_again_adds_nobody_twice(desk: Desk) -> None:
    raw = table(HOA, DUC, "Lê Không Số,1940,Nam,,,,Xóm 9,Khu dân cư 1,")
    import_residents(desk, dry_run(desk, raw))
    again = dry_run(desk, raw)
    assert counts(again) == (0, 0, 0, 3)
    assert import_residents(desk, again).added == 0
    assert len(people(desk)) == 3


def test_stopped_in_between_whole_batches_stay_and_the_rest_comes_the_next_time(desk: Desk) -> None:
    rows = [f"Nguyễn Thị Số,{1900 + n % 90},Nữ,,,0240{n:06},Xóm {n},Khu dân cư 1," for n in range(450)]
    seen: list[tuple[int, int]] = []
    run = dry_run(desk, table(*rows))
    done = import_residents(
        desk, run, progress=lambda added, total: seen.append((added, total)), is_stopped=lambda: len(seen) == 1
    )
    assert (done.added, done.was_stopped, seen) == (200, True, [(200, 450)])
    assert len(people(desk)) == 200
    rest = dry_run(desk, table(*rows))
    assert rest.known == 200
    assert import_residents(desk, rest).added == 250
    assert len(people(desk)) == 450


def test_a_batch_that_breaks_leaves_nothing_of_itself(desk: Desk, hands: Hands) -> None:
    listed = dry_run(desk, table(HOA, DUC)).listed
    (batch,) = batches(desk, listed, with_doubtful=True)
    nameless = Person(id=hands.new_id(), name=" ")
    with pytest.raises(Exception, match="name_missing"):
        importing.add(desk, [*batch, nameless])
    assert people(desk) == []


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        in_1258,
        lambda text: unicodedata.normalize("NFD", text).encode(),
    ],
    ids=["utf8", "utf8-bom", "utf16", "utf16be-bare", "utf16le-bare", "utf16be-bom", "1258", "nfd"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_unicode_form_and_windows_1258_and_every_separator_are_read(
    desk: Desk, encoded: object, separator: str
) -> None:
    assert callable(encoded)
    text = table(HOA, DUC).decode().replace(",", separator)
    import_residents(desk, dry_run(desk, encoded(text)))
    assert [each.name for each in people(desk)] == ["Nguyễn Thị Hoa", "Đặng Văn Đức"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_empty_lines_titles_and_a_sep_line_do_not_matter(desk: Desk, end: str) -> None:
    text = end.join(["UBND xã,,,", "DANH SÁCH NGƯỜI DÂN", "", HEADING, "", HOA, ",,,,,,,,", DUC, "", ""])
    run = dry_run(desk, text.encode())
    assert counts(run) == (2, 0, 0, 0)
    assert counts(dry_run(desk, f"sep=;{end}{text.replace(',', ';')}".encode())) == (2, 0, 0, 0)


@pytest.mark.parametrize(
    "heading",
    [
        "HỌ TÊN;NĂM SINH;SỐ CCCD;CHỖ Ở",
        "Họ, chữ đệm và tên (*);Ngày, tháng, năm sinh;Số định danh cá nhân/CCCD;Địa chỉ",
        "Ho va ten;Ngay sinh;CCCD;Noi thuong tru",
        " họ  và\ttên ;ngày sinh;cccd;Nơi ở hiện tại",
    ],
)
def test_headings_are_known_in_their_spellings(desk: Desk, heading: str) -> None:
    row = "Nguyễn Thị Hoa;01/02/1990;001190990001;Xóm 2"
    import_residents(desk, dry_run(desk, f"{heading}\n{row}".encode()))
    (hoa,) = people(desk)
    assert (hoa.name, hoa.birth, hoa.personal_number, hoa.address) == (
        "Nguyễn Thị Hoa", "01/02/1990", "001190990001", "Xóm 2"
    )  # fmt: skip


def test_columns_come_in_any_order_and_unknown_ones_are_named(desk: Desk) -> None:
    raw = "Tôn giáo,Tên,Quan hệ với chủ hộ,Họ đệm,Mã hộ,Dân tộc\nx,Hoa,vợ,Nguyễn Thị,H01,y".encode()
    run = dry_run(desk, raw)
    assert run.listed.unused() == ("Tôn giáo", "Dân tộc")
    import_residents(desk, run)
    (hoa,) = people(desk)
    assert (hoa.name, hoa.relation, hoa.household) == ("Nguyễn Thị Hoa", "vợ", "H01")


def test_quoted_cells_may_hold_separators_quotes_and_line_ends(desk: Desk) -> None:
    row = 'Nguyễn Thị Hoa,1990,Nữ,,,,"Số 2, ngõ ""Giếng""\nthôn Chu Chàng",Khu dân cư 1,'
    import_residents(desk, dry_run(desk, table(row, DUC)))
    assert people(desk)[0].address == 'Số 2, ngõ "Giếng" thôn Chu Chàng'


def test_a_formula_stays_the_text_that_it_is(desk: Desk) -> None:
    row = 'Nguyễn Thị Hoa,1990,Nữ,,,+84240000001,=1+1,"=HYPERLINK(""http://x"")",@x'
    import_residents(desk, dry_run(desk, table(row)))
    hoa = people(desk)[0]
    assert (hoa.phone, hoa.address, hoa.cluster, hoa.note) == ("+84240000001", "=1+1", '=HYPERLINK("http://x")', "@x")


# ---- rows that are doubtful or not taken


@pytest.mark.parametrize(
    ("row", "verdict", "cause"),
    [
        (",01/02/1990,Nữ,,,,,,", "refused", "name_missing"),
        ("Hoa,01/02/1990,Nữ,,,,,,", "doubtful", "name_odd"),
        ("Nguyễn Hoa 2,01/02/1990,Nữ,,,,,,", "doubtful", "name_odd"),
        ("Nguyễn Hoa,31/02/1990,Nữ,,,,,,", "refused", "birth_wrong"),
        ("Nguyễn Hoa,hôm qua,Nữ,,,,,,", "refused", "birth_wrong"),
        ("Nguyễn Hoa,33025,Nữ,,,,,,", "refused", "birth_wrong"),
        ("Nguyễn Hoa,01/02/2090,Nữ,,,,,,", "doubtful", "birth_ahead"),
        ("Nguyễn Hoa,1850,Nữ,,,,,,", "doubtful", "birth_long_ago"),
        ("Nguyễn Hoa,1990,Khác,,,,,,", "doubtful", "sex_unknown"),
        ("Nguyễn Hoa,1990,Nữ,1190990001,,,,,", "refused", "number_digits"),
        ("Nguyễn Hoa,1990,Nữ,00119099000a,,,,,", "refused", "number_digits"),
        ('Nguyễn Hoa,1990,Nữ,"1,19099E+11",,,,,', "refused", "number_as_figure"),
        ("Nguyễn Hoa,1990,Nữ,999190990001,,,,,", "fine", ""),
        ("Nguyễn Hoa,1990,Nữ,003190990001,,,,,", "refused", "number_prefix"),
        ("Nguyễn Hoa,1990,Nữ,990123456,,,,,", "doubtful", "old_number_moved"),
        ("Nguyễn Hoa,1990,Nam,001190990001,,,,,", "doubtful", "number_sex"),
        ("Nguyễn Hoa,1991,Nữ,001190990001,,,,,", "doubtful", "number_year"),
        ("Nguyễn Hoa,1990,Nữ,,,123,,,", "doubtful", "phone_odd"),
        ("Nguyễn Hoa,1990,Nữ,,,0912 345 678,,,", "fine", ""),
        ("Nguyễn Hoa,1990,Nữ,,,(024) 3838.3838,,,", "fine", ""),
        ("Nguyễn Hoa,1990-02-01 00:00:00,Nữ,,,,,,", "fine", ""),
        ("Nguyễn Hoa,1990,Nữ,,,,Xóm 2, thôn Chu Chàng, xã, Minh Châu", "refused", "too_many_cells"),
        ("Nguyễn Hoa,1990,Nữ,,,," + "x" * 301 + ",,", "refused", "too_long"),
        ("Nguyễn Hoa,1990,Nữ,001190990001,,0600000001,,,", "refused", "looks_like_sample"),
    ],
)
def test_each_fault_of_a_row_is_told(desk: Desk, row: str, verdict: str, cause: str) -> None:
    assert judged_alone(desk, row) == (verdict, [cause] if cause else [])


def test_an_iso_date_is_read_as_the_day_it_is(desk: Desk) -> None:
    import_residents(desk, dry_run(desk, table("Nguyễn Hoa,1990-02-01 00:00:00,Nữ,,,,,,")))
    assert people(desk)[0].birth == "01/02/1990"


def test_nine_digits_go_to_the_old_number(desk: Desk) -> None:
    import_residents(desk, dry_run(desk, table("Nguyễn Hoa,1990,Nữ,990123456,,,,,")))
    assert (people(desk)[0].personal_number, people(desk)[0].old_number) == ("", "990123456")


def test_doubles_within_the_list_are_told_by_their_rows(desk: Desk) -> None:
    raw = table(
        HOA,
        HOA.replace("Hoa", "Hòa"),
        "Lê Không Số,1940,Nam,,,,Xóm 9,Khu dân cư 1,",
        "LÊ KHÔNG SỐ,1940,Nam,,,,xóm 9,Khu dân cư 1,",
        "Lê Không Số,1940,Nam,,,,Xóm 8,Khu dân cư 1,",
    )
    run = dry_run(desk, raw)
    assert causes(run) == [(3, "number_twice", 2), (5, "same_row", 4), (6, "maybe_same", 4)]
    assert counts(run) == (2, 1, 2, 0)


def test_a_row_that_is_not_taken_stands_in_nobodys_way(desk: Desk) -> None:
    run = dry_run(desk, table(HOA.replace("01/02", "31/02"), HOA))
    assert counts(run) == (1, 0, 1, 0)


def test_doubles_of_people_in_the_notebook_are_told(desk: Desk) -> None:
    import_residents(desk, dry_run(desk, table(HOA)))
    raw = table(HOA.replace("Hoa", "Lan"), "Nguyễn Thị Hoa,01/02/1990,Nữ,,,,Xóm 7,Khu dân cư 1,", HOA.upper())
    run = dry_run(desk, raw)
    assert causes(run) == [(2, "number_of_other", 0), (3, "maybe_known", 0)]
    assert run.known == 1


def test_doubtful_rows_can_be_left_out(desk: Desk) -> None:
    run = dry_run(desk, table(HOA, "Nguyễn Lan,1990,Nữ,,,123,,,"))
    assert run.to_take(with_doubtful=False) == 1
    assert import_residents(desk, run, with_doubtful=False).added == 1


def test_what_was_left_out_is_a_list_that_can_be_mended_and_imported(desk: Desk) -> None:
    raw = table(HOA, "Nguyễn Lan,31/02/1990,Nữ,,,,=x,,", "Nguyễn Mai,1990,Nữ,,,123,,,").replace(b",", b";")
    run = dry_run(desk, raw)
    import_residents(desk, run)
    text = left_out(desk, run.listed, reasons, with_doubtful=True).decode("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()] == ["Họ và tên", "Nguyễn Lan"]
    assert "Ngày sinh không đọc được" in text
    assert ";'=x;" in text
    mended = dry_run(desk, text.replace("31/02", "28/02").encode())
    assert counts(mended) == (1, 0, 0, 0)
    import_residents(desk, mended)
    assert people(desk)[-1].address == "=x"


def test_rows_are_numbered_as_a_spreadsheet_shows_them(desk: Desk) -> None:
    raw = table('Nguyễn Thị Hoa,1990,Nữ,,,,"hai\ndòng",,', "", ",1990,Nữ,,,,,,")
    assert causes(dry_run(desk, raw)) == [(4, "name_missing", 0)]


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (b"x" * (MAX_FILE_BYTES + 1), "too_large"),
        (b"PK\x03\x04" + b"x" * 90, "is_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 90, "is_excel"),
        (b"%PDF-1.7\n\x00\x01\x02" * 20, "binary"),
        (b"\xff\xfe\x00\xd8" * 9, "binary"),
        (b"\x81\x8d\xe9\xe8 abc, def\n" * 20, "unknown_encoding"),
        ("Hä vµ tªn,Ngµy sinh\nNguyÔn V¨n §øc,1990".encode("latin-1"), "tcvn3"),
        ("Hä vµ tªn,Ngµy sinh\nNguyÔn V¨n §øc,1990".encode(), "tcvn3"),
        ("STT,Hä tªn,Ngµy sinh\n1,TrÇn ThÞ Ph­¬ng,1990".encode("cp1252"), "tcvn3"),
        ("Hoï vaø teân,Ngaøy sinh\nNguyeãn Vaên Ñöùc,1990".encode("latin-1"), "vni"),
        ("Hoï vaø teân,Ngaøy sinh\nNguyeãn Vaên Ñöùc,1990".encode(), "vni"),
        ("Cột một,Cột hai\na,b".encode(), "no_heading"),
        ("Họ và tên\nNguyễn Hoa".encode(), "no_heading"),
        (f'{HEADING}\n"Nguyễn Hoa,1990,Nữ\n{DUC}\n'.encode(), "broken_quotes"),
        (f'{HEADING}\n"Nguyễn" Hoa,1990,Nữ\n'.encode(), "broken_quotes"),
        (f"{HEADING}\nNguyễn Hoa,1990,Nữ,,,,{'x' * 10_001},,\n".encode(), "line_too_long"),
        (f"{HEADING}\nNguyễn Hoa,1990,Nữ,,,,{'x' * 200_000},,\n".encode(), "line_too_long"),
        (f"{HEADING}\n{',' * 40_000}\n".encode(), "line_too_long"),
        (HEADING.encode() + b"\n" + b'"a\n",' * 20_000, "line_too_long"),
    ],
)
def test_each_file_that_cannot_be_read_says_why_in_a_sentence(desk: Desk, raw: bytes, cause: str) -> None:
    with pytest.raises(ListFileError) as refused:
        dry_run(desk, raw)
    assert refused.value.cause == cause
    sentence = wording.problem(refused.value)
    assert sentence is not None
    assert "Xin" in sentence or "cần" in sentence


def test_a_fault_far_down_stops_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(ListFileError, match="broken_quotes 4"):
        dry_run(desk, f'{HEADING}\n{HOA}\n{DUC}\n"x'.encode())
    assert people(desk) == []


def test_too_many_rows_are_said(desk: Desk) -> None:
    rows = "\n" * (csv_list.MAX_ROWS + 1)
    with pytest.raises(ListFileError, match="too_many_rows"):
        dry_run(desk, f"{HEADING}{rows}{HOA}".encode())


def test_every_finding_has_a_sentence_that_ends(desk: Desk) -> None:
    raw = table(",31/02/1990,?,1,,1,,,", HOA, HOA.replace("Hoa", "Lan"))
    said = [reasons(each) for each in dry_run(desk, raw).notable]
    assert len(said) == 2
    assert "dòng 3" in said[1]
    assert all(sentence.endswith(".") and " bạn " not in sentence for sentence in FINDINGS.values())


def test_names_that_only_look_like_an_old_font_are_read() -> None:
    assert decode_list("Họ tên,Năm sinh\nNguyễn Thò Vò,1990".encode())


# ---- sample and real never meet


def test_a_sample_list_is_refused_by_a_real_commune_and_taken_by_a_sample_one(desk: Desk, sample_desk: Desk) -> None:
    sample = tuple(sample_commune(random.Random(1), MINHCHAU, today=TODAY, scale=0.01))
    raw = sample_list(sample)
    assert raw.decode("utf-8-sig").startswith("DỮ LIỆU MẪU")
    with pytest.raises(SampleListAtRealDeskError):
        dry_run(desk, raw)
    assert import_residents(sample_desk, dry_run(sample_desk, raw)).added == len(sample)
    taken = people(sample_desk)
    assert {each.name for each in taken} == {each.name for each in sample}
    assert {each.household for each in taken} == {each.household for each in sample}


def test_a_sample_list_without_its_first_line_is_still_known_by_its_rows(desk: Desk) -> None:
    sample = tuple(sample_commune(random.Random(1), MINHCHAU, today=TODAY, scale=0.01))
    without = sample_list(sample).split(b"\r\n", 1)[1]
    for raw in (without, without.decode().lower().encode(), unicodedata.normalize("NFD", without.decode()).encode()):
        with pytest.raises(SampleListAtRealDeskError):
            dry_run(desk, raw)


def test_with_every_mark_cut_out_its_numbers_and_phones_still_give_it_away(desk: Desk) -> None:
    sample = tuple(sample_commune(random.Random(1), MINHCHAU, today=TODAY, scale=0.02))
    raw = sample_list(sample).replace("DỮ LIỆU MẪU".encode(), b"")
    run = dry_run(desk, raw)
    with_both = [each for each in sample if each.personal_number and each.phone]
    assert run.refused >= len(with_both)


def test_a_real_list_is_refused_by_a_sample_commune(sample_desk: Desk) -> None:
    with pytest.raises(RealListAtSampleDeskError):
        dry_run(sample_desk, table(HOA))
    assert people(sample_desk) == []


def test_what_a_sample_list_leaves_out_carries_the_mark_too(sample_desk: Desk) -> None:
    run = dry_run(sample_desk, "DỮ LIỆU MẪU\n".encode() + table(",1990,Nữ,,,,,,"))
    raw = left_out(sample_desk, run.listed, reasons, with_doubtful=True)
    assert "DỮ LIỆU MẪU" in raw.decode("utf-8-sig").splitlines()[0]


def test_sample_people_do_not_enter_a_real_notebook(desk: Desk) -> None:
    sample = sample_commune(random.Random(1), MINHCHAU, today=TODAY, scale=0.001)
    with pytest.raises(SamplePeopleAtRealDeskError):
        add_sample_people(desk, sample)
    assert people(desk) == []


def test_no_sample_work_is_played_at_a_real_desk(desk: Desk) -> None:
    now = datetime(2025, 11, 4, 8, 30, tzinfo=VIETNAM_TIME)
    with pytest.raises(SamplePeopleAtRealDeskError):
        play_weeks(desk, PlayedClock(MORNING_MS), (), random.Random(1), now=now)


# ---- lists


def test_headings_and_cells_come_as_bare_text() -> None:
    assert heading_key("Họ, chữ đệm và tên (*)") == "ho chu dem va ten"
    assert plain_cell("  '=1+1 ") == "=1+1"
    assert plain_cell("'s Hertogenbosch") == "'s Hertogenbosch"
    assert write_list([["=a", "b\nc", "-1"]]).decode("utf-8-sig") == "'=a,\"b\nc\",'-1\r\n"


def test_officials_come_from_a_list() -> None:
    assert read_officials("Chức vụ;Họ tên\nChủ tịch;Nguyễn Thị Mẫu\n\n;Trần Văn Mẫu".encode()) == [
        ("Nguyễn Thị Mẫu", "Chủ tịch"),
        ("Trần Văn Mẫu", ""),
    ]
    with pytest.raises(ListFileError, match="no_officials_heading"):
        read_officials(table(HOA))


def test_a_list_remembers_its_heading() -> None:
    listed: CsvList = read_residents(f"x\n{HEADING}\n{HOA}".encode())
    assert (listed.heading_row, listed.separator, listed.columns["name"]) == (2, ",", 0)
    assert [row.number for row in listed.rows()] == [3]


def test_a_verdict_is_one_of_four() -> None:
    assert {each.value for each in Verdict} == {"fine", "doubtful", "refused", "known"}
    assert Judged.__dataclass_fields__.keys() >= {"row", "person", "verdict", "findings"}
