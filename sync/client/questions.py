"""What is asked and read in the same words on every road: the first request of all, a segment's address, a page."""

import msgspec

from sync.client.ports import FerryKeys, Pulled, Standing
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.messages import Enrol, FeedPage
from sync.records.record import decode_record


def enrol_request(standing: Standing, keys: FerryKeys) -> Enrol:
    """Return the request to be known, the same each time: the centre takes it once."""
    return Enrol(
        standing.enrolment_token.hex(),
        standing.device,
        standing.incarnation,
        standing.machine,
        keys.device_signing.public.to_bytes(),
        keys.device_sealing.public.to_bytes(),
        list(standing.officials),
        standing.is_sample,
    )


def segment_path(incarnation: bytes, number: int) -> str:
    """Return where a segment is put."""
    return f"/v1/segments/{incarnation.hex()}/{number}"


def pulled(page: FeedPage) -> Pulled:
    """Read the records of a page. Raises: AnswerBrokenError."""
    written = [bytes(each.record) for each in page.snapshots]
    try:
        records = [decode_record(raw) for raw in written]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise AnswerBrokenError from None
    return Pulled(
        after=page.after,
        upto=page.upto,
        verdicts=page.verdicts,
        records=[(record, each.mine) for record, each in zip(records, page.snapshots, strict=True)],
        durable_seq=page.durable_seq,
        written={record.id: raw for record, raw in zip(records, written, strict=True)},
    )
