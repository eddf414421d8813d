"""The evidence of a long proof adds up its parts honestly."""

from __future__ import annotations

from importlib.util import find_spec

from tests.prove import PROOFS, last_json, merged


def test_counts_of_the_parts_add_up() -> None:
    assert merged([{"trials": 500, "lost": 0}, {"trials": 500, "lost": 1}]) == {"trials": 1000, "lost": 1}


def test_one_untrue_part_makes_the_whole_untrue() -> None:
    assert merged([{"agree": True}, {"agree": False}, {"agree": True}]) == {"agree": False}


def test_what_cannot_be_added_is_kept_part_by_part() -> None:
    assert merged([{"p99_ms": 1.5}, {"p99_ms": 2.5}]) == {"p99_ms": [1.5, 2.5]}


def test_rates_do_not_add_up_and_what_was_found_is_all_told() -> None:
    parts = [{"steps_per_second": 7, "broken_promises": []}, {"steps_per_second": 9, "broken_promises": ["seed 51"]}]
    assert merged(parts) == {"steps_per_second": [7, 9], "broken_promises": ["seed 51"]}


def test_the_parts_of_the_simulation_play_two_thousand_seeds_each_once() -> None:
    simulation = next(each for each in PROOFS if each.name == "simulate")
    played: list[int] = []
    for number in range(simulation.parts):
        options = simulation.of_part(number)
        first, count = (int(options[options.index(name) + 1]) for name in ("--from", "--seeds"))
        played += range(first, first + count)
    assert played == list(range(1, 2001))


def test_each_proof_is_a_program_that_is_there_under_a_name_of_its_own() -> None:
    assert len({each.name for each in PROOFS}) == len(PROOFS)
    programs = [each.arguments[1] for each in PROOFS if each.arguments[0] == "-m"]
    assert len(programs) == len(PROOFS)
    assert [each for each in programs if find_spec(each) is None] == []


def test_figures_are_the_last_line_of_the_output() -> None:
    assert last_json('playing the day\n{"saved": 14}\n') == {"saved": 14}


def test_a_program_without_figures_is_quoted() -> None:
    assert last_json("....\n12 passed in 3.00s\n") == {"said": "12 passed in 3.00s"}
