"""What the shipped catalogue says, and how a procedure is found in it."""

import re
from datetime import date

import pytest

from sync.records.calendar import Standing
from sync.records.catalogue import Catalogue, Limit, OfflineMode, UnknownProcedureError, find
from sync.records.delivery import RELATIONS
from sync.records.pack import RELATIONS as RECEIVERS
from sync.records.states import Business
from tests.unit.pack_room import shipped_catalogue

TODAY = date(2026, 11, 22)
CORE = """
1.001193 1.003583 1.000894 1.000593 1.000656 1.000419 1.004873 1.004859 1.004884 1.004837 1.001022 2.000635 2.000908
2.000815 2.000884 2.001035 2.001019 2.001016 2.001406 2.000913 2.000927 2.000942 3.000722 2.002913 1.004222 1.004194
1.003197 1.010038 1.003677 2.001159 1.001776 1.014027 1.001731 1.014028 1.001699 1.011607 1.011606 1.010803 1.010833
1.010814 1.001612 2.000720 1.001266 1.013225 1.013226 1.013227 1.013228 1.013229 1.013232 1.013978 1.012812 1.013967
1.013314 1.013313 2.001263 1.013133 1.013791
""".split()
POLICE = {"1.004222", "1.004194", "1.003197", "1.010038", "1.003677", "2.001159"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sao y", "2.000815"),
        ("sy", "2.000815"),
        ("SY", "2.000815"),
        ("chung thuc ban sao", "2.000815"),
        ("khai sinh", "1.001193"),
        ("ks", "1.001193"),
        ("Khai Sinh", "1.001193"),
        ("birth", "1.001193"),
        ("1.0048", "1.004873"),
        ("hon nhan", "1.004873"),
        ("tthn", "1.004873"),
        ("xntthn", "1.004873"),
        ("doc than", "1.004873"),
        ("ct chữ ký", "2.000884"),
        ("ct chu ky", "2.000884"),
        ("kết hôn", "1.000894"),
        ("kt", "1.000656"),
        ("trich luc", "2.000635"),
        ("cai chinh", "1.004859"),
        ("hkd", "1.001612"),
        ("gpxd", "1.013225"),
        ("sổ đỏ", "1.013978"),
        ("hoa giai", "1.012812"),
        ("thuyen", "1.013313"),
        ("khuyet tat", "1.001699"),
        ("mai tang phi", "1.001731"),
        ("htxh", "1.014027"),
        ("nvqs", "1.013133"),
        ("2.000815", "2.000815"),
        ("2.000986", "3.000722"),
        ("2.002622", "2.002913"),
    ],
)
def test_a_few_letters_find_the_procedure(catalogue: Catalogue, typed: str, code: str) -> None:
    assert find(catalogue.in_force(TODAY), typed)[0].code == code


def test_every_procedure_is_found_by_each_of_its_short_names(catalogue: Catalogue) -> None:
    current = catalogue.in_force(TODAY)
    lost = [(each.code, name) for each in current for name in each.short_names if each not in find(current, name)[:3]]
    assert lost == []


def test_nothing_typed_shows_all_and_nonsense_none(catalogue: Catalogue) -> None:
    assert find(catalogue.procedures, " ") == catalogue.procedures
    assert find(catalogue.procedures, "xyz") == ()


def test_the_core_procedures_are_all_there(catalogue: Catalogue) -> None:
    assert {each.code for each in catalogue.in_force(TODAY)} == set(CORE)
    assert len(CORE) == 57


def test_an_unknown_code_is_refused_even_one_that_the_web_gives(catalogue: Catalogue) -> None:
    for code in ("2.000906", "2.000907", "2.000911", "2.001015"):
        with pytest.raises(UnknownProcedureError):
            catalogue.procedure(code)


@pytest.mark.parametrize(("old", "new"), [("2.000986", "3.000722"), ("2.002621", "3.000722"), ("2.002622", "2.002913")])
def test_a_replaced_code_is_not_filed_under_and_names_its_successor(catalogue: Catalogue, old: str, new: str) -> None:
    with pytest.raises(UnknownProcedureError):
        catalogue.procedure(old, TODAY)
    successor = catalogue.successor(old, TODAY)
    assert successor is not None
    assert successor.code == new
    assert old in successor.short_names
    assert catalogue.successor(new, TODAY) is None


def measured(limit: Limit) -> tuple[str, int] | None:
    given = {"working days": limit.working_days, "days": limit.calendar_days, "hours": limit.hours}
    return next(((measure, count) for measure, count in given.items() if count is not None), None)


@pytest.mark.parametrize(
    ("code", "measure", "count"),
    [
        ("2.000815", "working days", 0),
        ("1.001193", "working days", 0),
        ("1.003583", "working days", 5),
        ("1.004873", "working days", 3),
        ("1.004222", "working days", 7),
        ("1.001699", "working days", 25),
        ("1.013225", "working days", 7),
        ("1.013978", "working days", 17),
        ("1.011607", "days", 15),
        ("1.012812", "days", 30),
        ("2.001159", "hours", 1),
    ],
)
def test_limits_stand_as_the_sheets_have_them(catalogue: Catalogue, code: str, measure: str, count: int) -> None:
    assert measured(catalogue.procedure(code).limit) == (measure, count)


