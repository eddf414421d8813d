"""Lists the catalogue pack's files with their hashes in its manifest and signs it; `make pack` after each change of it.

The manifest's other fields, and the order of its files, are written by hand: a new file is put at the end.
"""

import sys
from pathlib import Path

import msgspec

from sync.protocol.signed_pack import digest, read_signing_key, sign_manifest
from sync.records.pack import Manifest, PackFile, read_manifest

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "resources/catalogue"
DEVELOPMENT_KEY = ROOT / "installer/dev/pack_key.dev"
SEALS = ("manifest.json", "manifest.sig")


def listed(folder: Path, manifest: Manifest) -> Manifest:
    """Return the manifest with exactly the JSON files that lie in `folder`, each with its hash of now."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}.difference(SEALS)
    kept = [file.path for file in manifest.files if file.path in there]
    paths = [*kept, *sorted(there.difference(kept))]
    files = tuple(PackFile(path=path, sha256=digest((folder / path).read_bytes())) for path in paths)
    return msgspec.structs.replace(manifest, files=files)


def sign(folder: Path, key_file: Path) -> Manifest:
    """Write manifest and signature of the pack in `folder`."""
    manifest = listed(folder, read_manifest((folder / SEALS[0]).read_bytes()))
    raw = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    (folder / SEALS[0]).write_bytes(raw)
    (folder / SEALS[1]).write_bytes(sign_manifest(raw, read_signing_key(key_file.read_bytes())))
    return manifest


def main() -> None:
    """Sign the pack in the folder given, by the key file given; without arguments this tree's, for development."""
    folder, key_file = map(Path, sys.argv[1:]) if len(sys.argv) > 1 else (PACK, DEVELOPMENT_KEY)
    manifest = sign(folder, key_file)
    sys.stdout.write(f"{manifest.version}: {len(manifest.files)} files signed\n")


if __name__ == "__main__":
    main()
