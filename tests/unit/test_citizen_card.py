"""The QR code of a citizen card, whole, cut, spoiled by the input method, and plainly something else."""

import unicodedata

import pytest

from sync.records.citizen_card import (
    CardDoubt,
    CardMangledByInputMethodError,
    CardNumberError,
    CitizenCard,
    MalformedCardError,
    parse_card,
)
from sync.records.partial_date import PartialDate
from sync.records.personal_number import (
    PROVINCES_BEFORE_2025,
    NumberDoubt,
    NumberFault,
    Sex,
    check_personal_number,
)

GOOD = "001190990123|012345678|ĐỖ THỊ HOÀ|05031990|Nữ|Xóm 2, thôn Chu Châu, Minh Châu, Ba Vì, Hà Nội|15032022"


def changed(place: int, text: str) -> str:
    fields = GOOD.split("|")
    fields[place] = text
    return "|".join(fields)


def test_a_card_gives_its_fields_as_printed() -> None:
    assert parse_card(GOOD) == CitizenCard(
        number="001190990123",
        old_number="012345678",
        name="ĐỖ THỊ HOÀ",
        birth=PartialDate(year=1990, month=3, day=5),
        sex=Sex.FEMALE,
        address="Xóm 2, thôn Chu Châu, Minh Châu, Ba Vì, Hà Nội",
        issued=PartialDate(year=2022, month=3, day=15),
    )
    assert parse_card(GOOD).birth_text == "05/03/1990"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\t"])
def test_the_readers_enter_and_the_unicode_form_do_not_matter(form: str, end: str) -> None:
    assert form in ("NFC", "NFD")
    assert parse_card(unicodedata.normalize("NFD" if form == "NFD" else "NFC", GOOD) + end) == parse_card(GOOD)


def test_an_empty_old_number_and_later_fields_pass() -> None:
    assert parse_card(changed(1, "")).old_number == ""
    assert parse_card(GOOD + "||something new|") == parse_card(GOOD)


def test_a_year_alone_is_a_birth_date() -> None:
    assert parse_card(changed(3, "00001951")).birth_text == "1951"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        "001190990123",
        "https://vneid.example/abc",
        "Nguyễn Văn A",
        GOOD.replace("ĐỖ", "Đ\x00Ỗ"),
        GOOD.replace("ĐỖ", "Đ\nỖ"),
        GOOD.replace("ĐỖ", "\u202eĐỖ"),
        changed(5, "Hà Nội " * 80),
        changed(0, "B01190990123"),
        changed(0, ""),
        changed(0, "٠٠١١٩٠٩٩٠١٢٣"),
        changed(1, "1234"),
        changed(2, ""),
        changed(3, "31021990"),
        changed(3, "5/3/1990"),
        changed(4, "X"),
        changed(6, "99999999"),
    ],
)
def test_what_is_no_card_is_malformed(text: str) -> None:
    with pytest.raises(MalformedCardError):
        parse_card(text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("|", ""),
        GOOD.replace("|", "~"),
        GOOD.replace("|", "", 1),
        GOOD.rsplit("|", 1)[0],
        GOOD.replace("001190990123", "đđăăẹđẹẹđăâê"),
        changed(1, "đ12345678"),
        changed(3, "đ5031990"),
        changed(6, "15032ư22"),
        changed(4, "Nuwx"),
        changed(4, "Nu"),
        changed(4, "Nũư"),
        changed(2, "D? TH? HOA"),
        changed(2, "\ufffd\ufffd"),
        "001090990123||NGUYEENX VAWN HUNGF|05031990|Nam|Xoms 2, Minh Chaau|15032022",
    ],
)
def test_what_the_input_method_spoiled_is_named_so(text: str) -> None:
    with pytest.raises(CardMangledByInputMethodError):
        parse_card(text)


@pytest.mark.parametrize("number", ["00119099012", "0011909901234", "003190990123", "000190990123", "098190990123"])
def test_a_number_that_cannot_be_one_is_refused(number: str) -> None:
    with pytest.raises(CardNumberError):
        parse_card(changed(0, number))


def test_a_card_read_without_marks_is_taken_with_a_doubt() -> None:
    card = parse_card("001090990123||NGUYEN VAN HUNG|05031990|Nam|Xom 2, Minh Chau|15032022")
    assert card.doubts == (CardDoubt.MARKS_MISSING,)


def test_a_number_that_does_not_fit_the_person_is_a_doubt_never_a_refusal() -> None:
    card = parse_card(changed(4, "Nam"))
    assert (card.doubts, card.number_doubts) == ((CardDoubt.NUMBER_DIFFERS,), (NumberDoubt.SEX_DIFFERS,))


def test_sixty_three_provinces_with_gaps() -> None:
    assert len(PROVINCES_BEFORE_2025) == 63
    assert (min(PROVINCES_BEFORE_2025), max(PROVINCES_BEFORE_2025)) == ("001", "096")
    assert "003" not in PROVINCES_BEFORE_2025


def test_the_number_is_compared_with_sex_century_and_year() -> None:
    born = PartialDate(year=2004)
    assert check_personal_number("001304990001", born, Sex.FEMALE) == ((), ())
    assert check_personal_number("001204990001", born, "female") == ((), (NumberDoubt.SEX_DIFFERS,))
    assert check_personal_number("001104990001", born, Sex.FEMALE) == ((), (NumberDoubt.CENTURY_DIFFERS,))
    assert check_personal_number("001305990001", born) == ((), (NumberDoubt.YEAR_DIFFERS,))
    assert check_personal_number("001304990001") == ((), ())


def test_shape_and_prefix_are_faults_and_born_abroad_is_none() -> None:
    assert check_personal_number("0013049900") == ((NumberFault.NOT_TWELVE_DIGITS,), ())
    assert check_personal_number("00130499000a") == ((NumberFault.NOT_TWELVE_DIGITS,), ())
    assert check_personal_number("005304990001") == ((NumberFault.UNKNOWN_PREFIX,), ())
    assert check_personal_number("245304990001") == ((), ())
