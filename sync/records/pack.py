"""Reading the catalogue pack: a manifest and the JSON files that it lists, already verified, made into one catalogue.

A pack that says something impossible, or a value without its source, is refused whole.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeVar

import msgspec

from sync.records.calendar import EVERY_COMMUNE, MAX_LIMIT_DAYS, load_calendar
from sync.records.catalogue import Catalogue, Commune, Limit, OfflineAct, Procedure, ReceiverRule, StatusMap
from sync.records.errors import ExpectedError
from sync.records.states import Business
from sync.records.units import load_units

FORMAT: Final = 1
PROCEDURES: Final = "procedures/"
RELATIONS: Final = frozenset(("owner", "household", "authorised", "both"))
TERMS: Final = frozenset(
    "identity_checked slip_shown signs_register reads_or_hears both_present old_papers_collected"
    " certified_authorisation".split()
)
HOME_TERMS: Final = frozenset(("register_carried", "both_present"))
_T = TypeVar("_T")
_PATH: Final = re.compile(r"(?:[a-z0-9_-]+/)?[a-z0-9_-]+\.json")


class BadCatalogueError(ExpectedError):
    """The catalogue of the pack cannot be read; the message says where."""


class PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of the pack: its path below the manifest, with slashes, and SHA-256 in hex."""

    path: str
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pack is and which files make it up. `supersedes`: the version that it follows, empty for the first."""

    format: int
    version: str
    valid_from: date
    supersedes: str
    note: str
    files: tuple[PackFile, ...]


class _Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    communes: tuple[Commune, ...]
    offline_acts: tuple[OfflineAct, ...]


def read_manifest(raw: bytes) -> Manifest:
    """Read a manifest's bytes (JSON); verify them first. Raises: BadCatalogueError."""
    manifest = _decode("manifest.json", raw, Manifest)
    if manifest.format != FORMAT:
        raise BadCatalogueError(f"format: {manifest.format} is not {FORMAT}")
    paths = [file.path for file in manifest.files]
    if len(paths) != len(set(paths)) or not all(_PATH.fullmatch(path) for path in paths):
        raise BadCatalogueError("files: a path stands twice or leaves the pack")
    return manifest


def load_catalogue(manifest: Manifest, files: Mapping[str, bytes]) -> Catalogue:
    """Read and check a pack's files, path -> bytes. Raises: BadCatalogueError, BadCalendarError."""
    rules = _decode("desk.json", _file(files, "desk.json"), _Rules)
    try:
        units = load_units(_file(files, "units.json"))
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadCatalogueError(f"units.json: {error}") from None
    catalogue = Catalogue(
        version=manifest.version,
        valid_from=manifest.valid_from,
        communes=rules.communes,
        procedures=tuple(_procedures(manifest, files)),
        receiver_rules=_decode("receivers.json", _file(files, "receivers.json"), tuple[ReceiverRule, ...]),
        offline_acts=rules.offline_acts,
        status_map=_decode("status_map.json", _file(files, "status_map.json"), StatusMap),
        calendar=load_calendar(_file(files, "calendar.json")),
        units=units,
    )
    fault = _fault(catalogue)
    if fault:
        raise BadCatalogueError(fault)
    return catalogue


def _procedures(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Procedure]:
    """In the manifest's order: what people come for most stands first."""
    for file in manifest.files:
        if file.path.startswith(PROCEDURES):
            yield from _decode(file.path, _file(files, file.path), tuple[Procedure, ...])


def _file(files: Mapping[str, bytes], path: str) -> bytes:
    if path not in files:
        raise BadCatalogueError(f"{path}: not in the pack")
    return files[path]


def _decode(path: str, raw: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        raise BadCatalogueError(f"{path}: {error}") from None


def _fault(catalogue: Catalogue) -> str:
    """Return what is wrong with the catalogue, empty when nothing is."""
    results = [rule.result for rule in catalogue.receiver_rules]
    if len(results) != len(set(results)):
        return "receivers.json: one result stands twice"
    faults = [_status_fault(catalogue.status_map), *(_rule_fault(rule) for rule in catalogue.receiver_rules)]
    codes = {each.code for each in catalogue.procedures}
    for place, procedure in enumerate(catalogue.procedures):
        fault = _procedure_fault(procedure, set(results), codes) or _overlap(procedure, catalogue.procedures[:place])
        faults.append(fault and f"procedures: {procedure.code}: {fault}")
    return next(filter(None, faults), "")


def _status_fault(status_map: StatusMap) -> str:
    known = {status.code for status in status_map.national}
    if set(status_map.states) != set(Business) or not known.issuperset(status_map.states.values()):
        return "status_map.json: each state of ours has one of the national codes"
    return ""


def _rule_fault(rule: ReceiverRule) -> str:
    known = (
        RELATIONS.issuperset(rule.receivers) and TERMS.issuperset(rule.terms) and HOME_TERMS.issuperset(rule.home_terms)
    )
    if not known or not rule.receivers or not rule.source.strip():
        return f"receivers.json: {rule.result}: an unknown receiver or term, or no source"
    if (rule.home_terms or not rule.may_go_home) and not rule.refusal.strip():
        return f"receivers.json: {rule.result}: it may not always travel, and no sentence says why"
    return ""


def _procedure_fault(procedure: Procedure, results: set[str], codes: set[str]) -> str:
    papers, fees = [paper.id for paper in procedure.papers], [fee.case for fee in procedure.fees]
    limits = [limit.case for limit in procedure.limits]
    if not limits or not fees or not procedure.short_names:
        return "limits, fees and short_names must not be empty"
    if procedure.result not in results:
        return f"no receiver rule for {procedure.result}"
    if procedure.replaced_by and procedure.replaced_by not in codes:
        return f"replaced by {procedure.replaced_by}, which is not in the pack"
    if any(len(names) != len(set(names)) for names in (papers, fees, limits)):
        return "a paper's id or a case stands twice"
    if not all(map(_is_limit, procedure.limits)):
        return "a limit in two measures, or out of range"
    if not all((fee.vnd or 0) >= 0 for fee in procedure.fees):
        return "a fee below 0"
    sources = [procedure.source, procedure.offline_source]
    sources += [limit.source for limit in procedure.limits]
    sources += [fee.source for fee in procedure.fees]
    sources += [paper.source for paper in procedure.papers]
    return "" if all(source.strip() for source in sources) else "a value without its source"


def _is_limit(limit: Limit) -> bool:
    given = [each for each in (limit.working_days, limit.calendar_days, limit.hours) if each is not None]
    return len(given) <= 1 and all(0 <= each <= MAX_LIMIT_DAYS for each in given)


def _overlap(procedure: Procedure, earlier: tuple[Procedure, ...]) -> str:
    """Two versions of one procedure must never rule the same day in the same commune."""
    last_day = procedure.valid_to or date.max
    if procedure.valid_from > last_day:
        return "valid_to lies before valid_from"
    for other in earlier:
        apart = procedure.valid_from > (other.valid_to or date.max) or other.valid_from > last_day
        everywhere = EVERY_COMMUNE in (*procedure.communes, *other.communes)
        shared = everywhere or not set(procedure.communes).isdisjoint(other.communes)
        if procedure.code == other.code and shared and not apart:
            return "two versions rule the same day"
    return ""
