"""Names typed in raw Telex because the input method was off: recognised and offered as the word that was meant."""

import re
import unicodedata
from typing import Final

from sync.records.text import has_marks, nfc

_TONE_KEYS: Final = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_HORNED: Final = {"a": "ă", "o": "ơ", "u": "ư"}
_DOUBLED: Final = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS: Final = "aăâeêioôơuưy"
_ONSETS: Final = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RHYMES: Final = re.compile(
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|"
    "iêu|oai|oao|oay|oeo|uao|uau|uây|uôi|uya|uyê|uyu|ươi|ươu|yê|yêu"
)
_SYLLABLE: Final = re.compile(rf"(?P<onset>{_ONSETS})?(?P<rhyme>[{_VOWELS}]+)(?P<coda>ch|c|m|ng|nh|n|p|t)?")
_WORD: Final = re.compile(r"[^\W\d_]+")


def untelex(text: str) -> str:
    """Return the text with each raw Telex word as it was meant ("Nguyeenx" → "Nguyễn"); others stay."""
    return _WORD.sub(lambda found: _untelex_word(found.group()), nfc(text))


def looks_like_telex(text: str) -> bool:
    """Tell whether some word is no Vietnamese syllable as it stands but is one when read as Telex keys."""
    return untelex(text) != nfc(text)


def _untelex_word(word: str) -> str:
    low = word.lower()
    if has_marks(word) or not word.isascii() or _syllable(low):
        return word
    letters, tone = _keys_pressed(low)
    found = _syllable(letters)
    if found is None:
        return word
    placed = letters if not tone else _with_tone(found, tone)
    if word.isupper():
        return placed.upper()
    return placed[0].upper() + placed[1:] if word[0].isupper() else placed


def _keys_pressed(keys: str) -> tuple[str, str]:
    """Play the keys as an input method would: letters with their shapes, and the last tone key."""
    letters: list[str] = []
    tone = ""
    for key in keys:
        if key in _TONE_KEYS and any(letter in _VOWELS for letter in letters):
            tone = _TONE_KEYS[key]
        elif key == "z" and tone:
            tone = ""
        elif not (_horn(letters) if key == "w" else _double(letters, key)):
            letters.append("ư" if key == "w" else key)
    return re.sub("(?<!q)uơ(?=[a-z])", "ươ", "".join(letters)), tone


def _horn(letters: list[str]) -> bool:
    """Apply the key w to the vowels typed so far; in "uo" it means the o, and a letter after it makes "ươ"."""
    joined = "".join(letters)
    for pair in ("uo", "ưo"):
        if pair in joined:
            letters[joined.index(pair) + 1] = "ơ"
            return True
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _HORNED:
            letters[at] = _HORNED[letters[at]]
            if "".join(letters[at - 1 : at + 1]) == "uă":
                letters[at - 1 : at + 1] = ["ư", "a"]
            return True
    return False


def _double(letters: list[str], key: str) -> bool:
    """Apply a second a, e, o or d to its first, over consonants but not over another vowel."""
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    if key not in _DOUBLED:
        return False
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _VOWELS:
            if letters[at] != key:
                return False
            letters[at] = _DOUBLED[key]
            return True
    return False


def _syllable(letters: str) -> re.Match[str] | None:
    found = _SYLLABLE.fullmatch(letters)
    if found is None or not _RHYMES.fullmatch(found["rhyme"]):
        return None
    return found


def _with_tone(found: re.Match[str], tone: str) -> str:
    """Set the tone where Vietnamese writes it: on the shaped vowel, before a final consonant, else hòa, thủy, hoài."""
    rhyme, start = found["rhyme"], found.start("rhyme")
    shaped = [at for at, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if shaped:
        at = shaped[-1]
    elif found["coda"]:
        at = len(rhyme) - 1
    else:
        at = 1 if len(rhyme) == 3 else 0
    whole = found.string
    return unicodedata.normalize("NFC", whole[: start + at + 1] + tone + whole[start + at + 1 :])
