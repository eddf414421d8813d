"""Each error of the centre's command has its advice in both languages and its own end."""

import pytest

from sync.central import errors
from sync.central.cli import CODES, Code
from sync.central.words import SENTENCES, sentence_for
from sync.records.errors import ExpectedError

ALL = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, ExpectedError)]
OURS = [each for each in ALL if each is not ExpectedError]


@pytest.mark.parametrize("error", OURS)
def test_each_error_says_what_to_do_in_both_languages(error: type[ExpectedError]) -> None:
    sentence = sentence_for(error())
    assert sentence.vi != sentence.en
    for words in sentence:
        filled = words.format(folder="/srv/centre", at="127.0.0.1:1")
        assert filled.endswith((".", "name TÊN", "name NAME"))
        assert "{" not in filled


@pytest.mark.parametrize("error", OURS)
def test_each_error_ends_the_command_with_a_code_of_its_kind(error: type[ExpectedError]) -> None:
    assert CODES[error] not in (Code.OK, Code.OUR_FAULT, Code.USAGE)


def test_no_sentence_is_for_an_error_that_is_gone() -> None:
    assert set(SENTENCES) == {each.__name__ for each in OURS}
