"""Which passphrases may guard a notebook, and what a guess may cost."""

import unicodedata

import pytest

from desktop_app.vault.errors import WeakPassphraseError
from desktop_app.vault.passphrases import FLOOR_COST, USUAL_COST, KdfCost, passphrase_bytes, refuse_weak


@pytest.mark.parametrize("passphrase", ["bến cũ thuyền", "đò ở xã đảo", "abcdefghijkl", "Đ1e2f3g4h5i6"])
def test_twelve_characters_or_four_words_pass(passphrase: str) -> None:
    refuse_weak(passphrase)


@pytest.mark.parametrize(
    "passphrase", ["", "bến cũ", "abcdefghijk", "aaaaaaaaaaaaaaa", "a a a a", "xã xã xã xã", "abcdefgh    "]
)
def test_short_or_uniform_ones_are_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError):
        refuse_weak(passphrase)


def test_letters_sent_in_pieces_by_an_input_method_are_the_same_passphrase() -> None:
    whole = "bến cũ thuyền xưa"
    assert unicodedata.normalize("NFD", whole) != whole
    assert passphrase_bytes(unicodedata.normalize("NFD", whole)) == passphrase_bytes(whole)


def test_a_guess_may_cost_neither_too_little_nor_the_whole_machine() -> None:
    assert FLOOR_COST.is_allowed()
    assert USUAL_COST.is_allowed()
    bad = [(65535, 3, 1), (65536, 2, 1), (65536, 3, 0), (1048577, 3, 1), (65536, 33, 1), (65536, 3, 17), (-1, 3, 1)]
    assert not any(KdfCost(memory_kib=m, iterations=t, lanes=p).is_allowed() for m, t, p in bad)
