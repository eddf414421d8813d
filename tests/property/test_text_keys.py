"""Keys of Vietnamese text hold for every word, not only for those we thought of."""

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sync.records.telex import untelex
from sync.records.text import EXACT, NO_MATCH, fold, has_marks, match_rank, nfc, repair, sort_key, tone_key

LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(names)
def test_every_key_is_the_same_for_nfc_and_nfd(name: str) -> None:
    for key in (fold, tone_key, sort_key, repair):
        assert key(nfd(name)) == key(nfc(name))


@given(st.text(max_size=60))
def test_no_text_breaks_a_key(text: str) -> None:
    assert repair(repair(text)) == repair(text)
    assert fold(fold(text)) == fold(text)
    assert isinstance(sort_key(text) + tone_key(text) + untelex(text), str)
    assert has_marks(text) == has_marks(nfd(text))


@given(names)
def test_a_fold_is_bare_and_finds_its_name(name: str) -> None:
    assert fold(name).isascii()
    assert match_rank(fold(name), name) < NO_MATCH
    assert match_rank(name, name) == EXACT


@given(words, words)
def test_one_tone_key_means_one_fold_and_words_with_one_fold_match(one: str, other: str) -> None:
    if tone_key(one) == tone_key(other):
        assert fold(one) == fold(other)
    assert (match_rank(one, other) == NO_MATCH) == (not fold(other).startswith(fold(one)))


@given(st.lists(names, min_size=3, max_size=3))
def test_letters_decide_before_tones_and_tones_before_capitals(three: list[str]) -> None:
    for one, other in itertools.pairwise(sorted(three, key=sort_key)):
        assert _levels(one) <= _levels(other)


def _levels(name: str) -> tuple[list[int], list[str], list[bool]]:
    """The same order said a second way: by the alphabet's places, tone digits per word, capitals."""
    alphabet = " aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    tones = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
    bare = nfc("".join(sign for sign in nfd(name) if sign not in tones))
    marks = ["".join(tones.get(sign, "") for sign in nfd(word)) or "0" for word in name.split(" ")]
    return [alphabet.index(letter) for letter in bare.lower()], marks, [letter.isupper() for letter in bare]
