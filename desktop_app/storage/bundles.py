"""What the notebook keeps of bundles: their numbers, which never go back, and what their answers are bound to."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import BUNDLE, COUNTER, SEGMENT
from sync.client.bundles import Asked, SentBundle
from sync.client.ports import Written

_COUNTER = "bundle"
_NEXT_NUMBER = (
    insert(COUNTER)
    .values(name=_COUNTER, value=1)
    .on_conflict_do_update(index_elements=[COUNTER.c.name], set_={"value": COUNTER.c.value + 1})
    .returning(COUNTER.c.value)
)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What `bundle.requests` holds."""

    incarnation: bytes
    is_whole: bool
    asked: tuple[Asked, ...]


class BundlePier(Pier):
    """One notebook's side of the ferry, with what bundles need besides (sync.client.bundles.BundleStore)."""

    def next_bundle_number(self) -> int:
        """Return the next number of a bundle, from 1; a number that was drawn is never drawn again."""
        with self.notebook.transaction(write=True) as connection:
            number: int = connection.execute(_NEXT_NUMBER).scalar_one()
        return number

    def open_segments(self) -> Sequence[tuple[int, int]]:
        """Return number and size of every segment without a receipt, in order."""
        wanted = (
            sa.select(SEGMENT.c.number, sa.func.length(SEGMENT.c.sealed))
            .where(SEGMENT.c.incarnation == self._incarnation, SEGMENT.c.receipt.is_(None))
            .order_by(SEGMENT.c.number)
        )
        with self.notebook.transaction(write=False) as connection:
            return [(number, size) for number, size in connection.execute(wanted)]

    def last_segments(self) -> Sequence[int]:
        """Return the number of the last segment of this incarnation that is still kept, if there is one."""
        wanted = sa.select(sa.func.max(SEGMENT.c.number)).where(SEGMENT.c.incarnation == self._incarnation)
        with self.notebook.transaction(write=False) as connection:
            number: int | None = connection.execute(wanted).scalar()
        return [] if number is None else [number]

    def segment(self, number: int) -> Written:
        """Return a segment of this incarnation."""
        here = sa.select(SEGMENT).where(SEGMENT.c.incarnation == self._incarnation, SEGMENT.c.number == number)
        with self.notebook.transaction(write=False) as connection:
            row = connection.execute(here).one()
        return Written(
            number=row.number, first_seq=row.first_seq, last_seq=row.last_seq, hash=row.hash, sealed=row.sealed
        )

    def operations_in(self, first_segment: int, last_segment: int) -> int:
        """Return how many operations these segments carry."""
        here = (SEGMENT.c.incarnation == self._incarnation) & SEGMENT.c.number.between(first_segment, last_segment)
        count = sa.func.coalesce(sa.func.sum(SEGMENT.c.last_seq - SEGMENT.c.first_seq + 1), 0)
        with self.notebook.transaction(write=False) as connection:
            operations: int = connection.execute(sa.select(count).where(here)).scalar_one()
        return operations

    def keep_bundle(self, bundle: SentBundle) -> None:
        """Remember a bundle: without it nobody could tell what its answers answer."""
        requests = msgspec.msgpack.encode(_Kept(bundle.incarnation, bundle.is_whole, bundle.asked))
        with self.notebook.transaction(write=True) as connection:
            connection.execute(
                sa.insert(BUNDLE),
                {
                    "id": bundle.hash,
                    "number": bundle.number,
                    "requests": requests,
                    "first_segment": bundle.first_segment,
                    "last_segment": bundle.last_segment,
                    "made_at_ms": bundle.made_at_ms,
                },
            )

    def bundle(self, digest: bytes) -> SentBundle | None:
        """Return the bundle whose file has this hash; the first half of the hash is enough."""
        return self._bundle(sa.func.substr(BUNDLE.c.id, 1, len(digest)) == digest)

    def bundle_numbered(self, number: int) -> SentBundle | None:
        """Return the bundle with this number."""
        return self._bundle(BUNDLE.c.number == number)

    def _bundle(self, here: sa.ColumnElement[bool]) -> SentBundle | None:
        with self.notebook.transaction(write=False) as connection:
            row = connection.execute(sa.select(BUNDLE).where(here)).one_or_none()
        if row is None:
            return None
        kept = msgspec.msgpack.decode(row.requests, type=_Kept)
        return SentBundle(
            hash=row.id,
            number=row.number,
            incarnation=kept.incarnation,
            is_whole=kept.is_whole,
            asked=kept.asked,
            first_segment=row.first_segment,
            last_segment=row.last_segment,
            made_at_ms=row.made_at_ms,
            answered_at_ms=row.answered_at_ms,
        )

    def note_answered(self, digest: bytes, at_ms: int) -> None:
        """Remember that a bundle's answers have come."""
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(BUNDLE).where(BUNDLE.c.id == digest).values(answered_at_ms=at_ms))

    def offer_again(self, number: int) -> None:
        """Forget the receipts from this segment on: the centre does not have what it gave them for."""
        here = (SEGMENT.c.incarnation == self._incarnation) & (SEGMENT.c.number >= number)
        with self.notebook.transaction(write=True) as connection:
            first_seq = connection.execute(sa.select(sa.func.min(SEGMENT.c.first_seq)).where(here)).scalar()
            if first_seq is None:
                return
            last_seq = connection.execute(sa.select(sa.func.max(SEGMENT.c.last_seq)).where(here)).scalar_one()
            connection.execute(sa.update(SEGMENT).where(here).values(receipt=None))
            self._move(connection, first_seq, last_seq, "received", {"state": "sending"})
