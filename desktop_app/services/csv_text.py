"""Bytes of a list file as text: the encoding told by marks and by its Vietnamese, old font codes told apart. Pure."""

import re
from collections import Counter
from typing import Final

from sync.records.errors import ExpectedError
from sync.records.text import nfc

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
_HEAD_CHARS: Final = 300_000
_WORD: Final = re.compile(r"[^\s,;|\"0-9]+")
_UTF8, _UTF16_LE, _UTF16_BE = b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"
_EXCEL_STARTS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

# The same words as Unicode has them and as the fonts .VnTime and VNI-Times spell them with Western letters.
_UNICODE: Final = frozenset("nguyễn trần phạm lê vũ hoàng đặng đỗ bùi thị văn họ tên ngày địa chỉ".split())
_TCVN3: Final = frozenset("nguyôn trçn ph¹m lª vò hoµng §æng ®æng §ç ®ç bïi thþ v¨n hä tªn ngµy §þa chø".split())
_VNI: Final = frozenset("nguyeãn traàn phaïm leâ vuõ hoaøng ñaëng ñoã buøi thò vaên hoï teân ngaøy ñòa chæ".split())


class ListFileError(ExpectedError):
    """A list file that cannot be read as a whole; nothing of it was taken.

    `cause` keys the sentence, `about` is a line number or a figure (never personal data).
    """

    def __init__(self, cause: str, about: object = "") -> None:
        super().__init__(f"{cause} {about}".strip())
        self.cause = cause
        self.about = about

    @property
    def code(self) -> str:
        return f"list.{self.cause}"


def decode_list(raw: bytes) -> str:
    """Return the text of a list: UTF-8 or UTF-16 with or without a mark, else Windows-1258; line ends as they came.

    Raises: ListFileError empty, too_large, is_excel, binary, unknown_encoding; tcvn3 and vni for old font codes,
    also where a program has wrapped them into UTF-8.
    """
    if not raw.strip():
        raise ListFileError("empty")
    if len(raw) > MAX_FILE_BYTES:
        raise ListFileError("too_large", MAX_FILE_BYTES // (1024 * 1024))
    if raw.startswith(_EXCEL_STARTS):
        raise ListFileError("is_excel")
    text = _unicode(raw)
    if text is not None and "\0" in text:
        raise ListFileError("binary")
    if text is None:
        return _one_byte(raw)
    _refuse_font_codes(text, better_than=_score(nfc(text), _UNICODE))
    return text


def _unicode(raw: bytes) -> str | None:
    try:
        if raw.startswith((_UTF16_LE, _UTF16_BE)):
            return raw.decode("utf-16")
        if raw.startswith(_UTF8):
            return raw.decode("utf-8-sig")
        zeros = raw[:400].count(0)
        if zeros > len(raw[:400]) // 4:  # Western letters in UTF-16 bring a zero each
            return raw.decode("utf-16-le" if raw[:400:2].count(0) < zeros - raw[:400:2].count(0) else "utf-16-be")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _one_byte(raw: bytes) -> str:
    """Read a file of one byte per letter: Windows-1258 has its tones apart, fonts have letters of their own."""
    if raw.startswith((_UTF16_LE, _UTF16_BE, _UTF8)) or b"\0" in raw:
        raise ListFileError("binary")
    western = raw.decode("cp1252", errors="replace")
    try:
        text = nfc(raw.decode("cp1258"))
    except UnicodeDecodeError:
        _refuse_font_codes(western, better_than=0)
        raise ListFileError("unknown_encoding") from None
    known = _score(text, _UNICODE)
    _refuse_font_codes(western, better_than=known)
    if not known:
        raise ListFileError("unknown_encoding")
    return text


def _refuse_font_codes(text: str, *, better_than: int) -> None:
    for cause, words in (("tcvn3", _TCVN3), ("vni", _VNI)):
        if _score(text, words) > better_than:
            raise ListFileError(cause)


def _score(text: str, words: frozenset[str]) -> int:
    counts = Counter(_WORD.findall(text[:_HEAD_CHARS].lower()))
    return sum(counts[word] for word in words)
