"""What is derived from a record's page for lists and for search. Pure; may be thrown away and derived anew."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from sync.records.delivery import DeliveryRun
from sync.records.dossier import Dossier
from sync.records.person import Person
from sync.records.record import Record
from sync.records.rules import CONFLICT, DOSSIER, PERSON, RUN
from sync.records.text import fold, repair, tone_key

_LARGEST: Final = 2**63 - 1
_SEPARATORS: Final = re.compile(r"[\s.\-/_()+]+")
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
    """The three columns of the index: words with their marks, words without, and codes with numbers."""

    exact: str
    folded: str
    codes: str


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


def search_text_of(record: Record) -> SearchText | None:
    """Return what the record is found by; None for types that nobody looks up."""
    values = record.fields
    if record.type == DOSSIER:
        words = f"{_text(values, 'person_name')} {_text(values, 'procedure_name')}"
        written: tuple[str, ...] = ("provisional_code", "official_code", "result_number")
    elif record.type == PERSON:
        words = _text(values, "name")
        written = ()
    else:
        return None
    keys = [key for name in written for key in code_keys(_text(values, name))]
    for name in ("personal_number", "old_number", "phone"):
        keys += number_keys(_text(values, name))
    return SearchText(exact=f"{repair(words).lower()} {tone_key(words)}", folded=fold(words), codes=" ".join(keys))


def code_keys(code: str) -> list[str]:
    """Return a code as its parts and as one word."""
    return [fold(code), squeezed(code)] if code else []


def number_keys(number: str) -> list[str]:
    """Return a number as one word, a phone also with 0 for +84, and its last four digits, which people remember."""
    digits = squeezed(number)
    if not digits:
        return []
    national = ["0" + digits[2:]] if digits.startswith("84") and len(digits) >= 11 else []
    return [digits, *national, digits[-4:]]


def squeezed(text: str) -> str:
    """Return the text folded and without separators."""
    return _SEPARATORS.sub("", fold(text))


def field_defaults(record_type: str) -> dict[str, Any]:
    """Return what a field is that nobody has written yet, as its value class has it."""
    value_class = _VALUES.get(record_type)
    if value_class is None:
        return {}
    return {field.name: field.default for field in fields(value_class) if field.default is not MISSING}


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _whole(values: Mapping[str, Any], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and abs(value) <= _LARGEST else None
