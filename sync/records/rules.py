"""The rules of merging as data: kinds of act, merge groups and who owns each. One place; `merge` applies them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

import msgspec

from sync.records.operation import Body, Operation
from sync.records.states import CONFLICT_STATE, DELIVERY, RUN_STATE, STATUS, Event

PERSON: Final = "person"
DOSSIER: Final = "dossier"
RUN: Final = "run"
CONFLICT: Final = "conflict"
LEASE: Final = "lease"
RULING: Final = "ruling"

FORCED: Final = "forced"
"""The field of a record that a person let an operation make or move against the rules."""


class Owner(Enum):
    """Whose word stands while a person decides (domain: entities and who owns each field)."""

    SHARED = "shared"
    """The first in the centre's order stands."""
    CENTRE = "centre"
    """What the centre has stands, against a fact from the field too: the laptop yields."""
    FIELD = "field"
    """What was done at the desk or at a door stands: the later one, and every fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What an act may do. `moves`: state field -> event. `is_fact`: it happened in the world, so it is never parked.

    `settles`: a person decided between two values, so that it may also set states, which nothing else may.
    """

    record_type: str
    version: int = 1
    creates: bool = False
    is_fact: bool = False
    settles: bool = False
    moves: Mapping[str, Event] = field(default_factory=dict)


KINDS: Final[Mapping[str, Kind]] = {
    "person.register": Kind(record_type=PERSON, creates=True),
    "person.amend": Kind(record_type=PERSON),
    "dossier.register": Kind(
        record_type=DOSSIER, creates=True, moves={STATUS: Event.ACCEPTED, DELIVERY: Event.ACCEPTED}
    ),
    "dossier.ask_first": Kind(
        record_type=DOSSIER, creates=True, moves={STATUS: Event.ASKED_FIRST, DELIVERY: Event.ASKED_FIRST}
    ),
    "dossier.refuse_first": Kind(
        record_type=DOSSIER, creates=True, moves={STATUS: Event.REFUSED_FIRST, DELIVERY: Event.REFUSED_FIRST}
    ),
    "dossier.amend": Kind(record_type=DOSSIER),
    "dossier.official_code": Kind(record_type=DOSSIER),
    "dossier.attach": Kind(record_type=DOSSIER, is_fact=True),
    "dossier.void": Kind(record_type=DOSSIER, moves={STATUS: Event.VOIDED}),
    "dossier.ask": Kind(record_type=DOSSIER, moves={STATUS: Event.SUPPLEMENT_ASKED}),
    "dossier.complete": Kind(record_type=DOSSIER, moves={STATUS: Event.COMPLETED}),
    "dossier.refuse": Kind(record_type=DOSSIER, moves={STATUS: Event.REFUSED}),
    "dossier.withdraw": Kind(record_type=DOSSIER, moves={STATUS: Event.WITHDRAWN}),
    "dossier.reopen": Kind(record_type=DOSSIER, moves={STATUS: Event.REOPENED}),
    "dossier.reopen_waiting": Kind(record_type=DOSSIER, moves={STATUS: Event.REOPENED_WAITING}),
    "dossier.forward": Kind(record_type=DOSSIER, moves={STATUS: Event.FORWARDED}),
    "dossier.result": Kind(record_type=DOSSIER, moves={STATUS: Event.RESULT_RECORDED}),
    "dossier.result_undo": Kind(record_type=DOSSIER, moves={STATUS: Event.RESULT_TAKEN_BACK}),
    "dossier.correct": Kind(record_type=DOSSIER, moves={DELIVERY: Event.CORRECTED}),
    "delivery.shelve": Kind(record_type=DOSSIER, moves={DELIVERY: Event.SHELVED}),
    "delivery.unshelve": Kind(record_type=DOSSIER, moves={DELIVERY: Event.UNSHELVED}),
    "delivery.take": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.TAKEN_OUT}),
    "delivery.hand_over": Kind(
        record_type=DOSSIER, is_fact=True, moves={STATUS: Event.SIGNED_FOR, DELIVERY: Event.SIGNED_FOR}
    ),
    "delivery.absent": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.NOBODY_HOME}),
    "delivery.decline": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.DECLINED}),
    "delivery.wrong": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.FOUND_WRONG}),
    "delivery.redate": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.DATE_CHANGED}),
    "delivery.post": Kind(record_type=DOSSIER, is_fact=True, moves={STATUS: Event.POSTED, DELIVERY: Event.POSTED}),
    "delivery.lose": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.LOST}),
    "delivery.find": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.FOUND}),
    "delivery.bring_back": Kind(record_type=DOSSIER, is_fact=True, moves={DELIVERY: Event.BROUGHT_BACK}),
    "run.open": Kind(record_type=RUN, creates=True, moves={RUN_STATE: Event.OPENED}),
    "run.close": Kind(record_type=RUN, is_fact=True, moves={RUN_STATE: Event.CLOSED}),
    "conflict.settle": Kind(record_type=CONFLICT, moves={CONFLICT_STATE: Event.SETTLED}),
    "person.settle": Kind(record_type=PERSON, settles=True),
    "dossier.settle": Kind(record_type=DOSSIER, settles=True),
    "run.settle": Kind(record_type=RUN, settles=True),
    "ruling.retry": Kind(record_type=RULING, creates=True),
    "ruling.set_aside": Kind(record_type=RULING, creates=True),
    "ruling.force": Kind(record_type=RULING, creates=True),
}


