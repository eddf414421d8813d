"""A segment made of operations: sealed, signed and named, ready to be written down before it is sent."""

from collections.abc import Sequence

from sync.client.planning import runs_of
from sync.client.ports import FerryKeys, Standing, Waiting, Written
from sync.protocol.sealing import DEFAULT_LEVEL
from sync.protocol.segment import SegmentOrigin, seal_segment, segment_hash
from sync.records.seams import Random


def seal_next(
    operations: Sequence[Waiting], standing: Standing, keys: FerryKeys, random: Random, *, level: int = DEFAULT_LEVEL
) -> Written:
    """Seal operations for the centre and the commune's group, as the segment that follows the last one.

    Raises: SegmentTooLargeError (fewer of them would fit).
    """
    centre, group = keys.centre_sealing, keys.group_sealing
    # One envelope is of one suite. Nothing hangs on the group: the centre alone gets what cannot be sealed to both.
    recipients = [centre, group] if group is not None and group.suite == centre.suite else [centre]
    number, first_seq = standing.last_number + 1, operations[0].seq
    sealed = seal_segment(
        origin=SegmentOrigin(
            device=standing.device,
            incarnation=standing.incarnation,
            epoch=standing.epoch,
            commune=standing.commune,
            sample=standing.is_sample,
        ),
        number=number,
        first_seq=first_seq,
        prev_segment_hash=standing.last_hash,
        ops=[each.raw for each in operations],
        runs=runs_of(operations),
        recipients=recipients,
        device_key=keys.device_signing,
        random=random,
        level=level,
    )
    return Written(
        number=number,
        first_seq=first_seq,
        last_seq=operations[-1].seq,
        hash=segment_hash(sealed),
        sealed=sealed,
    )
