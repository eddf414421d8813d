"""Segments of the commune's other laptops: carried for them, and read, but never part of what the centre said."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import META, PEER_CHAIN, PEER_SEGMENT, SEGMENT
from sync.client.handing_on import Fate, Refusal
from sync.client.relay import Belonging, Chain, PeerSegment
from sync.protocol.keys import SealingPrivateKey, SigningKey
from sync.protocol.segment import segment_hash

_IN_ORDER = (PEER_SEGMENT.c.device, PEER_SEGMENT.c.incarnation, PEER_SEGMENT.c.number)
_OF_CHAIN = (PEER_CHAIN.c.device == PEER_SEGMENT.c.device) & (PEER_CHAIN.c.incarnation == PEER_SEGMENT.c.incarnation)
_CARRIED = (
    sa.select(PEER_SEGMENT)
    .select_from(PEER_SEGMENT.outerjoin(PEER_CHAIN, _OF_CHAIN))
    .where(PEER_SEGMENT.c.is_at_centre == 0, PEER_CHAIN.c.fate.is_distinct_from(Fate.LET_GO))
    .order_by(*_IN_ORDER)
)


class PeerPier:
    """One notebook's side of a meeting (sync.client.relay.PeerStore), and of carrying on (CarrierStore)."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook

    @property
    def _incarnation(self) -> bytes:
        """Return the present one: the ferry may take another while this stands ready."""
        return self.notebook.origin.incarnation.bytes

    def belonging(self) -> Belonging:
        """Return who this laptop is."""
        with self.notebook.transaction(write=False) as connection:
            meta = connection.execute(sa.select(META)).one()
        secrets = msgspec.msgpack.decode(meta.group_secrets, type=list[bytes]) if meta.group_secrets else []
        return Belonging(
            device=meta.device,
            commune=meta.commune,
            is_sample=bool(meta.is_sample),
            group_keys=[SealingPrivateKey.from_bytes(each) for each in secrets],
        )

    def inventory(self) -> Sequence[Chain]:
        """Return what the centre may lack: own segments without a receipt, and those of others that it may take."""
        open_here = sa.select(SEGMENT.c.number).where(
            SEGMENT.c.incarnation == self._incarnation, SEGMENT.c.receipt.is_(None)
        )
        with self.notebook.transaction(write=False) as connection:
            meta = connection.execute(sa.select(META.c.device, META.c.machine, META.c.signing_key)).one()
            own = list(connection.execute(open_here.order_by(SEGMENT.c.number)).scalars())
            carried = connection.execute(_CARRIED.where(PEER_CHAIN.c.fate.is_distinct_from(Fate.CLOSED))).all()
        public = SigningKey.from_bytes(meta.signing_key).public.to_bytes()
        chains = {(meta.device, self._incarnation): Chain(meta.device, self._incarnation, meta.machine, public, own)}
        for row in carried:
            known = chains.get((row.device, row.incarnation))
            numbers = [*known.numbers, row.number] if known else [row.number]
            chains[row.device, row.incarnation] = Chain(
                row.device, row.incarnation, row.machine, row.signing_key, numbers
            )
        return [each for each in chains.values() if each.numbers]

    def lacking(self, chain: Chain) -> Sequence[int]:
        """Return the numbers of another laptop's chain that never came here; none of one that is sent no more."""
        known = sa.select(PEER_SEGMENT.c.number).where(
            PEER_SEGMENT.c.device == chain.device, PEER_SEGMENT.c.incarnation == chain.incarnation
        )
        ended = sa.select(PEER_CHAIN.c.fate).where(_chain(chain), PEER_CHAIN.c.fate != Fate.WAITS)
        with self.notebook.transaction(write=False) as connection:
            if connection.execute(ended).first():
                return []
            here = set(connection.execute(known).scalars())
        return [number for number in chain.numbers if number not in here]

    def sealed(self, device: bytes, incarnation: bytes, number: int) -> bytes | None:
        """Return a segment's bytes."""
        table = SEGMENT if device == self.notebook.origin.device.bytes else PEER_SEGMENT
        here = (table.c.incarnation == incarnation) & (table.c.number == number)
        if table is PEER_SEGMENT:
            here &= PEER_SEGMENT.c.device == device
        with self.notebook.transaction(write=False) as connection:
            return connection.execute(sa.select(table.c.sealed).where(here)).scalar() or None

    def keep_peer(self, segment: PeerSegment) -> None:
        """Keep another laptop's segment; the first that came under a number stays."""
        with self.notebook.transaction(write=True) as connection:
            connection.execute(
                insert(PEER_SEGMENT).on_conflict_do_nothing(),
                {
                    "device": segment.device,
                    "incarnation": segment.incarnation,
                    "number": segment.number,
                    "hash": segment_hash(segment.sealed),
                    "sealed": segment.sealed,
                    "machine": segment.machine,
                    "signing_key": segment.signing_public,
                    "came_at_ms": self.notebook.clock.now_ms(),
                },
            )

    def carried(self) -> Sequence[PeerSegment]:
        """Return the segments of others that the centre has not received from here, each chain in order.

        Without those whose author carries them into a new incarnation himself.
        """
        with self.notebook.transaction(write=False) as connection:
            return [_segment(row) for row in connection.execute(_CARRIED)]

    def closed(self) -> Sequence[tuple[str, str]]:
        """Return machine and reason of each chain that is kept here and that the centre will never take."""
        closed = _CARRIED.where(PEER_CHAIN.c.fate == Fate.CLOSED).with_only_columns(
            PEER_SEGMENT.c.machine, PEER_CHAIN.c.reason
        )
        with self.notebook.transaction(write=False) as connection:
            return sorted({(row.machine, row.reason) for row in connection.execute(closed)})

    def due(self) -> list[PeerSegment]:
        """Return the segments of others that are to be handed on now, each chain in order; none where bytes cost.

        A clock that was put back since the last refusal counts as waited long enough.
        """
        now_ms = self.notebook.clock.now_ms()
        since_ms = now_ms - PEER_CHAIN.c.refused_at_ms
        is_due = PEER_CHAIN.c.fate.is_(None) | (
            (PEER_CHAIN.c.fate == Fate.WAITS) & ((since_ms < 0) | (since_ms >= PEER_CHAIN.c.wait_ms))
        )
        with self.notebook.transaction(write=False) as connection:
            if connection.execute(sa.select(META.c.is_metered)).scalar_one():
                return []
            return [_segment(row) for row in connection.execute(_CARRIED.where(is_due))]

    def failures(self, segment: PeerSegment) -> int:
        """Return how often in a row the centre refused the segment's chain."""
        with self.notebook.transaction(write=False) as connection:
            return connection.execute(sa.select(PEER_CHAIN.c.failures).where(_chain(segment))).scalar() or 0

    def note_refused(self, segment: PeerSegment, refusal: Refusal) -> None:
        """Keep why the centre took no more of the segment's chain; its bytes stay."""
        values = {
            "reason": refusal.reason,
            "fate": refusal.fate,
            "failures": refusal.failures,
            "refused_at_ms": self.notebook.clock.now_ms(),
            "wait_ms": refusal.wait_ms,
        }
        chain = {"device": segment.device, "incarnation": segment.incarnation}
        row = insert(PEER_CHAIN).values(**chain, **values).on_conflict_do_update(index_elements=[*chain], set_=values)
        with self.notebook.transaction(write=True) as connection:
            connection.execute(row)

    def note_delivered(self, segment: PeerSegment, receipt: bytes) -> None:
        """Keep that the centre has a segment of another laptop; its bytes are the centre's care from now on."""
        here = (
            (PEER_SEGMENT.c.device == segment.device)
            & (PEER_SEGMENT.c.incarnation == segment.incarnation)
            & (PEER_SEGMENT.c.number == segment.number)
        )
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(PEER_SEGMENT).where(here).values(is_at_centre=1, receipt=receipt, sealed=b""))
            connection.execute(sa.delete(PEER_CHAIN).where(_chain(segment)))


def _chain(of: Chain | PeerSegment) -> sa.ColumnElement[bool]:
    return (PEER_CHAIN.c.device == of.device) & (PEER_CHAIN.c.incarnation == of.incarnation)


def _segment(row: sa.Row[Any]) -> PeerSegment:
    return PeerSegment(
        device=row.device,
        incarnation=row.incarnation,
        number=row.number,
        machine=row.machine,
        signing_public=row.signing_key,
        sealed=row.sealed,
    )
