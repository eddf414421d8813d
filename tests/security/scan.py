"""Search every byte of a folder for planted words, in each form in which a program could have written them down."""

import base64
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.records.text import fold

OVERLAP_BYTES = 4096
CHUNK_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A planted word found in a file, and the form in which it stood there."""

    file: Path
    word: str
    form: str


def forms(word: str) -> dict[str, bytes]:
    """Return the byte forms of a word: NFC, NFD, cases, without marks; UTF-8, UTF-16, hex, base64, JSON escapes."""
    texts = {
        "nfc": unicodedata.normalize("NFC", word),
        "nfd": unicodedata.normalize("NFD", word),
        "upper": unicodedata.normalize("NFC", word).upper(),
        "lower": unicodedata.normalize("NFC", word).lower(),
        "fold": fold(word),
    }
    found: dict[str, bytes] = {}
    for name, text in texts.items():
        raw = text.encode()
        found[name] = raw
        found[f"{name}/utf-16le"] = text.encode("utf-16-le")
        found[f"{name}/utf-16be"] = text.encode("utf-16-be")
        found[f"{name}/hex"] = raw.hex().encode()
        found[f"{name}/json"] = text.encode("ascii", "backslashreplace")
        for shift in range(3):
            body = base64.b64encode(b"\0" * shift + raw)
            found[f"{name}/base64+{shift}"] = body[4 if shift else 0 : len(body) - 4]
    return {name: form for name, form in found.items() if len(form) >= 8}


def scan(places: Iterable[Path], words: Sequence[str]) -> list[Hit]:
    """Return each planted word found in any file below `places`, or in a file's name."""
    needles = [(word, name, form) for word in words for name, form in forms(word).items()]
    hits: list[Hit] = []
    for file in _files(places):
        path = str(file).encode()
        hits += [Hit(file, word, f"name:{form_name}") for word, form_name, form in needles if form in path]
        seen: set[tuple[str, str]] = set()
        for chunk in _chunks(file):
            for word, form_name, form in needles:
                if (word, form_name) not in seen and form in chunk:
                    seen.add((word, form_name))
                    hits.append(Hit(file, word, form_name))
    return hits


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from (file for file in sorted(place.rglob("*")) if file.is_file() and not file.is_symlink())


def _chunks(file: Path) -> Iterator[bytes]:
    tail = b""
    with file.open("rb") as stream:
        while block := stream.read(CHUNK_BYTES):
            yield tail + block
            tail = block[-OVERLAP_BYTES:]
