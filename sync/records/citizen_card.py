"""The QR code of a citizen card (CCCD) as a USB reader types it: seven fields, or a clear word on why not.

number | old number | full name | ddMMyyyy birth | Nam/Nữ | address | ddMMyyyy issued; later fields are left alone.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final

import msgspec

from sync.records.errors import ExpectedError
from sync.records.partial_date import PartialDate, PartialDateError
from sync.records.personal_number import NumberDoubt, NumberFault, Sex, check_personal_number
from sync.records.telex import looks_like_telex
from sync.records.text import fold, has_marks, nfc, repair

__all__ = [
    "CardDoubt", "CardMangledByInputMethodError", "CardNumberError", "CitizenCard", "MalformedCardError",
    "PartialDate", "Sex", "check_personal_number", "parse_card",
]  # fmt: skip

MAX_CARD_CHARS: Final = 512
FIELDS: Final = 7
_READER_ENDS: Final = "\r\n\t"
_UNPRINTABLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SEXES: Final = {"nam": Sex.MALE, "nữ": Sex.FEMALE}
_PERSONAL: Final = re.compile(r"[0-9]{12}.*[^\W\d_].{7,}")


class MalformedCardError(ExpectedError):
    """What was scanned or typed is not the QR code of a citizen card."""


class CardMangledByInputMethodError(ExpectedError):
    """The Vietnamese input method spoiled the card while the reader typed: switch it to English, scan again."""


class CardNumberError(ExpectedError):
    """The card's personal number cannot be one; `faults` says why. Type the card by hand and check it."""

    def __init__(self, faults: tuple[NumberFault, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class CardDoubt(StrEnum):
    """What the official should compare with the card in his hand."""

    MARKS_MISSING = "marks_missing"
    NUMBER_DIFFERS = "number_differs"


class CitizenCard(msgspec.Struct, frozen=True, kw_only=True):
    """One card as printed: `name` in capitals and NFC, `old_number` empty where there is none.

    The address may still name a district of before 1/7/2025: it is the card's text, not today's unit.
    """

    number: str
    old_number: str
    name: str
    birth: PartialDate
    sex: Sex
    address: str
    issued: PartialDate | None = None
    doubts: tuple[CardDoubt, ...] = ()
    number_doubts: tuple[NumberDoubt, ...] = ()

    @property
    def birth_text(self) -> str:
        """Return the birth date as dd/MM/yyyy, MM/yyyy or yyyy."""
        return str(self.birth)


def parse_card(text: str) -> CitizenCard:
    """Read what the reader typed; its closing Enter or Tab is left out.

    Raises: MalformedCardError; CardMangledByInputMethodError, for which scanning again helps; CardNumberError.
    """
    if len(text) > MAX_CARD_CHARS:
        raise MalformedCardError
    line = nfc(text.strip(_READER_ENDS))
    if any(unicodedata.category(sign) in _UNPRINTABLE for sign in line):
        raise MalformedCardError
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < FIELDS:
        raise _cut_short(line, parts)
    number, old_number, name, birth, sex, address, issued = parts[:FIELDS]
    _check_digits(number, old_number, birth, issued)
    if not number or not name or len(old_number) not in (0, 9, 12):
        raise MalformedCardError
    faults, _ = check_personal_number(number)
    if faults:
        raise CardNumberError(faults)
    card = CitizenCard(
        number=number,
        old_number=old_number,
        name=_words(name),
        birth=_date(birth),
        sex=_sex(sex),
        address=_words(address),
        issued=_date(issued) if issued else None,
    )
    _check_words(card)
    return _with_doubts(card)


def _cut_short(line: str, parts: list[str]) -> ExpectedError:
    """Tell a card that lost its bars on the way from something that never was a card."""
    starts_as_card = _PERSONAL.match(line) is not None
    if starts_as_card or len(parts) > 2 or (len(parts) == 2 and _spoiled(parts[0])):
        return CardMangledByInputMethodError()
    return MalformedCardError()


def _check_digits(*fields: str) -> None:
    """Number and date fields hold ASCII digits only; Vietnamese letters there are the input method's work."""
    if any(_spoiled(field) for field in fields):
        raise CardMangledByInputMethodError
    if not all(field.isascii() and (field.isdigit() or not field) for field in fields):
        raise MalformedCardError


def _spoiled(field: str) -> bool:
    """A Vietnamese keyboard turns 1 2 3 4 0 into ă â ê ô đ and 5 to 9 into tones; Telex turns w into ư."""
    return has_marks(field)


def _words(field: str) -> str:
    """Return name or address; question marks and boxes are letters that the reader could not type."""
    if "?" in field or "\ufffd" in field:
        raise CardMangledByInputMethodError
    return repair(field)


def _date(digits: str) -> PartialDate:
    try:
        return PartialDate.parse_digits(digits)
    except PartialDateError:
        raise MalformedCardError from None


def _sex(field: str) -> Sex:
    sex = _SEXES.get(repair(field).lower())
    if sex is not None:
        return sex
    if fold(field)[:2] in ("na", "nu"):
        raise CardMangledByInputMethodError  # "Nu", "Nuwx", "Nũư", "Nâm"
    raise MalformedCardError


def _check_words(card: CitizenCard) -> None:
    """Raw Telex in a text without a single mark means that keys were typed, not letters."""
    both = f"{card.name} {card.address}"
    if not has_marks(both) and looks_like_telex(both):
        raise CardMangledByInputMethodError


def _with_doubts(card: CitizenCard) -> CitizenCard:
    _, number_doubts = check_personal_number(card.number, card.birth, card.sex)
    doubts = [CardDoubt.NUMBER_DIFFERS] if number_doubts else []
    if not has_marks(f"{card.name} {card.address}"):
        doubts.append(CardDoubt.MARKS_MISSING)
    return msgspec.structs.replace(card, doubts=tuple(doubts), number_doubts=number_doubts)
