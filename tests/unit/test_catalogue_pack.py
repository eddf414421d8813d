"""What may not stand in a pack, and how versions of a procedure follow each other."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from sync.records.catalogue import UnknownProcedureError
from sync.records.pack import BadCatalogueError, load_catalogue, read_manifest
from tests.unit.pack_room import FOLDER, changed_catalogue, shipped_files, shipped_manifest

CIVIL, RECEIVERS, STATUS, UNITS = "procedures/ho-tich.json", "receivers.json", "status_map.json", "units.json"
TODAY = date(2026, 11, 22)
Change = Callable[[Any], object]


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (CIVIL, lambda them: them[0].update(surprise=1)),
        (CIVIL, lambda them: them[0].pop("source")),
        (CIVIL, lambda them: them[0].update(source=" ")),
        (CIVIL, lambda them: them[0]["fees"][0].update(source="")),
        (CIVIL, lambda them: them[0]["papers"][0].update(source="")),
        (CIVIL, lambda them: them[0].update(limits=[])),
        (CIVIL, lambda them: them[0].update(short_names=[])),
        (CIVIL, lambda them: them[0]["limits"][0].update(working_days=-1)),
        (CIVIL, lambda them: them[0]["limits"][0].update(calendar_days=15)),
        (CIVIL, lambda them: them[0]["limits"].append(them[0]["limits"][0])),
        (CIVIL, lambda them: them[0]["fees"][0].update(vnd=-1)),
        (CIVIL, lambda them: them[0]["fees"].append(them[0]["fees"][0])),
        (CIVIL, lambda them: them[0].update(result="unknown")),
        (CIVIL, lambda them: them[0].update(replaced_by="9.999999")),
        (CIVIL, lambda them: them[0]["papers"].append(them[0]["papers"][0])),
        (CIVIL, lambda them: them.append(them[0])),
        (CIVIL, lambda them: them[0].update(valid_to="2025-01-01")),
        (RECEIVERS, lambda them: them.append(them[0])),
        (RECEIVERS, lambda them: them[0].update(receivers=["anybody"])),
        (RECEIVERS, lambda them: them[0].update(receivers=[])),
        (RECEIVERS, lambda them: them[0].update(terms=["smiles"])),
        (RECEIVERS, lambda them: them[0].update(home_terms=["weather_fine"])),
        (RECEIVERS, lambda them: them[0].update(refusal=" ")),
        (RECEIVERS, lambda them: them[0].update(source="")),
        (STATUS, lambda it: it["states"].pop("received")),
        (STATUS, lambda it: it["states"].update(received=11)),
        (STATUS, lambda it: it["states"].update(unheard_of=2)),
        (UNITS, lambda it: it["old_units"][0].update(became=["99999"])),
        (UNITS, lambda it: it["old_units"][0].update(became=[])),
        (UNITS, lambda it: it["units"].append(it["units"][0])),
        (UNITS, lambda it: it.pop("units")),
    ],
)
def test_a_broken_pack_is_refused(path: str, change: Change) -> None:
    with pytest.raises(BadCatalogueError):
        changed_catalogue(path, change)


def test_the_pack_as_shipped_is_read_by_the_same_road() -> None:
    assert changed_catalogue(CIVIL, lambda _them: None).procedures


@pytest.mark.parametrize("path", ["desk.json", "receivers.json", "status_map.json", "calendar.json", "units.json"])
def test_a_pack_without_one_of_its_parts_is_refused(path: str) -> None:
    files = shipped_files()
    del files[path]
    with pytest.raises(BadCatalogueError, match="not in the pack"):
        load_catalogue(shipped_manifest(), files)


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.update(format=2),
        lambda it: it.update(surprise=1),
        lambda it: it.pop("supersedes"),
        lambda it: it["files"].append(it["files"][0]),
        lambda it: it["files"][0].update(path="../desk.json"),
        lambda it: it["files"][0].update(path="/etc/desk.json"),
        lambda it: it["files"][0].update(path="a/b/desk.json"),
    ],
)
def test_a_broken_manifest_is_refused(change: Change) -> None:
    manifest = msgspec.json.decode((FOLDER / "manifest.json").read_bytes())
    change(manifest)
    with pytest.raises(BadCatalogueError):
        read_manifest(msgspec.json.encode(manifest))


def test_a_dossier_finds_the_version_of_its_day_and_commune() -> None:
    def versions(them: list[dict[str, Any]]) -> None:
        old = next(each for each in them if each["code"] == "1.004873")
        new, elsewhere = copy.deepcopy(old), copy.deepcopy(old)
        old.update(valid_to="2027-02-28", communes=["09661"])
        new.update(valid_from="2027-03-01", communes=["09661"])
        new["limits"][0]["working_days"] = 2
        elsewhere.update(communes=["00082"])
        elsewhere["limits"][0]["working_days"] = 1
        them += [new, elsewhere]

    wider = changed_catalogue(CIVIL, versions)

    def days(on: date, commune: str) -> int | None:
        return wider.procedure("1.004873", on, commune).limit.working_days

    assert days(date(2027, 2, 28), "09661") == 3
    assert days(date(2027, 3, 1), "09661") == 2
    assert days(date(2027, 3, 1), "00082") == 1
    with pytest.raises(UnknownProcedureError):
        wider.procedure("1.004873", TODAY, "00640")
    on_the_first_day = wider.in_force(date(2025, 7, 1), "09661")
    assert days(date(1999, 1, 1), "09661") == 3  # before there was any catalogue: the clock lies
    assert wider.in_force(date(1999, 1, 1), "09661") == on_the_first_day
    assert date(2027, 3, 1) not in {each.valid_from for each in on_the_first_day}
