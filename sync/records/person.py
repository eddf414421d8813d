"""A resident as the desk knows him: the working copy, never the source of truth. Pure."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from sync.records.act import Act
from sync.records.errors import RefusedError
from sync.records.operation import Body
from sync.records.record import Record
from sync.records.text import nfc

MAX_NAME_CHARS = 120
MAX_LINE_CHARS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One resident. `birth` is dd/MM/yyyy, MM/yyyy or yyyy as far as known; `name` is kept as on the paper (NFC).

    `household` is the mark by which a list says who lives together, `relation` what he is to the head of it.
    """

    id: UUID
    name: str = ""
    birth: str = ""
    sex: str = ""
    personal_number: str = ""
    old_number: str = ""
    phone: str = ""
    address: str = ""
    cluster: str = ""
    note: str = ""
    household: str = ""
    relation: str = ""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a person from its record; fields of a later version are left alone."""
        known = {name: value for name, value in record.fields.items() if name in cls.__dataclass_fields__}
        return cls(**{**known, "id": record.id})


def register(person: Person) -> Act:
    """Add a resident. Raises: RefusedError name_missing, too_long."""
    return Act(kind="person.register", record=person.id, body=Body(sets=_checked(_without_id(person))))


def amend(before: Person, after: Person) -> Act:
    """Change what differs. Raises: RefusedError nothing_changed, name_missing, too_long."""
    old, new = _without_id(before), _checked(_without_id(after))
    changed = {name: value for name, value in new.items() if value != old[name]}
    if not changed:
        raise RefusedError("nothing_changed")
    return Act(kind="person.amend", record=before.id, body=Body(sets=changed))


def _without_id(person: Person) -> dict[str, Any]:
    values = asdict(person)
    del values["id"]
    return values


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    clean = {name: nfc(value).strip() for name, value in values.items()}
    if not clean["name"]:
        raise RefusedError("name_missing")
    for name, value in clean.items():
        if len(value) > (MAX_NAME_CHARS if name == "name" else MAX_LINE_CHARS):
            raise RefusedError("too_long", name)
    return clean
