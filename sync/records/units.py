"""The communes of Hanoi as codes with their days in force, and what each unit of before July 2025 became.

Half a ward may have gone elsewhere: an old address names candidates, and an official picks. Matching is on folded text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from sync.records.text import fold, repair

_SEPARATOR: Final = re.compile(r"\s*[,;]\s*|\s+-\s+")
_COMMUNE_WORDS: Final = {
    "phuong": "phuong", "p": "phuong", "xa": "xa", "x": "xa", "thi tran": "thi tran", "tt": "thi tran",
}  # fmt: skip
_DISTRICT_WORDS: Final = {
    "quan": "quan", "q": "quan", "huyen": "huyen", "h": "huyen", "thi xa": "thi xa", "tx": "thi xa",
}  # fmt: skip
_PROVINCE_WORDS: Final = {"thanh pho": "thanh pho", "tp": "thanh pho", "tinh": "tinh"}


class Unit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A commune (Xã) or ward (Phường) of today; `valid_to` is its last day, None: open."""

    code: str
    name: str
    kind: str
    valid_from: date
    valid_to: date | None = None

    @property
    def title(self) -> str:
        """Return it as an address says it: "xã Minh Châu"."""
        return f"{self.kind.lower()} {self.name}"


class OldUnit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of before. `became`: codes of the units that took its land, first the one most of its people went to."""

    code: str
    name: str
    kind: str
    district: str
    became: tuple[str, ...]
    valid_to: date
    note: str = ""

    @property
    def was_split(self) -> bool:
        """Tell whether more than one unit took a part of it."""
        return len(self.became) > 1


class Units(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All units of one province, and their sources."""

    province: str
    province_name: str
    source: str
    old_source: str
    units: tuple[Unit, ...]
    old_units: tuple[OldUnit, ...]

    def unit(self, code: str, on: date | None = None) -> Unit | OldUnit | None:
        """Return what a code meant on a day (None: today's unit). The same number may have been another ward before."""
        for unit in self.units:
            if unit.code == code and (on is None or unit.valid_from <= on <= (unit.valid_to or date.max)):
                return unit
        return next((old for old in self.old_units if old.code == code and on is not None and on <= old.valid_to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One unit of today that an address may lie in; `old` is the unit that it names, None where it names today's."""

    unit: Unit
    is_default: bool
    old: OldUnit | None

    @property
    def was_split(self) -> bool:
        """Tell whether the old unit went to several, so that the official must look."""
        return self.old is not None and self.old.was_split


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address without its district. `text` stays as typed while there is more than one candidate."""

    text: str
    candidates: tuple[Candidate, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Which parts of an address name its units: `commune` is a place in `parts`, `rest` the first one behind them."""

    parts: tuple[str, ...]
    commune: int
    rest: int
    olds: tuple[OldUnit, ...]
    now: tuple[Unit, ...]


def load_units(raw: bytes) -> Units:
    """Read the units (JSON). Raises: msgspec.MsgspecError for what is no such file, ValueError for an unknown code."""
    units = msgspec.json.decode(raw, type=Units)
    known = {unit.code for unit in units.units}
    for old in units.old_units:
        if not old.became or not known.issuperset(old.became) or len(set(old.became)) != len(old.became):
            raise ValueError(f"{old.code}: became")
    if len(known) != len(units.units) or len({old.code for old in units.old_units}) != len(units.old_units):
        raise ValueError("a code stands twice")
    return units


def candidates(units: Units, address: str) -> tuple[Candidate, ...]:
    """Return the units of today in which an address may lie, best first; none where it names no unit that we know.

    With a district it is an old address. Without one its commune's name may be of today, or of before, or both.
    """
    found = _look(units, address)
    return () if found is None else _candidates(units, found)


def without_district(units: Units, address: str) -> Address:
    """Put an old address into the form of today: district dropped, new unit named.

    Done only where there is exactly one candidate; otherwise the text stays as typed and an official picks.
    """
    found = _look(units, address)
    choice = () if found is None else _candidates(units, found)
    if found is None or len(choice) != 1 or choice[0].old is None:
        return Address(text=address, candidates=choice, is_changed=False)
    return Address(text=_with_unit(found, choice[0].unit), candidates=choice, is_changed=True)


def with_unit(units: Units, address: str, unit: Unit) -> str:
    """Return the address with its old commune and district replaced by `unit`, which an official picked.

    An address that names no unit stays as it is.
    """
    found = _look(units, address)
    return address if found is None else _with_unit(found, unit)


def _with_unit(found: _Found, unit: Unit) -> str:
    return ", ".join([*found.parts[: found.commune], unit.title, *found.parts[found.rest :]])


def _candidates(units: Units, found: _Found) -> tuple[Candidate, ...]:
    by_code = {unit.code: unit for unit in units.units}
    named = [Candidate(unit=unit, is_default=True, old=None) for unit in found.now]
    became = [
        Candidate(unit=by_code[code], is_default=place == 0 and not named, old=old)
        for old in found.olds
        for place, code in enumerate(old.became)
    ]
    became.sort(key=lambda each: not each.is_default)
    first: dict[str, Candidate] = {}
    for each in (*named, *became):
        first.setdefault(each.unit.code, each)
    return tuple(first.values())


def _look(units: Units, address: str) -> _Found | None:
    parts = tuple(part for part in _SEPARATOR.split(repair(address)) if part)
    if not parts or not _is(parts[-1], units.province_name, _PROVINCE_WORDS):
        return None
    return _with_its_district(units, parts) or _without_district(units, parts)


def _with_its_district(units: Units, parts: tuple[str, ...]) -> _Found | None:
    if len(parts) < 3:
        return None
    commune, district = parts[-3], parts[-2]
    olds = [
        old
        for old in units.old_units
        if _is(commune, f"{old.kind} {old.name}", _COMMUNE_WORDS) and _is(district, old.district, _DISTRICT_WORDS)
    ]
    return _Found(parts=parts, commune=len(parts) - 3, rest=len(parts) - 1, olds=tuple(olds), now=()) if olds else None


def _without_district(units: Units, parts: tuple[str, ...]) -> _Found | None:
    if len(parts) < 2:
        return None
    commune = parts[-2]
    now = tuple(unit for unit in units.units if _is(commune, unit.title, _COMMUNE_WORDS))
    olds = tuple(old for old in units.old_units if _is(commune, f"{old.kind} {old.name}", _COMMUNE_WORDS))
    if not now and not olds:
        return None
    return _Found(parts=parts, commune=len(parts) - 2, rest=len(parts) - 1, olds=olds, now=now)


def _is(part: str, title: str, words: dict[str, str]) -> bool:
    """Tell whether a part of an address names a unit: the same name, and the same kind where one is written."""
    kind, name = _split(part, words)
    wanted_kind, wanted_name = _split(title, words)
    return name == wanted_name and kind in ("", wanted_kind)


def _split(part: str, words: dict[str, str]) -> tuple[str, str]:
    """Return kind and name, folded: "TX. Sơn Tây" gives "thi xa", "son tay"."""
    text: Sequence[str] = fold(part).replace(".", " ").split()
    for length in (2, 1):
        kind = words.get(" ".join(text[:length]))
        if kind is not None and len(text) > length:
            return kind, " ".join(text[length:])
    return "", " ".join(text)
