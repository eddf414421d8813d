"""Judging a list of residents row by row: fit to take, doubtful, or not to be taken, each with its causes. No I/O."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, Self
from uuid import UUID

from desktop_app.services.csv_list import CsvList, CsvRow, read_list
from sync.records.partial_date import PartialDate, PartialDateError
from sync.records.person import MAX_LINE_CHARS, MAX_NAME_CHARS, Person
from sync.records.personal_number import NumberDoubt, NumberFault, Sex, check_personal_number
from sync.records.sample_draws import FIRST_SAMPLE_SERIAL, SAMPLE_PHONE_PREFIXES
from sync.records.seams import NewId
from sync.records.text import fold

OLDEST_YEARS: Final = 115
_NAME, _FAMILY, _GIVEN, _BIRTH, _YEAR, _SEX = "name", "family", "given", "birth", "year", "sex"
_NUMBER, _OLD, _PHONE, _ADDRESS, _CLUSTER = "number", "old_number", "phone", "address", "cluster"
_HOUSEHOLD, _RELATION, _NOTE = "household", "relation", "note"

_HEADINGS: Final = {
    heading: meaning
    for meaning, headings in {
        _NAME: "ho va ten|ho ten|ho chu dem va ten|ho ten day du|ho va ten day du|ten day du|ho ten cong dan",
        _FAMILY: "ho|ho dem|ho va chu dem|ho chu dem|ho lot|ho va ten dem|ho va dem",
        _GIVEN: "ten",
        _BIRTH: "ngay sinh|ngay thang nam sinh|sinh ngay|ntns|ngay thang nam sinh dd mm yyyy|ngay sinh dd mm yyyy",
        _YEAR: "nam sinh|sinh nam|ns",
        _SEX: "gioi tinh|gioi|phai|nam nu",
        _NUMBER: "so dinh danh ca nhan|so dinh danh|ma dinh danh|ma dinh danh ca nhan|so ddcn|ddcn|cccd|so cccd"
        "|can cuoc|so can cuoc|the can cuoc|so the can cuoc|can cuoc cong dan|so can cuoc cong dan"
        "|so dinh danh ca nhan cccd|so dinh danh cccd|cccd cmnd|so cccd cmnd|cmnd cccd|so cmnd cccd",
        _OLD: "cmnd|so cmnd|cmnd cu|so cmnd cu|chung minh nhan dan|so chung minh nhan dan|cmnd 9 so|so cmnd 9 so",
        _PHONE: "dien thoai|so dien thoai|dien thoai lien he|so dien thoai lien he|sdt|so dt|dt|dien thoai di dong",
        _ADDRESS: "dia chi|dia chi thuong tru|noi thuong tru|thuong tru|noi o|noi o hien tai|noi o hien nay|cho o"
        "|noi cu tru|dia chi cu tru|ho khau thuong tru|dia chi hien tai",
        _CLUSTER: "khu dan cu|cum dan cu|cum|thon|to dan pho|tdp|to|xom|thon to dan pho|thon xom|thon tdp"
        "|khu dan cu thon to dan pho|thon to dan pho khu dan cu|khu dan cu thon|khu",
        _HOUSEHOLD: "ma ho|so ho|ma ho gia dinh|ma so ho",
        _RELATION: "quan he voi chu ho|quan he|quan he chu ho|moi quan he voi chu ho",
        _NOTE: "ghi chu",
    }.items()
    for heading in headings.split("|")
}
_NEEDED: Final = (frozenset({_NAME, _BIRTH}), frozenset({_NAME, _YEAR}), frozenset({_NAME, _NUMBER}),
                  frozenset({_NAME, _ADDRESS}), frozenset({_FAMILY, _GIVEN}))  # fmt: skip
_SEXES: Final = {"nam": Sex.MALE, "nu": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE}


class Verdict(StrEnum):
    """What becomes of a row."""

    FINE = "fine"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about a row; `cause` keys its sentence, `about` is another row's number or a count."""

    cause: str
    about: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row with its verdict; `person` has no id yet (all zero)."""

    row: CsvRow
    person: Person
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Known:
    """Who is in the notebook: numbers with the name behind them, people without one as a whole, everybody's traits.

    Hashes, since a ward has two hundred thousand people.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    traits: set[int] = field(default_factory=set)

    def add(self, person: Person) -> None:
        """Remember a resident of the notebook."""
        keys = _Keys.of(person)
        if person.personal_number:
            self.numbers[person.personal_number] = keys.name
        else:
            self.whole.add(keys.whole)
        self.traits.add(keys.trait)


