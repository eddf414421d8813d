"""The codes that papers, envelopes and screens carry: made, recognised, and read as spoiled by hands and keyboards.

The official code is the centre's and opaque; the provisional code is ours and stays searchable for ever.
"""

import re
from datetime import date
from typing import Final

import msgspec

from sync.records.errors import ExpectedError
from sync.records.text import fold

_PROVISIONAL: Final = re.compile(r"TAM-(\d{5})-(M\d{2,3})-(\d{2})(\d{2})(\d{2})-(\d{4,6})", re.ASCII)
_ENVELOPE: Final = re.compile(r"KQ-(.+)-(\d{1,2})", re.ASCII)
_OFFICIAL: Final = re.compile(
    r"(?:\d{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,3}){0,4})-(?:\d{6}|\d{8})-\d{4,7}", re.ASCII
)
_COMMUNE: Final = re.compile(r"\d{5}", re.ASCII)
_MACHINE: Final = re.compile(r"M\d{2,3}", re.ASCII)
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−_"), "-")
MAX_CODE_CHARS: Final = 64
CODE_DAYS: Final = (date(2000, 1, 1), date(2099, 12, 31))
"""The days that the six figures of a code can tell apart; a clock that lies further than that is held to these."""


class MalformedCodeError(ExpectedError):
    """A text is no code of a dossier or an envelope."""


class ProvisionalCode(msgspec.Struct, frozen=True, kw_only=True):
    """The code given at the desk without the centre. `day` is the day of receipt, never that of the sync."""

    commune: str
    machine: str
    day: date
    number: int

    def __str__(self) -> str:
        """Return the code as printed, for example TAM-09661-M07-251107-0003."""
        return f"TAM-{self.commune}-{self.machine}-{self.day:%y%m%d}-{self.number:04}"


class EnvelopeCode(msgspec.Struct, frozen=True, kw_only=True):
    """The code on a result's envelope: its dossier's provisional code and which of its envelopes."""

    dossier: ProvisionalCode
    envelope: int = 1

    def __str__(self) -> str:
        """Return the code as printed, for example KQ-09661-M07-251107-0003-1."""
        return f"KQ-{str(self.dossier).removeprefix('TAM-')}-{self.envelope}"


class OfficialCode(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's code; nothing is ever computed from it."""

    text: str

    def __str__(self) -> str:
        """Return the code as printed."""
        return self.text


def provisional_code(commune: str, machine: str, day: date, number: int) -> str:
    """Return the provisional code of a dossier; `number` counts the machine's day from 1.

    Raises: ValueError where commune (5 digits), machine (M07) or number do not fit: our own fault.
    """
    fits = _COMMUNE.fullmatch(commune) and _MACHINE.fullmatch(machine) and 1 <= number <= 999_999
    if not fits or not CODE_DAYS[0] <= day <= CODE_DAYS[1]:
        raise ValueError(f"no provisional code of {commune!r}, {machine!r}, {day}, {number}")
    return str(ProvisionalCode(commune=commune, machine=machine, day=day, number=number))


def envelope_code(provisional: str, envelope: int = 1) -> str:
    """Return the code of a dossier's envelope. Raises: MalformedCodeError, ValueError."""
    if not 1 <= envelope <= 99:
        raise ValueError(f"no envelope number {envelope}")
    return str(EnvelopeCode(dossier=parse_provisional(provisional), envelope=envelope))


def parse_code(text: str) -> ProvisionalCode | OfficialCode | EnvelopeCode:
    """Read whichever code was typed or scanned. Raises: MalformedCodeError."""
    clean = tidy_code(text)
    if clean.startswith("TAM"):
        return parse_provisional(clean)
    if clean.startswith("KQ"):
        return parse_envelope(clean)
    return parse_official(clean)


def parse_provisional(text: str) -> ProvisionalCode:
    """Read a provisional code. Raises: MalformedCodeError."""
    found = _PROVISIONAL.fullmatch(tidy_code(text))
    if found is None:
        raise MalformedCodeError
    commune, machine, year, month, day, number = found.groups()
    try:
        received = date(2000 + int(year), int(month), int(day))
    except ValueError:
        raise MalformedCodeError from None
    return ProvisionalCode(commune=commune, machine=machine, day=received, number=int(number))


def parse_envelope(text: str) -> EnvelopeCode:
    """Read an envelope's code. Raises: MalformedCodeError."""
    found = _ENVELOPE.fullmatch(tidy_code(text))
    if found is None or int(found[2]) < 1:
        raise MalformedCodeError
    return EnvelopeCode(dossier=parse_provisional(f"TAM-{found[1]}"), envelope=int(found[2]))


def parse_official(text: str) -> OfficialCode:
    """Read the centre's code, left as it is but for case and blanks. Raises: MalformedCodeError."""
    clean = tidy_code(text)
    if _OFFICIAL.fullmatch(clean) is None:
        raise MalformedCodeError
    return OfficialCode(text=clean)


def tidy_code(text: str) -> str:
    """Return the code in capitals, without blanks or marks: small letters, long dashes, "TÂM" are typing, not codes."""
    if len(text) > MAX_CODE_CHARS:
        raise MalformedCodeError
    return "".join(fold(text).upper().translate(_DASHES).split())
