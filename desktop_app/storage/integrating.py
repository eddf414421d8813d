"""Taking in a page of the centre's feed: verdicts, records, and what still waits replayed on top. One connection."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final
from uuid import UUID

import msgspec
import sqlalchemy as sa

from desktop_app.storage.file_rows import Files
from desktop_app.storage.pages import Base, PageWriter, decoded, read_bases
from desktop_app.storage.tables import OPERATION, OPERATION_BYTES, WHOLE_OPERATION
from sync.client.ports import Integrated, Pulled
from sync.protocol.messages import Verdict, VerdictState
from sync.records.attachment import attachments_in
from sync.records.merge import Applied, apply
from sync.records.operation import Origin, decode_operation
from sync.records.record import Record, restamped
from sync.records.rules import CONFLICT, DOSSIER

_AT_ONCE: Final = 500
_STATE_OF: Final = {
    VerdictState.APPLIED.value: "applied",
    VerdictState.HELD.value: "held",
    VerdictState.PARKED.value: "parked",
    VerdictState.SET_ASIDE.value: "set_aside",
}
UNSETTLED: Final = ("waiting", "sending", "received", "held", "parked")
"""Named one by one, so that SQLite finds them by their state and does not read every operation there is."""

_UNSETTLED: Final = sa.select(OPERATION.c.number).where(OPERATION.c.state.in_(UNSETTLED)).limit(1)
_RECORD_OF: Final = sa.select(OPERATION.c.seq, OPERATION.c.record).where(
    OPERATION.c.incarnation == sa.bindparam("own"),
    OPERATION.c.seq.between(sa.bindparam("first"), sa.bindparam("last")),
)
_RAW: Final = (
    sa.select(OPERATION_BYTES.c.raw)
    .select_from(WHOLE_OPERATION)
    .where(OPERATION.c.incarnation == sa.bindparam("own"), OPERATION.c.seq == sa.bindparam("seq"))
)
# What was durable stays so: the centre that says "applied" again has lost its mark, not the operation.
_JUDGE: Final = (
    sa.update(OPERATION)
    .where(
        OPERATION.c.incarnation == sa.bindparam("own"),
        OPERATION.c.seq.between(sa.bindparam("first"), sa.bindparam("last")),
        OPERATION.c.state != sa.bindparam("becomes"),
        sa.or_(sa.bindparam("becomes", type_=sa.Text) != "applied", OPERATION.c.state != "durable"),
    )
    .values(
        state=sa.bindparam("becomes"),
        reason=sa.bindparam("why"),
        stamp=OPERATION.c.seq + sa.bindparam("ahead", type_=sa.Integer),
        changed_at_ms=sa.bindparam("now_ms"),
    )
)
# What is not in the base yet. The plus sign keeps SQLite from reading all that is in those states to find the few of
# these records.
_STILL_WAITING: Final = (
    sa.select(
        OPERATION.c.number,
        OPERATION.c.record,
        OPERATION.c.seq,
        OPERATION_BYTES.c.raw,
        OPERATION.c.incarnation,
        OPERATION.c.state,
    )
    .select_from(WHOLE_OPERATION)
    .where(
        OPERATION.c.record.in_(sa.bindparam("records", expanding=True)),
        sa.literal_column("+operation.state", sa.Text).in_(UNSETTLED),
    )
    .order_by(OPERATION.c.record, OPERATION.c.seq)
)
_MAKE_DURABLE: Final = (
    sa.update(OPERATION)
    .where(
        OPERATION.c.incarnation == sa.bindparam("own"),
        OPERATION.c.seq <= sa.bindparam("upto"),
        OPERATION.c.state == "applied",
    )
    .values(state="durable", changed_at_ms=sa.bindparam("now_ms"))
)


def state_of(verdict: Verdict) -> str:
    """Return the state that a verdict leads to; one of a later version: a person looks, nothing is lost."""
    return _STATE_OF.get(verdict.state, "parked")


def is_all_settled(connection: sa.Connection) -> bool:
    """Tell whether nothing of this laptop's waits, is under way, held or parked."""
    return connection.execute(_UNSETTLED).first() is None


