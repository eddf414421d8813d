"""Where both notebooks differ: buckets are compared, and only those that differ are fetched and put equal."""

from collections.abc import Iterator, Sequence

import msgspec

from sync.client.asking import BUCKETS, HEAL, told
from sync.client.gear import Gear
from sync.client.ports import Healing
from sync.protocol.answers import AnswerKind
from sync.protocol.errors import AnswerBrokenError, NotForUsError
from sync.protocol.feed import open_sealed
from sync.protocol.messages import BucketsAnswer, BucketsRequest, HealPage, HealRequest, encode
from sync.records.record import Record, decode_record


def heal(gear: Gear, types: Sequence[str]) -> int:
    """Put what the centre is known to have equal to what it has; return how many records differed.

    What the official wrote and the centre has not applied stays on top of it.
    """
    proven = gear.asking.ask("POST", BUCKETS, encode(BucketsRequest(list(types))), AnswerKind.BUCKETS)
    theirs = {(each.type, each.bucket): (each.count, each.hash) for each in told(proven.payload, BucketsAnswer).buckets}
    ours = {(each.type, each.bucket): (each.count, each.hash) for each in gear.store.buckets(types)}
    healed = 0
    for name in types:
        buckets = sorted(at for kind, at in theirs.keys() | ours.keys() if kind == name)
        differing = [at for at in buckets if theirs.get((name, at)) != ours.get((name, at))]
        if differing:
            for healing in _fetched(gear, name, differing):
                gear.step("sync.heal")
                healed += gear.store.heal(healing)
                gear.step("sync.healed")
    return healed


def _fetched(gear: Gear, name: str, buckets: Sequence[int]) -> Iterator[Healing]:
    """Give all that the centre has of those buckets, a page at a time."""
    after = b""
    while True:
        request = encode(HealRequest(name, list(buckets), after, gear.page_bytes))
        gear.meter.begin_page()
        try:
            proven = gear.asking.ask("POST", HEAL, request, AnswerKind.HEAL)
            page = open_sealed(proven.payload, HealPage, request_digest=proven.digest, key=gear.keys.device_sealing)
            written = [bytes(each.record) for each in page.snapshots]
            records = [(decode_record(raw), each.mine) for raw, each in zip(written, page.snapshots, strict=True)]
        except (NotForUsError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise AnswerBrokenError from None
        is_forward = (page.type, page.after_id) == (name, after) and (not page.upto_id or page.upto_id > after)
        if not is_forward or not all(_belongs(record, page, buckets) for record, _ in records):
            raise AnswerBrokenError
        yield Healing(
            type=name,
            buckets=buckets,
            after_id=after,
            upto_id=page.upto_id,
            records=records,
            written={record.id: raw for (record, _), raw in zip(records, written, strict=True)},
        )
        if not page.upto_id:
            return
        after = page.upto_id


def _belongs(record: Record, page: HealPage, buckets: Sequence[int]) -> bool:
    """Tell whether the record is one of those that were asked for."""
    place = record.id.bytes
    is_within = place > page.after_id and (not page.upto_id or place <= page.upto_id)
    return record.type == page.type and place[0] in buckets and is_within
