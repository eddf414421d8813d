"""A small world for tests of the wire: keys from a seed, a laptop, a centre, operations and signed runs."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from sync.protocol.chain import Run, chain_over, chain_start, run_message
from sync.protocol.keys import SealingPrivateKey, SigningKey, Suite, new_sealing_key, new_signing_key
from sync.protocol.segment import COLUMNS_FORMAT, NO_EPOCH, NO_SEGMENT, SegmentOrigin, seal_segment

ACTOR = bytes(range(16))


def seeded(seed: int) -> random.Random:
    """A source whose `randbytes` stands in for randomness."""
    return random.Random(seed)


@dataclass(frozen=True, kw_only=True)
class Wire:
    """Who stands on both shores."""

    origin: SegmentOrigin
    device: SigningKey
    official: SigningKey
    centre: SealingPrivateKey
    group: SealingPrivateKey
    draw: random.Random


def wire(suite: Suite = Suite.X25519, seed: int = 1) -> Wire:
    draw = seeded(seed)
    return Wire(
        origin=SegmentOrigin(
            device=draw.randbytes(16), incarnation=draw.randbytes(16), epoch=NO_EPOCH, commune="09661", sample=True
        ),
        device=new_signing_key(draw.randbytes),
        official=new_signing_key(draw.randbytes),
        centre=new_sealing_key(draw.randbytes, suite),
        group=new_sealing_key(draw.randbytes, suite),
        draw=draw,
    )


def operations(count: int) -> list[bytes]:
    return [
        msgspec.msgpack.encode([seq, "dossier.amend", {"note": f"ghi chú số {seq}"}]) for seq in range(1, count + 1)
    ]


def one_run(world: Wire, ops: Sequence[bytes], first_seq: int = 1) -> list[Run]:
    """All of `ops` by one official, from the start of the chain."""
    end = chain_over(chain_start(world.origin.device, world.origin.incarnation), ops)
    return [Run(ACTOR, first_seq + len(ops) - 1, world.official.sign(run_message(end)))]


def sealed(
    world: Wire, ops: Sequence[bytes], *, number: int = 1, first_seq: int = 1, layout: int = COLUMNS_FORMAT
) -> bytes:
    """A segment for the centre and the commune's group."""
    return seal_segment(
        origin=world.origin,
        number=number,
        first_seq=first_seq,
        prev_segment_hash=NO_SEGMENT,
        ops=ops,
        runs=one_run(world, ops, first_seq),
        recipients=[world.centre.public, world.group.public],
        device_key=world.device,
        random=world.draw.randbytes,
        layout=layout,
    )