def test_a_limit_that_nobody_knows_is_never_called_checked(catalogue: Catalogue) -> None:
    unknown = [(each.code, limit) for each in catalogue.procedures for limit in each.limits if measured(limit) is None]
    assert {"3.000722", "2.002913", "1.011606", "2.001263"} <= {code for code, _ in unknown}
    assert {limit.standing for _, limit in unknown} == {Standing.UNCHECKED}


def test_a_fee_that_the_council_decides_is_unknown_and_free_is_only_what_is_free(catalogue: Catalogue) -> None:
    fees = {each.code: [fee.vnd for fee in each.fees] for each in catalogue.in_force(TODAY)}
    assert fees["1.001193"] == fees["1.000656"] == [0, None]
    assert fees["1.004873"] == fees["1.001612"] == fees["1.013225"] == [None]
    assert fees["2.001035"] == fees["2.001019"] == [50_000]
    assert (fees["2.000913"], fees["2.000927"], fees["2.000635"]) == ([30_000], [25_000], [8_000])
    assert fees["1.004222"] == [20_000, 10_000]
    assert fees["1.004194"] == [15_000, 7_000, 10_000, 5_000]
    assert fees["2.001263"] == [400_000]
    unknown = [fee for each in catalogue.procedures for fee in each.fees if fee.vnd is None]
    assert {fee.standing for fee in unknown} == {Standing.UNCHECKED}


def test_papers_that_nobody_checked_say_so(catalogue: Catalogue) -> None:
    checked = {
        (each.code, paper.id) for each in catalogue.procedures for paper in each.papers
        if paper.standing is Standing.CHECKED
    }  # fmt: skip
    assert checked == {("2.000815", "ban-chinh"), ("1.001193", "giay-chung-sinh"), ("1.000656", "giay-bao-tu")}


def test_texts_are_whole_vietnamese_and_codes_are_codes(catalogue: Catalogue) -> None:
    for each in catalogue.procedures:
        assert re.fullmatch(r"\d\.\d{6}", each.code)
        for text in (each.name, each.name_en, each.field, each.offline_note, each.result_name, *each.short_names):
            assert text == " ".join(text.split())
            assert text
        assert len(each.name) <= 130, each.code


def test_receivers_of_a_birth_certificate_sign_the_register_and_near_kin_need_no_certificate(
    catalogue: Catalogue,
) -> None:
    rule = catalogue.receiver_rule(catalogue.procedure("1.001193"))
    assert "signs_register" in rule.terms
    assert rule.home_terms == ("register_carried",)
    assert rule.kin_without_certificate == ("ông bà", "cha mẹ", "con", "vợ chồng", "anh chị em ruột")


def test_a_marriage_certificate_travels_only_to_both_and_with_the_register(catalogue: Catalogue) -> None:
    rule = catalogue.receiver_rule(catalogue.procedure("1.000894"))
    assert (rule.receivers, rule.kin_without_certificate) == (("both",), ())
    assert rule.home_terms == ("both_present", "register_carried")
    assert "Hai bên phải có mặt ký sổ" in rule.refusal


def test_a_certified_copy_may_be_given_to_the_household_on_its_slip(catalogue: Catalogue) -> None:
    rule = catalogue.receiver_rule(catalogue.procedure("2.000815"))
    assert (rule.receivers, rule.terms) == (("owner", "household", "authorised"), ("slip_shown",))
    assert (rule.may_go_home, rule.home_terms, rule.refusal) == (True, (), "")


def test_receivers_are_those_that_a_hand_over_knows() -> None:
    assert frozenset(RELATIONS) == RECEIVERS


def test_every_result_has_a_receiver_rule_and_every_rule_a_result(catalogue: Catalogue) -> None:
    assert {each.result for each in catalogue.procedures} == {rule.result for rule in catalogue.receiver_rules}


def test_a_birth_cannot_be_finished_offline_and_says_why(catalogue: Catalogue) -> None:
    for code in ("1.001193", "1.003583", "3.000722"):
        procedure = catalogue.procedure(code)
        assert procedure.offline is OfflineMode.NEEDS_NETWORK
        assert "số định danh" in procedure.offline_note


def test_the_desk_only_guides_where_the_police_decide(catalogue: Catalogue) -> None:
    decided = {each.code for each in catalogue.procedures if each.deciding_agency == "Công an xã"}
    assert decided == POLICE
    assert not any(catalogue.receiver_rule(catalogue.procedure(code)).may_go_home for code in decided)


@pytest.mark.parametrize("state", Business)
def test_every_state_of_ours_has_its_national_code(catalogue: Catalogue, state: Business) -> None:
    assert catalogue.national_name(catalogue.national_code(state))


def test_national_codes_are_the_ten_of_the_portal(catalogue: Catalogue) -> None:
    assert [status.code for status in catalogue.status_map.national] == list(range(1, 11))
    assert catalogue.national_code(Business.RECEIVED) == 2
    assert catalogue.national_code(Business.SOLVED) == 9
    assert catalogue.national_code(Business.HANDED_OVER) == 10
    assert catalogue.national_name(5) == "Yêu cầu bổ sung giấy tờ"
