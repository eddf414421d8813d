"""Faults planted on purpose: each is a mistake that somebody could really make, and some seed must find it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from desktop_app.storage.bundles import BundlePier
from desktop_app.storage.files import FileShelf
from desktop_app.storage.tables import META, RECORD, SEGMENT
from sync.central.answering import Centre, Upload
from sync.central.answering import Reply as CentreReply
from sync.central.devices import find_chain, freeze_chain
from sync.central.judging import State
from sync.central.refusal import RefusalError
from sync.central.request import read_request
from sync.central.store import writing
from sync.central.tables import CARRIED, CHAIN, OPERATION
from sync.central.tables import SEGMENT as CENTRE_SEGMENT
from sync.central.uploads import Arriving, forget, kept_bytes
from sync.client.asking import HELLO
from sync.client.engine import Engine, SyncReport
from sync.client.ports import Anew, Healing, Integrated, Pulled, Reply, Written
from sync.protocol.messages import ProblemCode, Verdict
from sync.protocol.segment import segment_hash
from tests.simulation.shores import CentreShore, Faults


class ReceiptWithoutAnswer(BundlePier):
    """Takes a segment for received as soon as it is written down."""

    def write_down(self, segment: Written) -> None:
        super().write_down(segment)
        self.settle(segment.number, b"surely")


class PullOverwritesWhatWaits(BundlePier):
    """Puts the centre's record in the page's place and forgets to replay what waits."""

    def integrate(self, page: Pulled) -> Integrated:
        taken = super().integrate(page)
        ids = [record.id.bytes for record, _ in page.records]
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(RECORD).where(RECORD.c.id.in_(ids)).values(page=RECORD.c.base))
        return taken


class CursorBeforePages(BundlePier):
    """Moves the cursor in a transaction of its own, before the pages are written."""

    def integrate(self, page: Pulled) -> Integrated:
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(META).values(cursor=page.upto))
        self.notebook.step("planted")
        return super().integrate(page)


class BlindToItsOwn(BundlePier):
    """Does not look which of its own operations the centre's record already holds."""

    def integrate(self, page: Pulled) -> Integrated:
        return super().integrate(replace(page, records=[(record, 0) for record, _ in page.records]))


class CursorOverAGap(BundlePier):
    """Moves the cursor over a stamp whose row it has not seen, as one does who trusts a clock or an early head."""

    def integrate(self, page: Pulled) -> Integrated:
        return super().integrate(replace(page, records=page.records[: max(1, len(page.records) - 1)]))


class PruneOnReceipt(BundlePier):
    """Throws the sealed segment away as soon as it has a receipt."""

    def settle(self, number: int, receipt: bytes) -> None:
        super().settle(number, receipt)
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(SEGMENT).where(SEGMENT.c.number == number).values(sealed=b""))


class SentTooSoon(FileShelf):
    """Takes a file for sent as soon as its first piece is on the road."""

    def read(self, name: bytes, start: int, max_bytes: int) -> bytes:
        self.note_sent(name)
        return super().read(name, start, max_bytes)


