"""Search tokens: words in an address that nobody can read there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.errors import OpenError
from journal.crypto.search_token import open_words, seal_words
from journal.crypto.unlock import BrowserHalf

HALF = BrowserHalf(b"h" * 32)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_words_are_read_back_in_the_same_browser(words):
    token = seal_words(words, half=HALF)

    assert open_words(token, half=HALF) == words


def test_words_are_noise_in_another_browser():
    token = seal_words("garden", half=HALF)

    with pytest.raises(OpenError):
        open_words(token, half=BrowserHalf.generate())


def test_short_searches_look_alike():
    tokens = [seal_words(words, half=HALF) for words in ("", "rain", "long walk home")]

    assert {len(token) for token in tokens} == {210}


def test_words_that_are_no_text_are_replaced():
    token = seal_words("rain \ud800", half=HALF)

    assert open_words(token, half=HALF) == "rain ?"


def test_words_beyond_the_limit_raise():
    with pytest.raises(ValueError, match="at most 1024 bytes"):
        seal_words("é" * 513, half=HALF)
