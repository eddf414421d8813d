"""Two officials' branches of one record, written as short acts: what the tests of merging share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sync.records.merge import Applied, Held, Parked, apply
from sync.records.operation import Body, Operation, Origin
from sync.records.record import Record

SUBJECT = UUID(int=0xD055)
AN = Origin(UUID(int=0xA), UUID(int=0xA1))
BINH = Origin(UUID(int=0xB), UUID(int=0xB1))


def act(
    kind: str,
    *,
    seq: int = 1,
    base: int = 0,
    after: int = 0,
    sets: dict[str, Any] | None = None,
    appends: dict[str, dict[str, Any]] | None = None,
    version: int = 1,
) -> Operation:
    return Operation(
        seq=seq,
        kind=kind,
        version=version,
        record=SUBJECT,
        base=base,
        after=after,
        actor=UUID(int=7),
        claimed_at_ms=1_762_000_000_000 + seq,
        elapsed_ms=-1,
        body=Body(sets=sets or {}, appends=appends or {}),
    )


@dataclass(slots=True)
class Page:
    """One record at the centre under a growing stamp, with all conflicts so far."""

    record: Record | None = None
    stamp: int = 0
    conflicts: list[Record] = field(default_factory=list)

    def take(self, operation: Operation, origin: Origin = AN) -> Applied:
        """Apply, or fail the test where the rules refuse."""
        self.stamp += 1
        after = apply(operation, origin, self.record, stamp=self.stamp)
        assert isinstance(after, Applied), after
        self.record = after.record
        self.conflicts += after.conflicts
        return after

    def refuse(self, operation: Operation, origin: Origin = AN) -> str:
        """Return why the operation is parked, or fail the test where it is not."""
        after = apply(operation, origin, self.record, stamp=self.stamp + 1)
        assert isinstance(after, Parked), after
        return after.reason

    def hold(self, operation: Operation, origin: Origin = AN) -> str:
        """Return what the operation waits for, or fail the test where it does not."""
        after = apply(operation, origin, self.record, stamp=self.stamp + 1)
        assert isinstance(after, Held), after
        return after.reason

    def __getitem__(self, name: str) -> Any:
        assert self.record is not None
        return self.record.fields.get(name)


def dossier_page(**fields: Any) -> Page:
    """Return a dossier that An took in, known to everybody at stamp 1."""
    page = Page()
    page.take(act("dossier.register", sets={"phone": "0600000001", "note": "", "person_name": "Phạm Mẫu", **fields}))
    return page


def branches(page: Page, order: Sequence[tuple[Operation, Origin]]) -> Page:
    """Return another page on which the operations came in this order."""
    other = Page(page.record, page.stamp)
    for operation, origin in order:
        other.take(operation, origin)
    return other


def kept_values(page: Page, group: str) -> list[dict[str, Any]]:
    """Return the losing values of a group's conflicts."""
    return [each.fields["other"]["values"] for each in page.conflicts if each.fields["group"] == group]
