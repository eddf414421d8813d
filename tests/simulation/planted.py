"""Faults planted on purpose: each is a mistake that somebody could really make, and some seed must find it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from desktop_app.storage.pier import Pier
from desktop_app.storage.tables import META, RECORD
from sync.client.engine import Engine, SyncReport
from sync.client.ports import Integrated, Pulled, Written
from tests.simulation.shores import Faults


class ReceiptWithoutAnswer(Pier):
    """Takes a segment for received as soon as it is written down."""

    def write_down(self, segment: Written) -> None:
        super().write_down(segment)
        self.settle(segment.number, b"surely")


class PullOverwritesWhatWaits(Pier):
    """Puts the centre's record in the page's place and forgets to replay what waits."""

    def integrate(self, page: Pulled) -> Integrated:
        taken = super().integrate(page)
        ids = [record.id.bytes for record, _ in page.records]
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(RECORD).where(RECORD.c.id.in_(ids)).values(page=RECORD.c.base))
        return taken


class CursorBeforePages(Pier):
    """Moves the cursor in a transaction of its own, before the pages are written."""

    def integrate(self, page: Pulled) -> Integrated:
        with self.notebook.transaction(write=True) as connection:
            connection.execute(sa.update(META).values(cursor=page.upto))
        self.notebook.step("planted")
        return super().integrate(page)


class BlindToItsOwn(Pier):
    """Does not look which of its own operations the centre's record already holds."""

    def integrate(self, page: Pulled) -> Integrated:
        return super().integrate(replace(page, records=[(record, 0) for record, _ in page.records]))


class GreenOnReceipt(Engine):
    """Calls the notebooks equal as soon as everything was received."""

    def sync(self) -> SyncReport:
        report = super().sync()
        return replace(report, agreed=report.agreed or not report.trouble)


PLANTED: Final[Mapping[str, Faults]] = {
    "receipt_without_answer": Faults(pier=ReceiptWithoutAnswer),
    "pull_overwrites_what_waits": Faults(pier=PullOverwritesWhatWaits),
    "cursor_before_pages": Faults(pier=CursorBeforePages),
    "blind_to_its_own": Faults(pier=BlindToItsOwn),
    "green_on_receipt": Faults(engine=GreenOnReceipt),
}
