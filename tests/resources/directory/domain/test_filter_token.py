import pytest

from resources.directory.domain import filter_token
from resources.directory.domain.filter_token import Choices

CHOICES = Choices(country="US", region="Oregon", how="online", language="es")


def a_key():
    return filter_token.key_from(filter_token.new_key())


def test_open_choices_returns_what_was_sealed():
    key = a_key()

    token = filter_token.seal_choices(CHOICES, key=key)

    assert filter_token.open_choices(token, key=key) == CHOICES


def test_open_choices_under_another_key_is_nothing():
    token = filter_token.seal_choices(CHOICES, key=a_key())

    assert filter_token.open_choices(token, key=a_key()) is None


@pytest.mark.parametrize("token", ["", "x", "ab" * 40, "é"])
def test_open_choices_of_a_made_up_token_is_nothing(token):
    assert filter_token.open_choices(token, key=a_key()) is None


def test_open_choices_without_a_key_is_nothing():
    token = filter_token.seal_choices(CHOICES, key=a_key())

    assert filter_token.open_choices(token, key=None) is None


def test_seal_choices_is_new_each_time_and_shows_no_word():
    key = a_key()

    tokens = {filter_token.seal_choices(CHOICES, key=key) for _ in range(3)}

    assert len(tokens) == 3
    assert "Oregon" not in "".join(tokens)


@pytest.mark.parametrize("cookie", [None, "", "x", "A" * 43, "A" * 88, "é" * 44])
def test_key_from_a_cookie_that_holds_none_is_nothing(cookie):
    assert filter_token.key_from(cookie) is None


def test_seal_choices_before_start_up_says_what_to_call():
    filter_token.use_sealer(None)

    with pytest.raises(RuntimeError, match="use_sealer"):
        filter_token.seal_choices(CHOICES, key=a_key())
