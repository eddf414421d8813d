"""What is derived from a record's page for lists and for search. Pure; may be thrown away and derived anew."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER, PERSON, RUN
from sync.records.run import DeliveryRun
from sync.records.text import fold, repair, tone_key

_LARGEST: Final = 2**63 - 1
WORD: Final = re.compile(r"[^\W_]+")
NUMBER_BITS: Final = 24
_LAST_NUMBER: Final = 2**NUMBER_BITS - 1
"""So many records a notebook can tell apart in its lists: seventy times the largest commune's."""
_ORDER_LETTERS: Final = 8
_VALUES: Final[Mapping[str, type[Dossier] | type[Person] | type[DeliveryRun]]] = {
    DOSSIER: Dossier,
    PERSON: Person,
    RUN: DeliveryRun,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The plain columns of a record's row. `code` and `status` mean what the record's type says."""

    code: str = ""
    name: str = ""
    status: str = ""
    delivery: str = ""
    cluster: str = ""
    run: str = ""
    due_at_ms: int | None = None
    received_at_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """What a record is found by: the words of the index, each led by the letter of its class, and its codes.

    Classes: e a word of the name with its marks, t its letters with the tone behind them, f without any mark; p a word
    of the procedure; and what lists narrow by: s status, d delivery, c cluster. `order` is the record's place in a
    list, above its number.
    """

    words: str
    keys: frozenset[str]
    order: int


def columns_of(record: Record) -> Columns:
    """Return the columns of a record's row; a field of another shape than expected counts as empty."""
    values = record.fields
    match record.type:
        case "dossier":
            return Columns(
                code=_text(values, "official_code") or _text(values, "provisional_code"),
                name=_text(values, "person_name"),
                status=_text(values, "status"),
                delivery=_text(values, "delivery"),
                cluster=_text(values, "cluster"),
                run=_text(values, "run"),
                due_at_ms=_whole(values, "due_at_ms"),
                received_at_ms=_whole(values, "received_at_ms") or 0,
            )
        case "person":
            return Columns(name=_text(values, "name"), cluster=_text(values, "cluster"))
        case "run":
            return Columns(
                code=_text(values, "code"),
                cluster=_text(values, "cluster"),
                status=_text(values, "state"),
                received_at_ms=_whole(values, "opened_at_ms") or 0,
            )
        case _:
            return Columns(status=_text(values, "state") if record.type == CONFLICT else "")


def name_of(record: Record) -> str:
    """Return the name by which people speak of a person, or of a dossier's submitter; empty for other records."""
    return columns_of(record).name


def search_text_of(record: Record) -> SearchText | None:
    """Return what the record is found by; None for types that nobody looks up."""
    values = record.fields
    if record.type == DOSSIER:
        columns = columns_of(record)
        words = word_tokens(f"{columns.name} {_birth_year(values)}")
        words += [f"p{word}" for word in WORD.findall(fold(_text(values, "procedure_name")))]
        words += [class_token("s", columns.status), class_token("d", columns.delivery)]
        keys = {key for name in ("provisional_code", "official_code") for key in code_keys(_text(values, name))}
        keys |= {squeezed(_text(values, "result_number")), person_key(_text(values, "person"))}
        order = 0
    elif record.type == PERSON:
        words = word_tokens(f"{_text(values, 'name')} {_birth_year(values)}")
        keys = set()
        order = _name_order(_text(values, "name"))
    else:
        return None
    for name in ("personal_number", "old_number", "phone"):
        keys.update(number_keys(_text(values, name)))
    words.append(class_token("c", _text(values, "cluster")))
    return SearchText(words=" ".join(dict.fromkeys(words)), keys=frozenset(keys - {"", person_key("")}), order=order)


def word_tokens(text: str) -> list[str]:
    """Return the words of a text in their three classes."""
    tokens: list[str] = []
    clean = repair(text).lower()
    for word in WORD.findall(clean):
        tokens.append(f"e{word}")
        toned = word if word.isascii() else tone_key(word)
        if toned != word:
            tokens.append(f"t{toned}")
    return tokens + [f"f{word}" for word in WORD.findall(fold(clean))]


def class_token(letter: str, value: str) -> str:
    """Return the one word that stands for a whole value of a class."""
    return letter + squeezed(value)


def place_of(record_type: str, number: int, order: int) -> int:
    """Return where a record stands in lists: people by name, dossiers newest first. It holds the record's number."""
    return order << NUMBER_BITS | number if record_type == PERSON else _LAST_NUMBER - number


def number_at(record_type: str, place: int) -> int:
    """Return the number of the record at a place."""
    return place & _LAST_NUMBER if record_type == PERSON else _LAST_NUMBER - place


def code_keys(code: str) -> list[str]:
    """Return a code without separators, whole and from each of its parts on: people type its end."""
    if not code:
        return []
    parts = WORD.findall(fold(code))
    return ["".join(parts[at:]) for at in range(len(parts))]


def person_key(person_id: str) -> str:
    """Return the key by which a person's dossiers are found; nothing that is typed has a blank in it."""
    return f"person {person_id}"


def number_keys(number: str) -> list[str]:
    """Return a number as one word, a phone also with 0 for +84, and its last four digits, which people remember."""
    digits = squeezed(number)
    if not digits:
        return []
    return [digits, national(digits), digits[-4:]]


def national(digits: str) -> str:
    """Return a number as it is dialled here, with 0 in place of 84."""
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) >= 11 and digits.isdigit() else digits


def squeezed(text: str) -> str:
    """Return the text folded, its letters and digits alone."""
    if text.isascii() and (text.isalnum() or not text):
        return text.lower()
    return "".join(WORD.findall(fold(text)))


def field_defaults(record_type: str) -> dict[str, Any]:
    """Return what a field is that nobody has written yet, as its value class has it."""
    value_class = _VALUES.get(record_type)
    if value_class is None:
        return {}
    return {field.name: field.default for field in fields(value_class) if field.default is not MISSING}


def _name_order(name: str) -> int:
    """Return the first letters of the given name, then of the others, as a number that sorts as they do."""
    words = repair(name).split()
    order = 0
    for sign in fold(" ".join([*words[-1:], *words[:-1]]))[:_ORDER_LETTERS].ljust(_ORDER_LETTERS):
        order = order * 27 + (ord(sign) - ord("a") + 1 if "a" <= sign <= "z" else 0)
    return order


def _birth_year(values: Mapping[str, Any]) -> str:
    return _text(values, "birth")[-4:]


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _whole(values: Mapping[str, Any], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and abs(value) <= _LARGEST else None
