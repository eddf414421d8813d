"""Who may receive a result, and whether it may travel: the catalogue's receiver rules, asked before the fact. Pure.

After the fact nothing is rejected: these checks stand in front of the official, not at the centre.
"""

from collections.abc import Collection
from typing import Final

from sync.records.catalogue import ReceiverRule
from sync.records.delivery import RELATIONS, Receiver
from sync.records.errors import RefusedError

ALWAYS_ALLOWED: Final = ("owner",)


def relations(rule: ReceiverRule | None) -> tuple[str, ...]:
    """Return the relations that may receive, in the order of RELATIONS; the owner alone where there is no rule."""
    return ALWAYS_ALLOWED if rule is None else tuple(each for each in RELATIONS if each in rule.receivers)


def terms_of_travel(rule: ReceiverRule | None) -> tuple[str, ...]:
    """Return what must be promised before the result may leave the office (`register_carried`, `both_present`)."""
    return () if rule is None else rule.home_terms


def check_travel(rule: ReceiverRule | None, promised: Collection[str] = ()) -> None:
    """Raise RefusedError may_not_travel, about the rule's own sentence, where the result must stay in the office."""
    if rule is None or (rule.may_go_home and set(rule.home_terms) <= set(promised)):
        return
    raise RefusedError("may_not_travel", rule.refusal or rule.name)


def check_may_receive(rule: ReceiverRule | None, receiver: Receiver) -> None:
    """Raise RefusedError receiver_not_allowed, authorisation_missing or kin_not_exempt."""
    if receiver.relation not in relations(rule):
        raise RefusedError("receiver_not_allowed", "" if rule is None else rule.name)
    if receiver.relation != "authorised":
        return
    match receiver.authorisation:
        case "certified":
            return
        case "kin":
            if rule is None or receiver.kinship not in rule.kin_without_certificate:
                raise RefusedError("kin_not_exempt")
        case _:
            raise RefusedError("authorisation_missing")
