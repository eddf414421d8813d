"""The lists of packages agree with each other, and the lock names packages and hashes but no place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[2]
LOCK: Final = (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8")
ENTRY: Final = re.compile(
    r"^(?P<requirement>[A-Za-z0-9][^\\\n]*?) \\\n(?P<hashes>(?:    --hash=[^\n]*\n?)+)", re.MULTILINE
)


def locked() -> dict[str, str]:
    """Every locked package's canonical name with its version."""
    pins = [Requirement(entry["requirement"]) for entry in ENTRY.finditer(LOCK)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def asked_for() -> list[Requirement]:
    lines = (ROOT / "installer" / "requirements.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def declared() -> list[Requirement]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])]


def test_the_lock_is_nothing_but_pins_and_sha256_hashes() -> None:
    assert ENTRY.sub("", LOCK).strip() == ""
    assert all(
        re.fullmatch(r"(    --hash=sha256:[0-9a-f]{64}( \\)?\n?)+", entry["hashes"]) for entry in ENTRY.finditer(LOCK)
    )


def test_the_lock_names_no_place() -> None:
    assert not re.search(r"://|find-links|index|file:|@", LOCK)


def test_every_package_asked_for_is_locked_at_the_version_asked_for() -> None:
    pins = locked()
    for requirement in asked_for():
        assert str(requirement.specifier) == f"=={pins[canonicalize_name(requirement.name)]}", requirement


def test_every_declared_dependency_is_asked_for_and_its_range_holds_the_locked_version() -> None:
    pins = locked()
    names = {canonicalize_name(requirement.name) for requirement in asked_for()}
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in names, requirement
        assert requirement.specifier.contains(pins[name]), requirement


def test_nothing_is_asked_for_that_the_project_does_not_declare() -> None:
    build_tools = {"setuptools"}
    names = {canonicalize_name(requirement.name) for requirement in asked_for()}
    assert names - {canonicalize_name(requirement.name) for requirement in declared()} == build_tools


def test_the_windows_wheels_are_in_the_same_lock() -> None:
    assert re.search(r"^colorama==\S+ ; sys_platform == 'win32'", LOCK, re.MULTILINE)
    # Linux and Windows, each for several versions of Python: far more than one wheel's hash.
    (entry,) = (entry for entry in ENTRY.finditer(LOCK) if entry["requirement"].startswith("sqlcipher3=="))
    assert entry["hashes"].count("--hash=") > 10