def mark_durable(connection: sa.Connection, origin: Origin, upto: int, now_ms: int) -> None:
    """Move applied operations up to a seq to durable: the centre has them in a verified backup."""
    if upto:
        connection.execute(_MAKE_DURABLE, {"own": origin.incarnation.bytes, "upto": upto, "now_ms": now_ms})


@dataclass(slots=True)
class _News:
    """What a page says of one record: how it stands, and what became of own operations on it.

    `raw`: the bytes in which the record came. `is_final`: the base is put equal to it, whatever it was; without a
    record the centre has none.
    """

    record: Record | None = None
    mine: int = 0
    raw: bytes | None = None
    is_final: bool = False
    verdicts: list[Verdict] = field(default_factory=list)


class Integration:
    """One page on its way into the notebook."""

    def __init__(self, connection: sa.Connection, origin: Origin, now_ms: int) -> None:
        self._connection = connection
        self._origin = origin
        self._incarnation = origin.incarnation.bytes
        self._now_ms = now_ms
        self._news: dict[bytes, _News] = {}

    def take(self, page: Pulled) -> Integrated:
        """Write all of the page's verdicts and records, and every page that follows from them."""
        for record, mine in page.records:
            self._news[record.id.bytes] = _News(record, mine, page.written.get(record.id))
        for verdict, record_id in self._own(self._incarnation, page.verdicts):
            self._news.setdefault(record_id, _News()).verdicts.append(verdict)
        moved = self._judge(self._incarnation, page.verdicts)
        conflicts = self._write()
        self._want_thumbnails(record for record, _ in page.records)
        mark_durable(self._connection, self._origin, page.durable_seq, self._now_ms)
        return Integrated(applied=moved.get("applied", 0), parked=moved.get("parked", 0), conflicts=conflicts)

    def put_equal(
        self, records: Sequence[tuple[Record, int]], written: Mapping[UUID, bytes], gone: Sequence[UUID]
    ) -> None:
        """Put bases equal to the centre's, as `written`, whatever stood there, and clear those that it lacks."""
        for record, mine in records:
            self._news[record.id.bytes] = _News(record, mine, written[record.id], is_final=True)
        for record_id in gone:
            self._news[record_id.bytes] = _News(is_final=True)
        self._write()
        self._want_thumbnails(record for record, _ in records)

    def note_of(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> None:
        """Write down what became of operations of an earlier incarnation, and the pages that follow."""
        if self._judge(incarnation, verdicts):
            for _, record_id in self._own(incarnation, verdicts):
                self._news.setdefault(record_id, _News())
            self._write()

    def _want_thumbnails(self, records: Iterable[Record]) -> None:
        """Send for the small pictures of files that came with dossiers."""
        came = (record.fields.get("attachments") for record in records if record.type == DOSSIER)
        found = [each for entries in came if entries for each in attachments_in(entries)]
        if found:
            Files(self._connection).want_thumbnails(found)

    def _own(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> Iterator[tuple[Verdict, bytes]]:
        """Give each verdict on an operation that is in this notebook, with the record that it is about."""
        for run in _runs(verdicts):
            of_seq = {each.seq: each for each in run}
            key = {"own": incarnation, "first": run[0].seq, "last": run[-1].seq}
            for seq, record_id in self._connection.execute(_RECORD_OF, key):
                yield of_seq[seq], record_id

    def _judge(self, incarnation: bytes, verdicts: Sequence[Verdict]) -> dict[str, int]:
        """Write verdicts down; return state -> how many operations moved there."""
        moved: dict[str, int] = {}
        for run in _runs(verdicts):
            state = state_of(run[0])
            values: dict[str, Any] = {"own": incarnation, "first": run[0].seq, "last": run[-1].seq, "becomes": state}
            values |= {"why": run[0].reason, "ahead": run[0].stamp - run[0].seq, "now_ms": self._now_ms}
            count = self._connection.execute(_JUDGE, values).rowcount
            if count:
                moved[state] = moved.get(state, 0) + count
        return moved

    def _write(self) -> int:
        """Write every record that there is news of; return how many are conflicts that were not here before."""
        writer = PageWriter(self._connection)
        conflicts = 0
        is_settled = is_all_settled(self._connection)
        for some in _parts(self._news):
            bases = read_bases(self._connection, some)
            waiting = {} if is_settled else self._still_waiting(some)
            for record_id in some:
                base, news = bases.get(record_id, Base()), self._news[record_id]
                conflicts += base.said is None and news.record is not None and news.record.type == CONFLICT
                rest = waiting.get(record_id, ())
                if rest or not self._confirm(writer, base, news):
                    self._replay(writer, base, news, rest)
            writer.flush()
        writer.close()
        return conflicts

    def _confirm(self, writer: PageWriter, base: Base, news: _News) -> bool:
        """Make the page that stands the base, where clean verdicts on all that waited are the only news.

        The centre, which sends no echo, then has this very page but for the stamps. Tell whether that was so.
        """
        verdicts = news.verdicts
        if news.record is not None or not verdicts or not base.page or base.row is None:
            return False
        if not all(_is_news(each, base.rev, base.mine) for each in verdicts):
            return False
        stamps = {each.seq: each.stamp for each in verdicts}
        try:
            said, rev = restamped(base.page, self._origin, stamps)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        writer.confirm(Base(row=base.row, said=said, rev=rev, mine=verdicts[-1].seq))
        return True

    def _replay(self, writer: PageWriter, base: Base, news: _News, waiting: Sequence[Any]) -> None:
        """Write the record's page: the base with everything that the centre has not applied yet on top.

        Where neither gives one, the page stays as it was: nothing that the official saw disappears.
        """
        known, mine, said = decoded(base.said), base.mine, base.said
        if news.is_final:
            known, mine, said = news.record, news.mine, news.raw
        elif news.record is not None and (known is None or news.record.rev >= known.rev):
            known, mine, said = news.record, max(news.mine, mine), news.raw
        for verdict in news.verdicts:
            # In it already: so it is too where a restored centre applied it a second time.
            if _is_news(verdict, known.rev if known else 0, mine if known else 0):
                promoted = self._promoted(verdict, known)
                known, mine, said = (promoted, verdict.seq, None) if promoted else (known, mine, said)
        page = known
        stamp = page.rev if page else 0
        for row in sorted(waiting, key=lambda row: row.number):  # whichever incarnation they are of
            # What is held or parked is not in the base, although a later one is that a person forced.
            is_kept_back = row.state in ("held", "parked")
            if row.incarnation == self._incarnation and row.seq <= mine and not is_kept_back:
                continue
            origin = Origin(self._origin.device, UUID(bytes=row.incarnation))
            after = apply(decode_operation(row.raw), origin, page, stamp=stamp)
            if isinstance(after, Applied):
                page = after.record
        if page is None and base.row is not None:
            page = decoded(base.page or base.said)
        if page is not None:
            writer.write(base, known, mine, page, said=said)

    def _promoted(self, verdict: Verdict, known: Record | None) -> Record | None:
        """Replay a clean operation on the base, which gives what the centre has: it sends no echo."""
        key = {"own": self._incarnation, "seq": verdict.seq}
        operation = decode_operation(self._connection.execute(_RAW, key).scalar_one())
        after = apply(operation, self._origin, known, stamp=verdict.stamp)
        # Otherwise the digests will differ, and what differs is healed.
        return after.record if isinstance(after, Applied) else None

    def _still_waiting(self, records: Sequence[bytes]) -> Mapping[bytes, Sequence[Any]]:
        """Return record -> rows of what is not in its base yet, as far as this notebook knows."""
        found: dict[bytes, list[Any]] = {}
        for row in self._connection.execute(_STILL_WAITING, {"records": records}):
            found.setdefault(row.record, []).append(row)
        return found


def _is_news(verdict: Verdict, rev: int, mine: int) -> bool:
    """Tell whether a verdict is on a clean operation that is not in the base yet."""
    return verdict.state == VerdictState.APPLIED and verdict.clean and verdict.stamp > rev and verdict.seq > mine


def _runs(verdicts: Iterable[Verdict]) -> Iterator[list[Verdict]]:
    """Give verdicts that say the same of operations one after the other, together."""
    run: list[Verdict] = []
    for each in verdicts:
        if run and not _follows(run[-1], each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _follows(one: Verdict, other: Verdict) -> bool:
    is_next = other.seq == one.seq + 1 and other.stamp == one.stamp + 1
    return is_next and (one.state, one.reason) == (other.state, other.reason)


def _parts(ids: Iterable[bytes]) -> Iterator[list[bytes]]:
    """A statement takes only so many values."""
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
