"""Faults planted on purpose: each is a mistake that somebody could really make, and some seed must find it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import sqlalchemy as sa

from desktop_app.services.numbers import Codes, next_codes
from desktop_app.storage.bundles import BundlePier
from desktop_app.storage.files import FileShelf
from desktop_app.storage.notebook import Work
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
from sync.client.relay import PeerSegment
from sync.protocol.messages import ProblemCode, Verdict
from sync.protocol.segment import segment_hash
from sync.records.lease import Lease
from sync.records.rules import LEASE
from tests.simulation.shores import CentreShore, Faults, Peers


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


class NeverGreen(Engine):
    """Never dares to say that the notebooks are equal."""

    def sync(self) -> SyncReport:
        return replace(super().sync(), agreed=False)


def codes_of_any_block(work: Work, day: date, *, commune: str, machine: str) -> Codes:
    """Give codes of whatever block the commune has been lent, whoever's it is."""
    borrowed = {Lease.of(record).machine for record in work.view().of_type(LEASE)}
    own = next_codes(work, day, commune=commune, machine=machine)
    others = (next_codes(work, day, commune=commune, machine=each) for each in sorted(borrowed))
    return replace(own, official=next((each.official for each in others if each.official), ""))


def codes_of_one_machine(work: Work, day: date, *, commune: str, machine: str) -> Codes:
    """Give every laptop the codes of the first one."""
    del machine
    return next_codes(work, day, commune=commune, machine="M01")


class GivenIsReceived(Peers):
    """Takes an own segment for received as soon as another laptop has it."""

    def sealed(self, device: bytes, incarnation: bytes, number: int) -> bytes | None:
        found = super().sealed(device, incarnation, number)
        if device == self.notebook.origin.device.bytes:
            BundlePier(self.notebook).settle(number, b"surely")
        return found


class DeliveredUnnoted(Peers):
    """Brings the centre a segment of another laptop, and does not note that it was taken."""

    def note_delivered(self, segment: PeerSegment, receipt: bytes) -> None:
        """Forget it."""


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
    "never_green": Faults(engine=NeverGreen),
    "codes_of_any_block": Faults(codes=codes_of_any_block),
    "codes_of_one_machine": Faults(codes=codes_of_one_machine),
    "given_is_received": Faults(peers=GivenIsReceived),
    "delivered_unnoted": Faults(peers=DeliveredUnnoted),
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

FOUND_BY: Final[Mapping[str, tuple[int, str]]] = {
    "blind_to_its_own": (48, "G7"),
    "codes_of_any_block": (29, "G23"),
    "codes_of_one_machine": (1, "G23"),
    "cursor_before_pages": (16, "G24"),
    "cursor_over_a_gap": (1, "G24"),
    "delivered_unnoted": (6, "G3"),
    "epoch_ignored": (37, "G3"),
    "file_sent_too_soon": (11, "G17"),
    "given_is_received": (6, "G3"),
    "green_on_receipt": (1, "G3"),
    "heal_overwrites_what_waits": (473, "G7"),
    "held_dropped": (88, "G2"),
    "never_green": (1, "G3"),
    "not_idempotent": (1, "G14"),
    "offers_everything_again": (3, "G4"),
    "old_verdict_on_new_work": (592, "G7"),
    "prune_on_receipt": (37, "G3"),
    "pull_overwrites_what_waits": (4, "G7"),
    "receipt_without_answer": (1, "G3"),
    "token_not_checked": (61, "G14"),
    "unknown_never_judged": (10, "G12"),
    "upload_without_hash": (10, "G17"),
}
"""Each planted fault, a seed that meets it, and the promise that it breaks there."""
