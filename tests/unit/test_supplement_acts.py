"""Supplements, refusal, withdrawal and the centre's code: what each writes, and each refusal by its cause."""

from dataclasses import replace
from typing import Any

import pytest

from sync.records import dossier as dossiers
from sync.records import supplement
from sync.records.codes import MalformedCodeError
from sync.records.dossier import Dossier, PaperTaken
from sync.records.states import Business
from tests.unit.test_acts import a_dossier, on_shelf, refusal

HERE = PaperTaken(id="don", name="Đơn đăng ký")
GONE = PaperTaken(id="so-do", name="Sơ đồ thửa đất", is_present=False)
SPARE = PaperTaken(id="anh", name="Ảnh", is_present=False, is_required=False)


def incomplete(**changes: Any) -> Dossier:
    return a_dossier(**{"papers": (HERE, GONE, SPARE), "due_at_ms": 99, **changes})


def asked_once(dossier: Dossier) -> Dossier:
    entry = supplement.ask(dossier, papers=[], reason="", at_ms=5).body.appends["supplements"]
    return replace(dossier, status=Business.SUPPLEMENT, supplements=(entry,))


def test_one_request_names_every_required_paper_that_is_missing_and_what_the_official_adds() -> None:
    act = supplement.ask_first(incomplete(), papers=[" Trích đo ", "Sơ đồ thửa đất", ""], reason="thiếu", at_ms=5)
    assert act.kind == "dossier.ask_first"
    assert act.body.appends["supplements"] == {
        "what": "asked",
        "papers": ["Sơ đồ thửa đất", "Trích đo"],
        "reason": "thiếu",
        "again": "",
        "at_ms": 5,
        "is_first": True,
    }
    came = replace(incomplete(), supplements=(act.body.appends["supplements"],))
    assert not came.was_accepted
    assert replace(came, supplements=(*came.supplements, {"what": "received"})).was_accepted
    assert incomplete(due_at_ms=None).was_accepted, "a limit that nobody knows is no sign of it"
    assert act.body.sets["due_at_ms"] is None, "the clock does not run before the dossier is complete"


def test_a_request_for_nothing_is_refused() -> None:
    with refusal("papers_missing"):
        supplement.ask_first(a_dossier(papers=(HERE, SPARE)), papers=["  "], reason="x", at_ms=5)


def test_a_second_request_needs_its_own_reason_because_it_counts_as_late() -> None:
    back = replace(asked_once(incomplete()), status=Business.RECEIVED)
    with refusal("second_supplement"):
        supplement.ask(back, papers=["Giấy khác"], reason="thiếu", at_ms=6)
    act = supplement.ask(back, papers=["Giấy khác"], reason="thiếu", again="luật mới", at_ms=6)
    assert act.body.appends["supplements"]["again"] == "luật mới"


def test_the_missing_papers_bring_the_dossier_back_with_a_new_time() -> None:
    waiting = asked_once(incomplete())
    with refusal("still_missing"):
        supplement.complete(waiting, papers=waiting.papers, received_at_ms=1, due_at_ms=7, at_ms=6)
    whole = (HERE, replace(GONE, is_present=True), SPARE)
    act = supplement.complete(waiting, papers=whole, received_at_ms=1, due_at_ms=7, at_ms=6)
    assert act.body.sets["due_at_ms"] == 7
    assert "received_at_ms" not in act.body.sets
    assert act.body.appends["supplements"]["papers"] == ["Sơ đồ thửa đất"]
    first = supplement.complete(waiting, papers=whole, received_at_ms=6, due_at_ms=7, at_ms=6)
    assert first.body.sets["received_at_ms"] == 6


def test_a_refusal_carries_its_reason_and_its_ground() -> None:
    with refusal("reason_missing"):
        supplement.refuse_first(a_dossier(), reason=" ", ground="Điều 5")
    with refusal("ground_missing"):
        supplement.refuse(a_dossier(), reason="không thuộc thẩm quyền", ground="")
    act = supplement.refuse_first(a_dossier(), reason="không thuộc thẩm quyền", ground="Điều 5")
    assert (act.body.sets["refusal"], act.body.sets["refusal_ground"]) == ("không thuộc thẩm quyền", "Điều 5")


def test_what_has_its_result_is_neither_withdrawn_nor_refused_nor_asked_for() -> None:
    with refusal("not_now"):
        supplement.withdraw(on_shelf(), reason="đổi ý")
    with refusal("not_now"):
        supplement.refuse(on_shelf(), reason="x", ground="y")
    with refusal("not_now"):
        supplement.ask(on_shelf(), papers=["x"], reason="", at_ms=1)
    with refusal("not_now"):
        supplement.forward(on_shelf())
    with refusal("reason_missing"):
        supplement.withdraw(a_dossier(), reason="")


@pytest.mark.parametrize(
    "words", [{"papers": ["x" * 9_000]}, {"papers": ["x"] * 1 + [str(n) for n in range(70)]}, {"reason": "x" * 2_001}]
)
def test_no_request_is_endless(words: dict[str, Any]) -> None:
    with refusal("too_long"):
        supplement.ask(incomplete(), **{"papers": ["x"], "reason": "", "at_ms": 1, **words})


def test_the_centres_code_stands_beside_ours_and_is_read_as_a_code() -> None:
    act = dossiers.give_official_code(a_dossier(), " h26.15-261122-0701 ")
    assert act.body.sets == {"official_code": "H26.15-261122-0701"}
    with pytest.raises(MalformedCodeError):
        dossiers.give_official_code(a_dossier(), "12345")
    with refusal("nothing_changed"):
        dossiers.give_official_code(a_dossier(official_code="H26.15-261122-0701"), "H26.15-261122-0701")
