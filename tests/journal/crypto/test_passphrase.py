"""Passphrases: one spelling, and a list of words that hurts nobody."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.passphrase import (
    PassphraseError,
    PassphraseTooLongError,
    generate,
    normalise,
    words,
)


@pytest.mark.parametrize("typed", ["caf\u00e9 au lait", " cafe\u0301 au lait\n\u3000"])
def test_normalise_gives_one_spelling(typed):
    assert normalise(typed) == b"caf\xc3\xa9 au lait"


def test_normalise_keeps_case_and_inner_spaces():
    assert normalise("Two  Spaces") == b"Two  Spaces"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_normalise_is_idempotent(text):
    try:
        once = normalise(text)
    except PassphraseError:
        assert text.strip() == ""
        return

    assert normalise(once.decode()) == once


@pytest.mark.parametrize("text", ["a" * 1024, "é" * 512, "e\u0301" * 512])
def test_normalise_takes_1024_bytes(text):
    assert len(normalise(text)) == 1024


@pytest.mark.parametrize("text", ["a" * 1025, "é" * 513, "a" * 1_000_000])
def test_normalise_of_too_much_raises(text):
    with pytest.raises(PassphraseTooLongError):
        normalise(text)


@pytest.mark.parametrize("text", ["", "  \n", "words \ud800"])
def test_normalise_of_nothing_or_no_text_raises(text):
    with pytest.raises(PassphraseError) as caught:
        normalise(text)

    assert caught.value.__cause__ is None
    assert "words" not in str(caught.value)


def test_word_list_has_7776_plain_words():
    listed = words()

    assert len(listed) == len(set(listed)) == 6**5
    assert list(listed) == sorted(listed)
    assert [w for w in listed if not re.fullmatch(r"[a-z]+(-[a-z]+)?", w)] == []
    assert (min(map(len, listed)), max(map(len, listed))) == (3, 9)


def test_word_list_has_no_word_that_hurts():
    hurting = "abuse assault attack blame blood death gun kill knife rape shame stalk"

    assert sorted(set(hurting.split()) & set(words())) == []


def test_generated_passphrase_has_six_words_of_the_list():
    passphrase = generate()

    assert set(passphrase.split(" ")) <= set(words())
    assert len(passphrase.split(" ")) == 6
    assert 6 * math.log2(len(words())) > 77.5
    assert normalise(passphrase) == passphrase.encode()


def test_generated_passphrases_differ():
    assert len({generate() for _ in range(50)}) == 50
