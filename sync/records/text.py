"""Vietnamese text for storing, finding and sorting: keys and ranks. Typing and reading aloud are not its business.

What an official reads or writes is kept as typed (NFC); everything else here is a key beside it.
"""

import re
import unicodedata
from typing import Final

EXACT, OTHER_TONE_PLACE, FOLDED, OTHER_MARKS, NO_MATCH = range(5)
"""Ranks of `match_rank`, best first. OTHER_MARKS: the letters fit, but marks were typed that the name has not."""

_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TONE_SIGNS: Final = "\u2070\u00b9\u00b2\u00b3\u2074\u2075"
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY: Final = {letter: chr(0x41 + place) for place, letter in enumerate(_ALPHABET)}
_LEVEL_END: Final = "\x1f"
_KEY_END: Final = "\x1e"
_TONE: Final = re.compile(f"[{''.join(_TONES)}]")
_ETH: Final = {0xD0: "Đ", 0xF0: "đ"}
_INVISIBLE: Final = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_REPAIRED: Final = {**_INVISIBLE, **_ETH}
_TO_REPAIR: Final = re.compile(f"[{''.join(map(chr, _REPAIRED))}]")
_SHAPES: Final = {"a": "aăâ", "d": "đ", "e": "eê", "i": "i", "o": "oôơ", "u": "uư", "y": "y"}
_BARE: Final = {
    ord(sign): letter
    for letter, shapes in _SHAPES.items()
    for shape in shapes
    for tone in ("", *_TONES)
    if len(sign := unicodedata.normalize("NFC", shape + tone)) == 1
}
"""Every small letter of Vietnamese in one code point; what else a text has is looked for sign by sign."""
_COMMON_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""All but the joiner among them, which is no mark. Whatever other scripts have is looked for sign by sign."""


def nfc(text: str) -> str:
    """Return the text with each letter as one code point, otherwise as typed."""
    return unicodedata.normalize("NFC", text)


def repair(text: str) -> str:
    """Return NFC text with Ð (U+00D0) as Đ, invisible characters gone and single spaces; spelling is never touched."""
    if text.isascii():
        return " ".join(text.split())
    clean = nfc(text)
    if _TO_REPAIR.search(clean):
        clean = clean.translate(_REPAIRED)
    return " ".join(clean.split())


def fold(text: str) -> str:
    """Return the text in lower case without any mark, đ as d: what an index matches by."""
    low = repair(text).lower()
    if low.isascii():
        return low
    bare = low.translate(_BARE)
    if bare.isascii():
        return bare
    bare = _COMMON_MARKS.sub("", unicodedata.normalize("NFD", low)).replace("đ", "d")
    return bare if bare.isascii() else "".join(sign for sign in bare if not unicodedata.combining(sign))


def has_marks(text: str) -> bool:
    """Tell whether any letter carries a Vietnamese mark (đ counts as one)."""
    low = unicodedata.normalize("NFD", text.translate(_ETH).lower())
    return any(sign == "đ" or unicodedata.combining(sign) for sign in low)


def tone_key(text: str) -> str:
    """Return the same key for two placements of one tone (hoà, hòa), another for any other difference in marks."""
    return " ".join(_toned(word) for word in repair(text).lower().split())


def sort_key(text: str) -> str:
    """Return a key whose code-point order is Vietnamese order: letters, then tones by word, then small before capital.

    Names sort by the given name: see `name_sort_key`.
    """
    clean = repair(text)
    primary: list[str] = []
    tones: list[str] = [""]
    capitals: list[str] = []
    for letter, original in _letters(clean):
        tone = _TONES.get(letter)
        if tone is not None:
            tones[-1] += str(tone)
        elif unicodedata.combining(letter):
            continue  # a mark that Vietnamese does not know: the base letter stands
        else:
            primary.append(_PRIMARY.get(letter, letter if " " <= letter < "A" or letter > "~" else "/"))
            capitals.append("1" if original else "0")
            if letter == " ":
                tones.append("")
    levels = ("".join(primary), " ".join(tone or "0" for tone in tones), "".join(capitals).rstrip("0"))
    return _LEVEL_END.join(levels)


def name_sort_key(full_name: str) -> str:
    """Return the key of a list of people: given name first, then family and middle names."""
    words = repair(full_name).split()
    return sort_key(" ".join(words[-1:])) + _KEY_END + sort_key(" ".join(words[:-1]))


def given_name(full_name: str) -> str:
    """Return the last word, by which a person is greeted and sorted; empty for an empty name."""
    return " ".join(repair(full_name).split()[-1:])


def initials(text: str) -> str:
    """Return the first folded letters: "Sao y" gives "sy"."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(text)))


def match_rank(query: str, name: str) -> int:
    """Rank a name against what was typed: EXACT, OTHER_TONE_PLACE, FOLDED, OTHER_MARKS or NO_MATCH (lower is better).

    Each typed word must begin some word of the name; the worst word decides.
    """
    wanted, present = repair(query).lower().split(), repair(name).lower().split()
    ranks = (min((_word_rank(word, other) for other in present), default=NO_MATCH) for word in wanted)
    return max(ranks, default=EXACT)


def mask_id(number: str) -> str:
    """Return a personal number with only its last four characters readable; shorter ones wholly hidden."""
    shown = number[-4:] if len(number) > 4 else ""
    return "•" * (len(number) - len(shown)) + shown


def _word_rank(word: str, other: str) -> int:
    if other.startswith(word):
        return EXACT
    if not fold(other).startswith(fold(word)):
        return NO_MATCH
    letters, tones = _split_tones(word)
    other_letters, other_tones = _split_tones(other)
    if other_letters.startswith(letters) and tones == other_tones:
        return OTHER_TONE_PLACE
    fits = all(_mark_fits(typed, there) for typed, there in zip(letters, other_letters, strict=False))
    return FOLDED if fits and (not tones or tones == other_tones) else OTHER_MARKS


def _mark_fits(typed: str, there: str) -> bool:
    """A letter typed bare fits every letter that folds to it."""
    return typed == there or not has_marks(typed)


def _toned(word: str) -> str:
    letters, tones = _split_tones(word)
    return letters + "".join(_TONE_SIGNS[int(tone)] for tone in tones)


def _split_tones(word: str) -> tuple[str, str]:
    """Return the letters with ă â ê ô ơ ư đ kept, and the tones as digits in their order."""
    if word.isascii():
        return word, ""
    bare = unicodedata.normalize("NFD", word)
    tones = "".join(str(_TONES[sign]) for sign in _TONE.findall(bare))
    return nfc(_TONE.sub("", bare)), tones


def _letters(text: str) -> list[tuple[str, bool]]:
    """Return small letters (ă â ê ô ơ ư đ whole) and tone marks one by one, each with whether it was a capital."""
    found: list[tuple[str, bool]] = []
    for sign in text:
        letters, tones = _split_tones(sign.lower())
        found.extend((letter, sign != sign.lower()) for letter in letters)
        found.extend((mark, False) for mark, weight in _TONES.items() if str(weight) in tones)
    return found