class _Keys(NamedTuple):
    """What tells people apart, as hashes: the name, name and birth, and all there is of somebody without a number."""

    name: int
    trait: int
    whole: int

    @classmethod
    def of(cls, person: Person) -> Self:
        name = fold(person.name)
        trait = hash((name, person.birth))
        if person.personal_number:
            return cls(hash(name), trait, 0)
        rest = (fold(person.address), person.cluster, person.phone, person.old_number)
        return cls(hash(name), trait, hash((trait, rest)))


_REFUSES: Final = frozenset(
    """too_many_cells name_missing number_digits number_as_figure number_prefix number_twice number_of_other
    birth_wrong too_long same_row looks_like_sample""".split()
)
"""Causes for which a row is not taken; any other makes it doubtful."""


def read_residents(raw: bytes) -> CsvList:
    """Read a list of residents. Raises: ListFileError."""
    return read_list(raw, _HEADINGS, _NEEDED)


def judge(listed: CsvList, known: Known, *, today: date, is_sample: bool) -> Iterator[Judged]:
    """Judge the rows in order, each against the notebook and the rows before it.

    Raises: ListFileError where the file breaks off further down.
    """
    taken = _Taken()
    for row in listed.rows():
        person, findings = _read(row, today)
        keys = _Keys.of(person)
        if _is_known(person, keys, known):
            yield Judged(row=row, person=person, verdict=Verdict.KNOWN)
            continue
        if any(cell.strip() for cell in row.cells[len(listed.headings) :]):
            findings.append(Finding(cause="too_many_cells"))
        if not is_sample and _looks_like_sample(person):
            findings.append(Finding(cause="looks_like_sample"))
        second = taken.second(person, keys, known)
        findings += [second] if second else []
        verdict = _verdict(findings)
        if verdict is not Verdict.REFUSED:
            taken.add(person, keys, row.number)
        yield Judged(row=row, person=person, verdict=verdict, findings=tuple(findings))


