"""An act before it is written down: kind, record and body. The unit of work adds seq, base, author and times."""

from dataclasses import dataclass
from uuid import UUID

from sync.records.operation import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an official does to one record. Made only by the functions of this package, which refuse what may not be."""

    kind: str
    record: UUID
    body: Body