def rules_version(kinds: Mapping[str, Kind]) -> str:
    """Return a name for what these rules can read: another one, and what they did not know is judged anew."""
    known = [f"{name} {kind.version}" for name, kind in sorted(kinds.items())]
    text = "\n".join([*known, *Operation.__struct_fields__, *Body.__struct_fields__])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# Written by moves alone, never by what an act sets, unless it settles a conflict.
STATE_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    DOSSIER: frozenset({STATUS, DELIVERY}),
    RUN: frozenset({RUN_STATE}),
    CONFLICT: frozenset({CONFLICT_STATE}),
}
# Logs of facts: they grow by one entry at a time and are never set.
LIST_FIELDS: Final[Mapping[str, frozenset[str]]] = {DOSSIER: frozenset({"attempts", "attachments", "supplements"})}


class Group(msgspec.Struct, frozen=True):
    """Fields that belong together: they merge or clash as a whole, so that no record arises that nobody wrote."""

    name: str
    owner: Owner
    fields: tuple[str, ...]


_DOSSIER_GROUPS: Final = (
    Group("received", Owner.FIELD, ("provisional_code", "received_at_ms", "channel", "place_received")),
    Group("official_code", Owner.CENTRE, ("official_code",)),
    Group("procedure", Owner.SHARED, ("procedure", "procedure_name", "pack")),
    Group("submitter", Owner.SHARED, ("person", "person_name", "personal_number", "birth", "address", "cluster")),
    Group("due", Owner.CENTRE, ("due_at_ms",)),
    Group("fee", Owner.SHARED, ("fee_vnd", "fee_ground", "fee_paid", "fee_receipt")),
    Group(
        "decision",
        Owner.SHARED,
        (STATUS, "result_number", "signer", "signed_on", "decision_note", "refusal", "refusal_ground"),
    ),
    Group(
        "delivery",
        Owner.FIELD,
        (
            DELIVERY,
            "shelf",
            "shelved_at_ms",
            "run",
            "receiver",
            "relation",
            "identity_kind",
            "identity_last4",
            "second_receiver",
            "authorisation",
            "kinship",
            "means",
            "slip",
            "delivered_at_ms",
            "next_visit",
            "tracking_number",
        ),
    ),
)
_RUN_GROUPS: Final = (
    Group("opened", Owner.FIELD, ("code", "cluster", "officer", "dossiers", "opened_at_ms", "manifest", "promised")),
    Group("closed", Owner.FIELD, (RUN_STATE, "taken", "handed_over", "returned", "posted", "lost", "closed_at_ms")),
)


_CONFLICT_GROUPS: Final = (Group("settled", Owner.SHARED, (CONFLICT_STATE, "chosen", "note")),)
_RULING_GROUPS: Final = (
    Group("decision", Owner.FIELD, ("about_device", "about_incarnation", "about_seq", "about_record", "what", "note")),
    Group("outcome", Owner.CENTRE, ("outcome", "outcome_reason")),
)


def _by_field(groups: tuple[Group, ...]) -> Mapping[str, Group]:
    return {name: group for group in groups for name in group.fields}


_GROUP_OF: Final[Mapping[str, Mapping[str, Group]]] = {
    DOSSIER: _by_field(_DOSSIER_GROUPS),
    RUN: _by_field(_RUN_GROUPS),
    PERSON: {},
    CONFLICT: _by_field(_CONFLICT_GROUPS),
    RULING: _by_field(_RULING_GROUPS),
}
_NO_GROUPS: Final[Mapping[str, Group]] = {}


def groups_of(record_type: str) -> Mapping[str, Group]:
    """Return field -> merge group, of the fields that the tables name."""
    return _GROUP_OF.get(record_type, _NO_GROUPS)


def group_of(record_type: str, field_name: str) -> Group:
    """Return the merge group of a field; a field that no table names stands alone and is shared."""
    named = groups_of(record_type).get(field_name)
    return named or Group(field_name, Owner.SHARED, (field_name,))
