"""What is derived from a record's page for lists and for search. Pure; may be thrown away and derived anew."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from itertools import chain
from typing import Any, Final

import msgspec

from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER, PERSON, RUN
from sync.records.run import DeliveryRun
from sync.records.text import fold, repair, tone_key

_LARGEST: Final = 2**63 - 1
_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalnum()}
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


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The plain columns of a record's row. `code` and `status` mean what the record's type says."""

    code: str = ""
    name: str = ""
    status: str = ""
    delivery: str = ""
    cluster: str = ""
    run: str = ""
    due_at_ms: int | None = None
    received_at_ms: int = 0


class SearchText(msgspec.Struct, frozen=True, kw_only=True):
    """What a record is found by: the words of the index, each led by the letter of its class, and its codes.

    Classes: e a word of the name with its marks, t its letters with the tone behind them, f without any mark; p a word
    of the procedure; and what lists narrow by: s status, d delivery, c cluster. `order` is the record's place in a
    list, above its number.
    """

    words: str
    keys: frozenset[str]
    order: int


class Vocabulary:
    """How the index spells what it met already: the names and values of a commune are made of few words.

    It grows with each: one serves one lot of records.
    """

    def __init__(self) -> None:
        self._words: dict[str, tuple[list[str], list[str]]] = {}
        self._values: dict[str, list[str]] = {}

    def words_of(self, text: str) -> list[str]:
        """Return the words of a text in their three classes."""
        spelled = [self._words.get(word) or self._spell(word) for word in repair(text).lower().split()]
        return [*chain.from_iterable(each[0] for each in spelled), *chain.from_iterable(each[1] for each in spelled)]

    def value_words(self, letter: str, text: str) -> list[str]:
        """Return the words of a text, which many records have, in the one class."""
        return self._value(letter + text, lambda: [f"{letter}{word}" for word in WORD.findall(fold(text))])

    def whole_value(self, letter: str, value: str) -> list[str]:
        """Return the one word that stands for a whole value, which many records have, of a class."""
        return self._value(letter + value, lambda: [class_token(letter, value)])

    def _value(self, key: str, spell: Callable[[], list[str]]) -> list[str]:
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = spell()
        return known

    def _spell(self, chunk: str) -> tuple[list[str], list[str]]:
        """Spell what stands between two blanks; where signs part it, it is several words."""
        marked: list[str] = []
        for word in WORD.findall(chunk):
            marked.append(f"e{word}")
            toned = word if word.isascii() else tone_key(word)
            if toned != word:
                marked.append(f"t{toned}")
        spelled = self._words[chunk] = (marked, [f"f{word}" for word in WORD.findall(fold(chunk))])
        return spelled


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


def search_text_of(record: Record, vocabulary: Vocabulary | None = None) -> SearchText | None:
    """Return what the record is found by; None for types that nobody looks up.

    `vocabulary`: handed from record to record, it saves spelling the same words again.
    """
    values = record.fields
    spelling = vocabulary or Vocabulary()
    if record.type == DOSSIER:
        words = spelling.words_of(f"{_text(values, 'person_name')} {_birth_year(values)}")
        words += spelling.value_words("p", _text(values, "procedure_name"))
        words += spelling.whole_value("s", _text(values, "status"))
        words += spelling.whole_value("d", _text(values, "delivery"))
        keys = {*code_keys(_text(values, "provisional_code")), *code_keys(_text(values, "official_code"))}
        keys |= {squeezed(_text(values, "result_number")), person_key(_text(values, "person"))}
        order = 0
    elif record.type == PERSON:
        words = spelling.words_of(f"{_text(values, 'name')} {_birth_year(values)}")
        keys = set()
        order = _name_order(_text(values, "name"))
    else:
        return None
    for name in ("personal_number", "old_number", "phone"):
        keys.update(number_keys(_text(values, name)))
    words += spelling.whole_value("c", _text(values, "cluster"))
    return SearchText(words=" ".join(dict.fromkeys(words)), keys=frozenset(keys - _NO_KEYS), order=order)


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


_NO_KEYS: Final = frozenset(("", person_key("")))


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
    if text.isascii():
        return text.lower() if text.isalnum() else text.lower().translate(_NO_LETTERS)
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
