"""A commune's residents from a list: a dry run that writes nothing, then batches that are each on the disk whole."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.services.csv_list import CsvList, write_list
from desktop_app.services.desk import Desk
from desktop_app.services.residents_list import Judged, Known, Verdict, as_resident, judge, read_residents
from sync.records import person as people
from sync.records.errors import ExpectedError
from sync.records.person import Person
from sync.records.rules import PERSON
from sync.records.sample_people import SAMPLE_MARK, SamplePerson

BATCH: Final = 200
MOST_SHOWN: Final = 1_000
"""Rows with something to say that a dry run keeps; the counts cover all."""

Progress = Callable[[int, int], object]
"""Called after each batch with how many are in and how many there are to take."""


class SampleListAtRealDeskError(ExpectedError):
    """The list carries the mark of sample data, and this is a real commune's notebook."""


class RealListAtSampleDeskError(ExpectedError):
    """The list has no mark of sample data, and this is a sample commune, whose passphrase stands on its screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What would come of importing a list. `notable`: the first rows that are doubtful or not to be taken."""

    listed: CsvList
    fine: int
    doubtful: int
    refused: int
    known: int
    notable: tuple[Judged, ...]

    @property
    def rows(self) -> int:
        """Return how many rows the list has."""
        return self.fine + self.doubtful + self.refused + self.known

    def to_take(self, *, with_doubtful: bool) -> int:
        """Return how many people an import would add."""
        return self.fine + self.doubtful * with_doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import has added, and whether it was stopped before its end."""

    added: int
    was_stopped: bool


def dry_run(desk: Desk, raw: bytes) -> DryRun:
    """Read a list against the notebook; nothing is written.

    Raises: ListFileError, SampleListAtRealDeskError, RealListAtSampleDeskError.
    """
    listed = read_residents(raw)
    if listed.is_sample and not desk.is_sample:
        raise SampleListAtRealDeskError
    if desk.is_sample and not listed.is_sample:
        raise RealListAtSampleDeskError
    counts: Counter[Verdict] = Counter()
    notable: list[Judged] = []
    for judged in _judged(desk, listed):
        counts[judged.verdict] += 1
        if judged.findings and len(notable) < MOST_SHOWN:
            notable.append(judged)
    return DryRun(
        listed=listed,
        fine=counts[Verdict.FINE],
        doubtful=counts[Verdict.DOUBTFUL],
        refused=counts[Verdict.REFUSED],
        known=counts[Verdict.KNOWN],
        notable=tuple(notable),
    )


def batches(desk: Desk, listed: CsvList, *, with_doubtful: bool) -> Iterator[tuple[Person, ...]]:
    """Yield the people to be added, BATCH at a time; who is in the notebook by now is left out.

    Begun anew after a crash, it yields what is still missing. Nothing is written: that is for `add`.
    """
    wanted = (Verdict.FINE, Verdict.DOUBTFUL) if with_doubtful else (Verdict.FINE,)
    batch: list[Person] = []
    for judged in _judged(desk, listed):
        if judged.verdict in wanted:
            batch.append(as_resident(judged, desk.new_id))
            if len(batch) == BATCH:
                yield tuple(batch)
                batch = []
    if batch:
        yield tuple(batch)


def add(desk: Desk, batch: Sequence[Person]) -> int:
    """Add residents in one commit: all of them are on the disk when this returns, or none. Raises: DiskFullError."""
    with desk.notebook.writing(desk.author) as work:
        work.record(*(people.register(each) for each in batch))
    return len(batch)


def import_residents(
    desk: Desk,
    run: DryRun,
    *,
    with_doubtful: bool = True,
    progress: Progress = lambda _done, _all: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Imported:
    """Add everybody whom the dry run found fit, batch by batch; stopped in between, whole batches stay.

    Raises: DiskFullError and the other errors of the notebook; what was added before stays.
    """
    total, added = run.to_take(with_doubtful=with_doubtful), 0
    for batch in batches(desk, run.listed, with_doubtful=with_doubtful):
        if is_stopped():
            return Imported(added=added, was_stopped=True)
        added += add(desk, batch)
        progress(added, total)
    return Imported(added=added, was_stopped=False)


def left_out(desk: Desk, listed: CsvList, reason: Callable[[Judged], str], *, with_doubtful: bool) -> bytes:
    """Return, as a list that can be mended and imported again, the rows that an import does not take, with reasons."""
    wanted = (Verdict.REFUSED,) if with_doubtful else (Verdict.REFUSED, Verdict.DOUBTFUL)

    def rows() -> Iterator[Sequence[str]]:
        yield (*listed.headings, "Lý do")
        for judged in _judged(desk, listed):
            if judged.verdict in wanted:
                cells = judged.row.cells[: len(listed.headings)]
                yield (*cells, *[""] * (len(listed.headings) - len(cells)), reason(judged))

    return write_list(rows(), separator=listed.separator, is_sample=listed.is_sample)


def sample_list(sample: Sequence[SamplePerson]) -> bytes:
    """Return sample people as a list that carries their mark above the heading and in every row."""
    heading = (
        "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh cá nhân", "CMND", "Điện thoại", "Địa chỉ",
        "Khu dân cư", "Mã hộ", "Quan hệ với chủ hộ", "Ghi chú",
    )  # fmt: skip
    sexes = {"male": "Nam", "female": "Nữ"}
    rows = (
        (
            each.name, str(each.birth), sexes[each.sex], each.personal_number, each.old_number, each.phone,
            each.address, each.cluster, each.household, each.relation, f"{each.note} {SAMPLE_MARK}".strip(),
        )
        for each in sample
    )  # fmt: skip
    return write_list([heading, *rows], is_sample=True)


def _judged(desk: Desk, listed: CsvList) -> Iterator[Judged]:
    known = Known()
    with desk.notebook.reading() as reader:
        for record in reader.each_of_type(PERSON):
            known.add(Person.of(record))
    return judge(listed, known, today=desk.local_now().date(), is_sample=desk.is_sample)