class OldVerdictOnNewWork(BundlePier):
    """Writes the verdicts on an earlier incarnation down for the present one."""

    def note_verdicts(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> None:
        super().note_verdicts(self.notebook.origin.incarnation.bytes, verdicts)


class EpochIgnored(BundlePier):
    """Notes the centre's new epoch and offers it nothing again."""

    def begin_anew(self, anew: Anew) -> int:
        return super().begin_anew(replace(anew, reopened_after=None))


class HealOverwritesWhatWaits(BundlePier):
    """Heals the page along with what the centre said."""

    def heal(self, healing: Healing) -> int:
        differed = super().heal(healing)
        with self.notebook.transaction(write=True) as connection:
            here = RECORD.c.id.in_([record.id.bytes for record, _ in healing.records])
            connection.execute(sa.update(RECORD).where(here).values(page=b""))
        return differed


class GreenOnReceipt(Engine):
    """Calls the notebooks equal as soon as everything was received."""

    def sync(self) -> SyncReport:
        report = super().sync()
        return replace(report, agreed=report.agreed or not report.trouble)


class NotIdempotent(CentreShore):
    """Does not look whether it has a segment already under (device, incarnation, number, hash)."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        store = self.centre.store
        here = CENTRE_SEGMENT.c.hash == segment_hash(body)
        with store.engine.connect() as connection:
            known = connection.execute(sa.select(CENTRE_SEGMENT).where(here)).one_or_none() if method == "PUT" else None
        if known is None:
            return super().answer(method, path, headers, body)
        with writing(store.engine) as connection:
            chain = find_chain(connection, known.device, known.incarnation)
            if chain is not None:
                freeze_chain(connection, chain)
        digest = read_request(method, path, headers, body).digest
        refused = self.centre.refuse(RefusalError(ProblemCode.FORK, "number"), digest)
        return Reply(status=refused.status, content_type=refused.content_type, body=refused.body)


class TokenNotChecked(CentreShore):
    """Takes any token."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if path == HELLO:
            with writing(self.centre.store.engine) as connection:
                connection.execute(sa.update(CHAIN).values(token=b"", token_pending=b""))
        return super().answer(method, path, headers, body)


class ForgetsWhatItHas(CentreShore):
    """Says of everything that it never had it, so that all of it is offered again."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = super().answer(method, path, headers, body)
        with writing(self.centre.store.engine) as connection:
            connection.execute(sa.update(OPERATION).values(hash=bytes(32)))
            connection.execute(sa.delete(CARRIED))
        return reply


class NeverLooksAgain(CentreShore):
    """Learns new kinds of act, and lets lie what it could not read before."""

    def take_up(self, centre: Centre) -> None:
        """Leave it as it is."""


class DropsWhatItHolds(CentreShore):
    """Lets go of what waits for its record."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = super().answer(method, path, headers, body)
        with writing(self.centre.store.engine) as connection:
            dropped = {"state": State.SET_ASIDE, "reason": "dropped"}
            connection.execute(sa.update(OPERATION).where(OPERATION.c.state == State.HELD).values(dropped))
        return reply


class _Unhashed(Arriving):
    """Takes whatever came for the whole, and keeps it."""

    def finish(self) -> bytes:
        self.keep()
        with self.office.engine.connect() as connection:
            whole = kept_bytes(connection, self.device.id, self.hash)
        payload = self.take_whole(whole)
        with writing(self.office.engine) as connection:
            forget(connection, self.device.id, [self.hash])
        return payload


class UploadWithoutHash(CentreShore):
    """Goes on with an upload without looking at its hash."""

    def begin(self, method: str, path: str, headers: Mapping[str, str]) -> Upload | CentreReply | None:
        upload = super().begin(method, path, headers)
        if not isinstance(upload, Upload):
            return upload
        asked = upload.arriving
        unhashed = _Unhashed(
            office=asked.office,
            device=asked.device,
            hash=asked.hash,
            size=asked.size,
            have=asked.have,
            take_whole=asked.take_whole,
        )
        return replace(upload, arriving=unhashed)


PLANTED: Final[Mapping[str, Faults]] = {
    "receipt_without_answer": Faults(pier=ReceiptWithoutAnswer),
    "pull_overwrites_what_waits": Faults(pier=PullOverwritesWhatWaits),
    "cursor_before_pages": Faults(pier=CursorBeforePages),
    "blind_to_its_own": Faults(pier=BlindToItsOwn),
    "green_on_receipt": Faults(engine=GreenOnReceipt),
    "not_idempotent": Faults(centre=NotIdempotent),
    "prune_on_receipt": Faults(pier=PruneOnReceipt),
    "old_verdict_on_new_work": Faults(pier=OldVerdictOnNewWork),
    "token_not_checked": Faults(centre=TokenNotChecked),
    "offers_everything_again": Faults(centre=ForgetsWhatItHas),
    "cursor_over_a_gap": Faults(pier=CursorOverAGap),
    "held_dropped": Faults(centre=DropsWhatItHolds),
    "heal_overwrites_what_waits": Faults(pier=HealOverwritesWhatWaits),
    "file_sent_too_soon": Faults(shelf=SentTooSoon),
    "unknown_never_judged": Faults(centre=NeverLooksAgain),
    "upload_without_hash": Faults(centre=UploadWithoutHash),
    "epoch_ignored": Faults(pier=EpochIgnored),
}
