"""The shipped catalogue pack for tests: as it is, or as JSON that a test changes before it is read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from sync.records.catalogue import Catalogue
from sync.records.pack import Manifest, load_catalogue, read_manifest

FOLDER = Path(__file__).parents[2] / "resources" / "catalogue"


def shipped_manifest() -> Manifest:
    return read_manifest((FOLDER / "manifest.json").read_bytes())


def shipped_files() -> dict[str, bytes]:
    return {file.path: (FOLDER / file.path).read_bytes() for file in shipped_manifest().files}


def shipped_catalogue() -> Catalogue:
    return load_catalogue(shipped_manifest(), shipped_files())


def changed_catalogue(path: str, change: Callable[[Any], object]) -> Catalogue:
    """Read the pack with one of its files changed in place by `change`."""
    files = shipped_files()
    content = msgspec.json.decode(files[path])
    change(content)
    return load_catalogue(shipped_manifest(), {**files, path: msgspec.json.encode(content)})
