"""Vietnamese search finds people: without marks, NFC or NFD, old or new tone place, and exact marks come first."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.storage.notebook import Notebook
from sync.records import dossier as dossiers
from sync.records import person as people
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER, PERSON
from sync.records.text import NO_MATCH, match_rank
from tests.unit.notebook_room import Hands, author, dossier, new_notebook, person

PEOPLE = (
    "Nguyễn Thị Hòa",
    "Nguyễn Văn Hoà",
    "Nguyễn Thị Hoa",
    "Nguyên Thị Hóa",
    "Đào Đức Dũng",
    "Đặng Thị Thủy",
    "Dang Van Duc",
    "Đỗ Mỹ Dung",
    "Phạm Thúy Nga",
    "Trần Thuỵ Anh",
    "Lê Tuấn",
    "Lê Tuân",
)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    hands = Hands()
    notebook, official = new_notebook(tmp_path_factory.mktemp("search"), hands), author(hands)
    with notebook.writing(official) as work:
        for at, name in enumerate(PEOPLE):
            who = person(hands.new_id, name, number=f"00109999{at:04}", phone=f"06000000{at:02}")
            work.record(people.register(who))
            taken = dossier(who, hands.new_id, code=f"TAM-09661-M07-251107-{at + 1:04}")
            work.record(dossiers.register(taken))
    return notebook


def _people(notebook: Notebook, query: str, limit: int = 50) -> list[str]:
    with notebook.reading() as reader:
        return [record.fields["name"] for record in reader.search(query, record_type=PERSON, limit=limit)]


def _codes(notebook: Notebook, query: str, limit: int = 50) -> list[str]:
    with notebook.reading() as reader:
        found = reader.search(query, record_type=DOSSIER, limit=limit)
        return [Dossier.of(record).provisional_code[-4:] for record in found]


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("nguyen", {"Nguyễn Thị Hòa", "Nguyễn Văn Hoà", "Nguyễn Thị Hoa", "Nguyên Thị Hóa"}),
        ("dao", {"Đào Đức Dũng"}),
        ("duc", {"Đào Đức Dũng", "Dang Van Duc"}),
        ("dang", {"Đặng Thị Thủy", "Dang Van Duc"}),
        ("đặng", {"Đặng Thị Thủy"}),
        ("DANG THUY", {"Đặng Thị Thủy"}),
        ("thi hoa", {"Nguyễn Thị Hòa", "Nguyễn Thị Hoa", "Nguyên Thị Hóa"}),
        ("ng thi", {"Nguyễn Thị Hòa", "Nguyễn Thị Hoa", "Nguyên Thị Hóa"}),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hòa"), {"Nguyễn Thị Hòa"}),
        ("Ðào", {"Đào Đức Dũng"}),
        ("tran thuy", {"Trần Thuỵ Anh"}),
    ],
)
def test_people_are_found_however_their_names_are_typed(notebook: Notebook, query: str, among: set[str]) -> None:
    assert among <= set(_people(notebook, query))


def test_exact_marks_come_first_then_the_other_tone_place_then_names_without_that_mark(notebook: Notebook) -> None:
    assert _people(notebook, "hòa")[:2] == ["Nguyễn Thị Hòa", "Nguyễn Văn Hoà"]
    assert _people(notebook, "hoà")[:2] == ["Nguyễn Văn Hoà", "Nguyễn Thị Hòa"]
    assert _people(notebook, "Lê Tuân") == ["Lê Tuân", "Lê Tuấn"]
    assert _people(notebook, "hoa")[0] == "Nguyễn Thị Hoa"
    assert _people(notebook, "duc")[0] == "Dang Van Duc"


def test_exact_marks_come_first_even_among_thousands(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    with notebook.writing(official) as work:
        work.record(people.register(person(hands.new_id, "Trần Thị Hoà")))
        for at in range(700):
            work.record(people.register(person(hands.new_id, f"Nguyễn Hóa {at}")))
    assert _people(notebook, "hòa", limit=3)[0] == "Trần Thị Hoà"
    assert _people(notebook, "hoà", limit=3)[0] == "Trần Thị Hoà"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("TAM-09661-M07-251107-0003", "0003"),
        ("tam-09661-m07-251107-0003", "0003"),
        ("TAM09661M072511070003", "0003"),
        ("251107-0003", "0003"),
        ("001099990004", "0005"),
        ("001 099 990 004", "0005"),
        ("0600000007", "0008"),
        ("0600.000.007", "0008"),
        ("Đào khai sinh", "0005"),
    ],
)
def test_dossiers_are_found_by_code_number_phone_and_procedure(notebook: Notebook, query: str, code: str) -> None:
    assert _codes(notebook, query) == [code]


def test_nothing_typed_shows_the_newest_first(notebook: Notebook) -> None:
    assert _codes(notebook, "  ", limit=3) == ["0012", "0011", "0010"]
    assert _codes(notebook, "khai sinh", limit=2) == ["0012", "0011"]


def test_what_was_amended_is_found_by_the_new_value_alone(tmp_path: Path) -> None:
    hands = Hands()
    notebook, official = new_notebook(tmp_path, hands), author(hands)
    who = person(hands.new_id, "Nguyễn Mẫu")
    with notebook.writing(official) as work:
        work.record(people.register(who))
        work.record(people.amend(who, replace(who, name="Trần Thử", phone="0600000055")))
    assert _people(notebook, "nguyen") == []
    assert _people(notebook, "tran") == _people(notebook, "0600000055") == ["Trần Thử"]
    assert _people(notebook, "0600000001") == []


@pytest.mark.parametrize(
    "query", ["(", '"', "nguyen AND", "-x", "NEAR(", "a*", "^", "exact:hoa", "*", "%", "\0", "'; --"]
)
def test_signs_of_a_query_language_are_only_signs(notebook: Notebook, query: str) -> None:
    assert isinstance(_people(notebook, query), list)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(st.text(max_size=30), st.sampled_from(PEOPLE).flatmap(lambda name: st.sampled_from(name.split())))
)
def test_any_text_finds_whoever_the_rules_of_matching_name(notebook: Notebook, query: str) -> None:
    found = _people(notebook, query)
    words = [word for word in query.split() if word]
    is_plain = bool(words) and all(word.isalpha() for word in words)
    if is_plain:
        assert {name for name in PEOPLE if match_rank(query, name) != NO_MATCH} <= set(found)
