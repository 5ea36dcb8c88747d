"""What is looked for, sealed; with the site's own sealing, which start-up fills in."""

import pytest

from recovery_site.wiring import ReadSealer
from resources.library.domain import search_token
from resources.library.domain.search_token import open_words, seal_words

WORDS = "sleep after a h\u00e1rd day"


@pytest.fixture(autouse=True)
def sealer():
    yield
    search_token.use_sealer(ReadSealer())


def test_words_open_under_the_cookie_that_came_with_them():
    token, key = seal_words(WORDS, cookie=None)

    assert open_words(token, cookie=key) == WORDS


def test_key_of_a_cookie_is_used_again():
    _token, key = seal_words(WORDS, cookie=None)

    assert seal_words("more", cookie=key)[1] == key


@pytest.mark.parametrize("cookie", [None, "", "x", "A" * 43, "é" * 44])
def test_other_cookies_open_nothing_and_are_replaced(cookie):
    token, key = seal_words(WORDS, cookie=cookie)

    assert open_words(token, cookie=cookie) is None
    assert key != cookie


def test_another_browser_opens_nothing():
    token, _key = seal_words(WORDS, cookie=None)
    _token, other = seal_words(WORDS, cookie=None)

    assert open_words(token, cookie=other) is None


@pytest.mark.parametrize("token", ["", "x", "ab" * 40, "é", "A" * 4000])
def test_made_up_token_opens_nothing(token):
    _token, key = seal_words(WORDS, cookie=None)

    assert open_words(token, cookie=key) is None


def test_token_is_new_each_time_and_tells_little_by_its_length():
    _token, key = seal_words(WORDS, cookie=None)

    tokens = {seal_words(words, cookie=key)[0] for words in ("a", "a", "sleep well")}

    assert len(tokens) == 3
    assert len({len(token) for token in tokens}) == 1


def test_sealing_before_start_up_says_what_to_call():
    search_token.use_sealer(None)

    with pytest.raises(RuntimeError, match="use_sealer"):
        seal_words(WORDS, cookie=None)