class _Taken:
    """The rows before that are to be taken, by what tells people apart: each with its number in the list."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._wholes: dict[int, int] = {}
        self._traits: dict[int, int] = {}

    def add(self, person: Person, keys: _Keys, row: int) -> None:
        if person.personal_number:
            self._numbers[person.personal_number] = row
        else:
            self._wholes.setdefault(keys.whole, row)
        self._traits.setdefault(keys.trait, row)

    def second(self, person: Person, keys: _Keys, known: Known) -> Finding | None:
        """Return what says that this person stands somewhere else already."""
        number = person.personal_number
        if number:
            if number in known.numbers:
                return Finding(cause="number_of_other")
            return Finding(cause="number_twice", about=self._numbers[number]) if number in self._numbers else None
        if keys.whole in self._wholes:
            return Finding(cause="same_row", about=self._wholes[keys.whole])
        if keys.trait in known.traits:
            return Finding(cause="maybe_known")
        return Finding(cause="maybe_same", about=self._traits[keys.trait]) if keys.trait in self._traits else None


def _is_known(person: Person, keys: _Keys, known: Known) -> bool:
    if person.personal_number:
        return known.numbers.get(person.personal_number) == keys.name
    return keys.whole in known.whole


def _verdict(findings: Sequence[Finding]) -> Verdict:
    if any(finding.cause in _REFUSES for finding in findings):
        return Verdict.REFUSED
    return Verdict.DOUBTFUL if findings else Verdict.FINE


def _read(row: CsvRow, today: date) -> tuple[Person, list[Finding]]:
    findings: list[Finding] = []
    name = row.cell(_NAME) or f"{row.cell(_FAMILY)} {row.cell(_GIVEN)}".strip()
    if not name:
        findings.append(Finding(cause="name_missing"))
    elif len(name.split()) < 2 or any(sign.isdigit() for sign in name):
        findings.append(Finding(cause="name_odd"))
    birth = _birth(row.cell(_BIRTH) or row.cell(_YEAR), today, findings)
    sex = _SEXES.get(fold(row.cell(_SEX)))
    if sex is None and row.cell(_SEX):
        findings.append(Finding(cause="sex_unknown"))
    number, old_number = _numbers(row, birth, sex, findings)
    phone = row.cell(_PHONE)
    if phone and not _is_phone(phone):
        findings.append(Finding(cause="phone_odd"))
    person = Person(
        id=UUID(int=0),
        name=name,
        birth="" if birth is None else str(birth),
        sex=sex or "",
        personal_number=number,
        old_number=old_number,
        phone=phone,
        address=row.cell(_ADDRESS),
        cluster=row.cell(_CLUSTER),
        note=row.cell(_NOTE),
        household=row.cell(_HOUSEHOLD),
        relation=row.cell(_RELATION),
    )
    lines = (person.phone, person.address, person.cluster, person.note, person.household, person.relation, old_number)
    if len(name) > MAX_NAME_CHARS or any(len(line) > MAX_LINE_CHARS for line in lines):
        findings.append(Finding(cause="too_long"))
    return person, findings


def _birth(written: str, today: date, findings: list[Finding]) -> PartialDate | None:
    if not written:
        return None
    parts = written.removesuffix(" 00:00:00").split("-")
    if len(parts) == 3 and len(parts[0]) == 4:  # as a spreadsheet's export has it
        parts.reverse()
    try:
        birth = PartialDate.parse("-".join(parts))
    except PartialDateError:
        findings.append(Finding(cause="birth_wrong"))
        return None
    if (birth.year, birth.month or 1, birth.day or 1) > (today.year, today.month, today.day):
        findings.append(Finding(cause="birth_ahead"))
    elif birth.year < today.year - OLDEST_YEARS:
        findings.append(Finding(cause="birth_long_ago"))
    return birth


def _numbers(row: CsvRow, birth: PartialDate | None, sex: Sex | None, findings: list[Finding]) -> tuple[str, str]:
    """Return personal number and old number; nine digits in the first one's column are the second one."""
    number = row.cell(_NUMBER).replace(" ", "").replace(".", "")
    old_number = row.cell(_OLD).replace(" ", "")
    if not number:
        return "", old_number
    if not (number.isascii() and number.isdigit()):
        is_figure = "e+" in row.cell(_NUMBER).lower()
        findings.append(Finding(cause="number_as_figure" if is_figure else "number_digits"))
        return "", old_number
    if len(number) == 9:
        findings.append(Finding(cause="old_number_moved"))
        return "", old_number or number
    faults, doubts = check_personal_number(number, birth, sex)
    if NumberFault.NOT_TWELVE_DIGITS in faults:
        findings.append(Finding(cause="number_digits", about=len(number)))
        return "", old_number
    if faults:
        findings.append(Finding(cause="number_prefix"))
    if NumberDoubt.SEX_DIFFERS in doubts:
        findings.append(Finding(cause="number_sex"))
    if NumberDoubt.YEAR_DIFFERS in doubts or NumberDoubt.CENTURY_DIFFERS in doubts:
        findings.append(Finding(cause="number_year"))
    return number, old_number


def _is_phone(phone: str) -> bool:
    digits = "".join(sign for sign in phone if sign not in " .-()")
    national = "0" + digits.removeprefix("+84").removeprefix("84") if digits.startswith(("+84", "84")) else digits
    return national.isascii() and national.isdigit() and national.startswith("0") and len(national) in (10, 11)


def _looks_like_sample(person: Person) -> bool:
    number = person.personal_number
    return (
        number != ""
        and int(number[-6:]) >= FIRST_SAMPLE_SERIAL
        and person.phone.replace(" ", "").startswith(SAMPLE_PHONE_PREFIXES)
    )


def as_resident(judged: Judged, new_id: NewId) -> Person:
    """Return the person of a row as a new resident."""
    return replace(judged.person, id=new_id())
