"""Encodings with one spelling for each value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.encoding import from_text, length_prefixed, to_text
from journal.crypto.errors import OpenError

PARTS = st.lists(st.binary(max_size=4), max_size=4)


@given(PARTS, PARTS)
def test_length_prefix_keeps_lists_apart(one, other):
    same_bytes = length_prefixed(*one) == length_prefixed(*other)

    assert same_bytes is (one == other)


@given(st.binary(max_size=64))
def test_text_is_read_back_and_safe_in_an_address(data):
    text = to_text(data)

    assert from_text(text) == data
    assert set(text) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@pytest.mark.parametrize("text", ["A", "AB", "AA=", "AA==", "A A", "+/+/", "é", "AA\n"])
def test_text_in_another_spelling_is_refused(text):
    with pytest.raises(OpenError):
        from_text(text)
