"""The quick way to spell a text for the index gives what the plain one gives, whatever came before it."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.storage.derived import Vocabulary, search_text_of, squeezed
from sync.records.record import Record
from sync.records.rules import DOSSIER, PERSON
from sync.records.text import fold, repair, tone_key

WORD = re.compile(r"[^\W_]+")
LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
SIGNS = "0123456789 -_/.,'Ðð\u200b\u00a0\u0300\u0323\u0301ñçßİΣςĳ\u0344一ก่"
"""Digits, what parts words, letters that are mended, marks alone, and letters of others."""

_words = st.text(alphabet=LETTERS + LETTERS.upper() + SIGNS, min_size=1, max_size=8)
_typed = st.lists(_words, max_size=5).map(" ".join)
texts = st.one_of(_typed, _typed.map(lambda text: unicodedata.normalize("NFD", text)), st.text(max_size=30))
NAMES = ("person_name", "name", "birth", "procedure_name", "status", "delivery", "cluster", "result_number", "person")
CODES = ("provisional_code", "official_code", "personal_number", "old_number", "phone")
records = st.builds(
    lambda kind, fields: Record(kind, UUID(int=1), 1, fields, {}),
    st.sampled_from((DOSSIER, PERSON)),
    st.dictionaries(st.sampled_from(NAMES + CODES), texts),
)


def plain_fold(text: str) -> str:
    """The mark of every letter is taken off one by one."""
    bare = unicodedata.normalize("NFD", repair(text).lower()).replace("đ", "d")
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def plain_squeezed(text: str) -> str:
    return "".join(WORD.findall(plain_fold(text)))


def plain_name_words(text: str) -> list[str]:
    clean = repair(text).lower()
    words = WORD.findall(clean)
    marked = [token for word in words for token in (f"e{word}", f"t{tone_key(word)}") if token != f"t{word}"]
    return marked + [f"f{word}" for word in WORD.findall(plain_fold(clean))]


def plain_words(kind: str, fields: Mapping[str, Any]) -> str:
    name = fields.get("person_name" if kind == DOSSIER else "name", "")
    words = plain_name_words(f"{name} {fields.get('birth', '')[-4:]}")
    if kind == DOSSIER:
        words += [f"p{word}" for word in WORD.findall(plain_fold(fields.get("procedure_name", "")))]
        words += ["s" + plain_squeezed(fields.get("status", "")), "d" + plain_squeezed(fields.get("delivery", ""))]
    words.append("c" + plain_squeezed(fields.get("cluster", "")))
    return " ".join(dict.fromkeys(words))


def plain_keys(kind: str, fields: Mapping[str, Any]) -> set[str]:
    keys: set[str] = set()
    if kind == DOSSIER:
        for name in ("provisional_code", "official_code"):
            parts = WORD.findall(plain_fold(fields.get(name, "")))
            keys |= {"".join(parts[at:]) for at in range(len(parts))}
        keys.add(plain_squeezed(fields.get("result_number", "")))
        keys.add(f"person {fields.get('person', '')}")
    for name in ("personal_number", "old_number", "phone"):
        digits = plain_squeezed(fields.get(name, ""))
        is_abroad = digits.startswith("84") and len(digits) >= 11 and digits.isdigit()
        keys |= {digits, f"0{digits[2:]}" if is_abroad else digits, digits[-4:]}
    return keys - {"", "person "}


@given(texts)
def test_a_fold_is_the_text_without_its_marks(text: str) -> None:
    assert fold(text) == plain_fold(text)
    assert squeezed(text) == plain_squeezed(text)


@given(st.lists(records, max_size=4))
def test_a_record_is_found_by_the_same_words_whatever_came_before_it(lot: list[Record]) -> None:
    vocabulary = Vocabulary()
    for record in (*lot, *lot):
        found = search_text_of(record, vocabulary)
        assert found is not None
        assert found == search_text_of(record)
        assert found.words == plain_words(record.type, record.fields)
        assert found.keys == plain_keys(record.type, record.fields)
