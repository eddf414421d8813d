"""The notebook as the ferry sees it: what waits, what is under way, what came back (sync.client.ports.Store)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
import sqlalchemy as sa

from desktop_app.storage import healing as bases
from desktop_app.storage import recovery
from desktop_app.storage.file_rows import Files
from desktop_app.storage.integrating import Integration, is_all_settled, mark_durable
from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import (
    HEAD,
    META,
    OFFICIAL,
    OPERATION,
    OPERATION_BYTES,
    RECORD,
    SEGMENT,
    WHOLE_OPERATION,
)
from sync.client.ports import (
    DIFFERS,
    NEVER_AGREED,
    Anew,
    FerryKeys,
    Healing,
    Integrated,
    Offer,
    Pulled,
    Standing,
    Unsent,
    Waiting,
    Written,
)
from sync.protocol.keys import SealingPrivateKey, SealingPublicKey, SigningKey, SigningPublicKey
from sync.protocol.messages import Bucket, EnrolOfficial, Verdict
from sync.records.operation import Origin
from sync.records.record import rolling_hash

_META: Final = sa.select(META)
_LAST_SEGMENT: Final = sa.select(HEAD.c.segment, HEAD.c.segment_hash)
_OFFICIALS: Final = sa.select(OFFICIAL).order_by(OFFICIAL.c.id)
_PENDING: Final = sa.select(SEGMENT).where(SEGMENT.c.receipt.is_(None)).order_by(SEGMENT.c.number).limit(1)
_UNSENT: Final = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(OPERATION.c.size), 0)).where(
    OPERATION.c.state.in_(("waiting", "sending"))
)


class Pier:
    """One notebook's side of the ferry. Each call is one transaction."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self._group_secrets, self._group_key_ids = b"", frozenset[bytes]()

    @property
    def _incarnation(self) -> bytes:
        return self.notebook.origin.incarnation.bytes

    def keys(self) -> FerryKeys:
        """Return the device's own keys and whom it knows."""
        with self.notebook.transaction(write=False) as connection:
            meta = connection.execute(_META).one()
        return FerryKeys(
            device_signing=SigningKey.from_bytes(meta.signing_key),
            device_sealing=SealingPrivateKey.from_bytes(meta.sealing_key),
            centre_signing=SigningPublicKey.from_bytes(meta.centre_signing_key),
            centre_sealing=SealingPublicKey.from_bytes(meta.centre_sealing_key),
            group_sealing=SealingPublicKey.from_bytes(meta.group_key) if meta.group_key else None,
        )

    def standing(self) -> Standing:
        """Return where this laptop stands."""
        with self.notebook.transaction(write=False) as connection:
            meta = connection.execute(_META).one()
            head = connection.execute(_LAST_SEGMENT).one()
            officials = connection.execute(_OFFICIALS).all()
        if meta.group_secrets != self._group_secrets:  # asked at each step of a crossing; their names are reckoned once
            ids = frozenset(SealingPrivateKey.from_bytes(each).key_id for each in _secrets(meta.group_secrets))
            self._group_secrets, self._group_key_ids = meta.group_secrets, ids
        return Standing(
            device=meta.device,
            incarnation=meta.incarnation,
            commune=meta.commune,
            machine=meta.machine,
            is_sample=bool(meta.is_sample),
            is_enrolled=bool(meta.is_enrolled),
            enrolment_token=meta.enrolment_token,
            officials=tuple(EnrolOfficial(each.id, each.name, each.role, each.public_key) for each in officials),
            epoch=meta.epoch,
            cursor=meta.cursor,
            agreed_cursor=meta.agreed_cursor,
            hello=meta.hello,
            last_number=head.segment,
            last_hash=head.segment_hash,
            group_key_ids=self._group_key_ids,
            notices=("pin_changed",) if meta.tls_pin_seen else (),
            is_paused=bool(meta.is_paused),
            is_metered=bool(meta.is_metered),
        )

    def note_enrolled(self, *, epoch: bytes, machine: str) -> None:
        """Keep that the centre knows this laptop. The token stays: a centre that was restored may need it again."""
        self._note(is_enrolled=1, epoch=epoch, machine=machine)

    def note_hello(self, *, epoch: bytes, payload: bytes, durable_seq: int) -> None:
        """Keep the centre's last HelloAnswer; applied operations up to `durable_seq` are in a backup there."""
        with self.notebook.transaction(write=True) as connection:
            Files(connection).offer_to(epoch)
            connection.execute(sa.update(META).values(epoch=epoch, hello=payload))
            mark_durable(connection, self.notebook.origin, durable_seq, self.notebook.clock.now_ms())

    def pending(self) -> Written | None:
        """Return the first segment without a receipt."""
        with self.notebook.transaction(write=False) as connection:
            row = connection.execute(_PENDING.where(SEGMENT.c.incarnation == self._incarnation)).first()
        if row is None:
            return None
        return Written(
            number=row.number, first_seq=row.first_seq, last_seq=row.last_seq, hash=row.hash, sealed=row.sealed
        )

    def unsent(self) -> Unsent:
        """Return how much the centre has not received yet, in a segment or not."""
        with self.notebook.transaction(write=False) as connection:
            count, size = connection.execute(_UNSENT).one()
        return Unsent(operations=count, bytes=size)

    def hash_of(self, number: int) -> bytes | None:
        """Return the hash of a segment of this incarnation that is still kept."""
        wanted = sa.select(SEGMENT.c.hash).where(SEGMENT.c.incarnation == self._incarnation, SEGMENT.c.number == number)
        with self.notebook.transaction(write=False) as connection:
            return connection.execute(wanted).scalar()

    def waiting(self, *, max_bytes: int) -> Sequence[Waiting]:
        """Return the first operations that are in no segment, in order of seq: one more than `max_bytes` hold."""
        wanted = (
            sa.select(OPERATION.c.seq, OPERATION_BYTES.c.raw, OPERATION.c.actor, OPERATION_BYTES.c.signature)
            .select_from(WHOLE_OPERATION)
            .where(OPERATION.c.incarnation == self._incarnation, OPERATION.c.state == "waiting")
            .order_by(OPERATION.c.seq)
        )
        found: list[Waiting] = []
        used = 0
        with self.notebook.transaction(write=False) as connection:
            for seq, raw, actor, signature in connection.execute(wanted):
                found.append(Waiting(seq=seq, raw=raw, actor=actor, signature=signature))
                used += len(raw)
                if used > max_bytes:
                    break
        return found

    def write_down(self, segment: Written) -> None:
        """Keep a new segment; its operations are on their way from now on.

        Raises: RuntimeError where it does not continue the one before (our fault: a gap would stop the queue).
        """
        with self.notebook.transaction(write=True) as connection:
            before = sa.select(sa.func.max(SEGMENT.c.number), sa.func.max(SEGMENT.c.last_seq))
            number, last_seq = connection.execute(before.where(SEGMENT.c.incarnation == self._incarnation)).one()
            if (segment.number, segment.first_seq) != ((number or 0) + 1, (last_seq or 0) + 1):
                raise RuntimeError(f"segment {segment.number} does not continue segment {number}")
            connection.execute(
                sa.insert(SEGMENT),
                {
                    "incarnation": self._incarnation,
                    "number": segment.number,
                    "first_seq": segment.first_seq,
                    "last_seq": segment.last_seq,
                    "sealed": segment.sealed,
                    "hash": segment.hash,
                },
            )
            self.notebook.step("sync.write_down.segment")
            sent = {"state": "sending", "segment": segment.number}
            self._move(connection, segment.first_seq, segment.last_seq, "waiting", sent)
            self.notebook.step("sync.write_down.operations")
            connection.execute(sa.update(HEAD).values(segment=segment.number, segment_hash=segment.hash))
            self.notebook.step("sync.write_down.commit")

    def settle(self, number: int, receipt: bytes) -> None:
        """Keep the receipt of a segment; its operations, and no others, have arrived."""
        here = (SEGMENT.c.incarnation == self._incarnation) & (SEGMENT.c.number == number)
        with self.notebook.transaction(write=True) as connection:
            row = connection.execute(sa.select(SEGMENT.c.first_seq, SEGMENT.c.last_seq).where(here)).one()
            connection.execute(sa.update(SEGMENT).where(here).values(receipt=receipt))
            self.notebook.step("sync.settle.receipt")
            self._move(connection, row.first_seq, row.last_seq, "sending", {"state": "received"})
            self.notebook.step("sync.settle.commit")

    def integrate(self, page: Pulled) -> Integrated:
        """Take in a page: verdicts, records, what waits replayed on top, and the cursor, all or nothing."""
        with self.notebook.transaction(write=True) as connection:
            taken = self._integration(connection).take(page)
            self.notebook.step("sync.integrate.pages")
            connection.execute(sa.update(META).values(cursor=page.upto))
            self.notebook.step("sync.integrate.commit")
        return taken

    def digests(self) -> Mapping[str, tuple[int, bytes]]:
        """Return record type -> count and rolling hash of what the centre is known to have."""
        wanted = sa.select(RECORD.c.type, RECORD.c.base_hash).where(sa.text("base_rev > 0"))
        hashes: dict[str, list[bytes]] = {}
        with self.notebook.transaction(write=False) as connection:
            for row in connection.execute(wanted):
                hashes.setdefault(row.type, []).append(row.base_hash)
        return {name: (len(each), rolling_hash(each)) for name, each in hashes.items()}

    def is_all_applied(self) -> bool:
        """Tell whether nothing of this laptop's waits, is under way, held or parked."""
        with self.notebook.transaction(write=False) as connection:
            return is_all_settled(connection)

    def note_crossing(self, *, at_ms: int, trouble: str, agreed_cursor: int | None, request_id: str = "") -> None:
        """Keep how a crossing went; a cursor where both notebooks were found equal, None where they were not."""
        agreed = {} if agreed_cursor is None else {"agreed_at_ms": at_ms, "agreed_cursor": agreed_cursor}
        self._note(last_try_at_ms=at_ms, last_trouble=trouble, last_request=request_id, **agreed)

    def pull_anew(self) -> None:
        """Begin the feed from its start next time: the notebooks differ."""
        self._note(cursor=0, agreed_cursor=DIFFERS)

    def step_back(self, cursor: int) -> None:
        """Go on from an earlier place of the feed: the centre was restored and its feed ends there."""
        self._note(cursor=cursor, agreed_cursor=NEVER_AGREED)

    def offers(self, *, present: bool) -> Sequence[Offer]:
        """Return the operations of every earlier incarnation, oldest first, and of the present one where asked for."""
        with self.notebook.transaction(write=False) as connection:
            return recovery.offers(connection, unsettled=False, but=b"" if present else self._incarnation)

    def unsettled(self, *, applied_seq: int) -> Sequence[Offer]:
        """Return the operations of earlier incarnations of which the centre has not said its last word.

        And those of the present one up to `applied_seq` that are received, but not judged.
        """
        with self.notebook.transaction(write=False) as connection:
            earlier = recovery.offers(connection, unsettled=True, but=self._incarnation)
            return [*earlier, *recovery.unheard(connection, self._incarnation, applied_seq)]

    def begin_anew(self, anew: Anew) -> int:
        """Go on as `anew` says; return how many operations were carried over into its incarnation."""
        with self.notebook.transaction(write=True) as connection:
            Files(connection).offer_anew()
            carried = recovery.begin_anew(connection, anew, self.notebook.clock.now_ms())
            self.notebook.step("sync.begin_anew.commit")
        self.notebook.origin = Origin(self.notebook.origin.device, UUID(bytes=anew.incarnation))
        return carried

    def note_verdicts(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> None:
        """Write down what became of operations of an earlier incarnation, and the pages that follow from it."""
        with self.notebook.transaction(write=True) as connection:
            self._integration(connection).note_of(incarnation, verdicts)

    def check_bases(self) -> int:
        """Compare what the centre said with its kept hashes, all of it or a part; return how many were not the same."""
        with self.notebook.transaction(write=False) as connection:
            checked = bases.check(connection)
        if checked.is_news:
            with self.notebook.transaction(write=True) as connection:
                if checked.spoiled:
                    checked = bases.check(connection)  # once more: a page may have come in between
                bases.keep(connection, checked)
        return len(checked.spoiled)

    def buckets(self, types: Sequence[str]) -> Sequence[Bucket]:
        """Return count and hash of each bucket of these types that holds something."""
        with self.notebook.transaction(write=False) as connection:
            return bases.own_buckets(connection, types)

    def heal(self, healing: Healing) -> int:
        """Put the bases of some buckets equal to the centre's; return how many differed. What waits stays on top."""
        with self.notebook.transaction(write=True) as connection:
            differed = bases.put_equal(connection, self._integration(connection), healing)
            self.notebook.step("sync.heal.commit")
        return differed

    def keep_group_keys(self, keys: Sequence[bytes]) -> None:
        """Keep the private halves of the commune's group keys, newest first: what follows is sealed to that one."""
        newest = SealingPrivateKey.from_bytes(keys[0]).public.to_bytes()
        self._note(group_secrets=msgspec.msgpack.encode(list(keys)), group_key=newest)

    def _integration(self, connection: sa.Connection) -> Integration:
        return Integration(connection, self.notebook.origin, self.notebook.clock.now_ms())

    def _note(self, **values: Any) -> None:
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(META).values(**values))

    def _move(
        self, connection: sa.Connection, first_seq: int, last_seq: int, state: str, values: Mapping[str, Any]
    ) -> None:
        """Move those operations of a run that are in `state`; what was decided meanwhile stays decided."""
        connection.execute(
            sa.update(OPERATION)
            .where(
                OPERATION.c.incarnation == self._incarnation,
                OPERATION.c.seq.between(first_seq, last_seq),
                OPERATION.c.state == state,
            )
            .values(changed_at_ms=self.notebook.clock.now_ms(), **values)
        )


def _secrets(kept: bytes) -> list[bytes]:
    return msgspec.msgpack.decode(kept, type=list[bytes]) if kept else []
