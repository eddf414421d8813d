"""After a doubt: what the centre does not have is offered again, under the present incarnation or a new one.

A laptop that was restored or copied takes a new incarnation, which freezes the old one before the centre is asked what
it has of it: nothing can arrive under the old name any more, and so nothing arrives twice. A centre that was restored
gets the sealed segments that it lacks again, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sync.client.asking import RECOVER, told
from sync.client.gear import Gear, Tally
from sync.client.greeting import say_hello
from sync.client.ports import Anew, Offer
from sync.protocol.answers import AnswerKind
from sync.protocol.limits import OPERATIONS_MAX
from sync.protocol.messages import HelloAnswer, Recover, RecoverAnswer, Verdict, encode
from sync.protocol.segment import NO_SEGMENT

INCARNATION_BYTES: Final = 16
NOTICE: Final = "new_incarnation"
_NO_HASH: Final = bytes(8)


def begin_anew(gear: Gear, tally: Tally, why: str) -> None:
    """Take a new incarnation and carry over to it every operation that the centre does not have."""
    standing = gear.store.standing()
    fresh = replace(
        standing, incarnation=gear.random(INCARNATION_BYTES), last_number=0, last_hash=NO_SEGMENT, hello=b""
    )
    answer, payload = say_hello(gear, fresh, None, notices=(NOTICE, why))
    _go_on(gear, tally, Anew(
        incarnation=fresh.incarnation,
        verdicts=_all_told(gear, gear.store.offers(present=True)),
        epoch=answer.epoch,
        hello=payload,
        feed_head=answer.feed_head,
        why=why,
    ))  # fmt: skip


def offer_again(gear: Gear, tally: Tally, why: str) -> None:
    """Let every segment that the centre lacks be sent again, byte for byte.

    Where it lacks something of earlier incarnations too, that must come first: everything begins anew, in its order.
    """
    offers = gear.store.offers(present=False)
    verdicts = _all_told(gear, offers)
    if any(each.hashes.keys() - {one.seq for one in verdicts[each.incarnation]} for each in offers):
        begin_anew(gear, tally, why)
        return
    standing = gear.store.standing()
    last = told(standing.hello, HelloAnswer) if standing.hello else None
    answer, payload = say_hello(gear, standing, last)
    _go_on(gear, tally, Anew(
        incarnation=standing.incarnation,
        verdicts=verdicts,
        epoch=answer.epoch,
        hello=payload or standing.hello,
        feed_head=answer.feed_head,
        why=why,
        reopened_after=answer.segment_number,
    ))  # fmt: skip


def hear_last_words(gear: Gear, applied_seq: int) -> bool:
    """Ask what became of operations on which no page of the feed will tell any more; tell whether it has them all.

    Those of earlier incarnations that were held or waited for a person; and those of the present one up to
    `applied_seq` that are still only received: their verdicts lie under a cursor that a centre put back by hand has
    passed again.
    """
    equal_at, gear.equal_at = gear.equal_at, -1  # where it breaks off, the next crossing asks again
    has_all = True
    for offer in gear.store.unsettled(applied_seq=applied_seq):
        verdicts = _told(gear, offer)
        gear.step("sync.note_verdicts")
        gear.store.note_verdicts(offer.incarnation, verdicts)
        has_all &= offer.hashes.keys() <= {each.seq for each in verdicts}
    gear.equal_at = equal_at
    return has_all


def _go_on(gear: Gear, tally: Tally, anew: Anew) -> None:
    gear.equal_at = -1
    gear.step("sync.begin_anew")
    tally.carried += gear.store.begin_anew(anew)
    gear.step("sync.begun_anew")


def _all_told(gear: Gear, offers: Sequence[Offer]) -> dict[bytes, Sequence[Verdict]]:
    return {each.incarnation: _told(gear, each) for each in offers}


def _told(gear: Gear, offer: Offer) -> list[Verdict]:
    """Return the centre's verdicts on those that it has."""
    seqs = sorted(offer.hashes)
    found: list[Verdict] = []
    at = 0
    while at < len(seqs):
        first = seqs[at]
        part = [seq for seq in seqs[at : at + OPERATIONS_MAX] if seq < first + OPERATIONS_MAX]
        hashes = [offer.hashes.get(seq, _NO_HASH) for seq in range(first, part[-1] + 1)]
        request = encode(Recover(offer.incarnation, first, hashes))
        answer = told(gear.asking.ask("POST", RECOVER, request, AnswerKind.RECOVER).payload, RecoverAnswer)
        asked = set(part)
        found += [each for each in answer.verdicts if each.seq in asked]
        at += len(part)
    return found
