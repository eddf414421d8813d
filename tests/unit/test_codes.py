"""Codes on slips and envelopes, as made and as hands and keyboards spoil them."""

from datetime import date

import pytest

from sync.records.codes import (
    EnvelopeCode,
    MalformedCodeError,
    OfficialCode,
    ProvisionalCode,
    envelope_code,
    parse_code,
    provisional_code,
)

DAY = date(2025, 11, 7)
CODE = "TAM-09661-M07-251107-0003"


def test_a_provisional_code_names_commune_machine_day_and_number() -> None:
    assert provisional_code("09661", "M07", DAY, 3) == CODE
    assert parse_code(CODE) == ProvisionalCode(commune="09661", machine="M07", day=DAY, number=3)
    assert provisional_code("09661", "M07", DAY, 12345) == "TAM-09661-M07-251107-12345"


@pytest.mark.parametrize(
    "typed",
    [
        "tam-09661-m07-251107-0003",
        " TAM - 09661 - M07 - 251107 - 0003 ",
        "TÂM–09661–M07–251107–0003",
        "tàm-09661-m07-251107-0003",
    ],
)
def test_typing_does_not_spoil_a_code(typed: str) -> None:
    assert str(parse_code(typed)) == CODE


@pytest.mark.parametrize(
    "official",
    ["000.A0.01.H26-210212-9090", "000.00.01.H26-260930-0012", "H15.50.05.13-261008-0975", "G09.20-20260609-0092637"],
)
def test_the_centres_codes_stay_as_they_are(official: str) -> None:
    assert parse_code(official.lower()) == OfficialCode(text=official)


def test_an_envelope_carries_its_dossiers_code() -> None:
    text = envelope_code(CODE, 2)
    assert text == "KQ-09661-M07-251107-0003-2"
    found = parse_code(text.lower())
    assert isinstance(found, EnvelopeCode)
    assert (str(found), str(found.dossier), found.envelope) == (text, CODE, 2)


@pytest.mark.parametrize(
    "text",
    ["", "TAM", "TAM-09661-M07-251307-0003", "TAM-9661-M07-251107-0003", "KQ-09661-M07-251107-0003",
     "KQ-09661-M07-251107-0003-0", "001190990123", "X26-260930-0012", "H26-260930-12",
     "TAM-09661-M07-251107-٠٠٠٣", "T" * 1000],
)  # fmt: skip
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(MalformedCodeError):
        parse_code(text)


@pytest.mark.parametrize(("commune", "machine", "number"), [("9661", "M07", 1), ("09661", "7", 1), ("09661", "M07", 0)])
def test_no_code_is_made_of_wrong_parts(commune: str, machine: str, number: int) -> None:
    with pytest.raises(ValueError, match="no provisional code"):
        provisional_code(commune, machine, DAY, number)
