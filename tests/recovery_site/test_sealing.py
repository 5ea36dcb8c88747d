"""The site's small secrets open under their key, in their place, whole; else not."""

import base64

import pytest

from recovery_site.sealing import (
    NONCE_SIZE,
    SealError,
    derive_key,
    open_sealed,
    open_token,
    seal,
    seal_token,
)

KEY = derive_key(b"s" * 32, "test/v1")
OTHER = derive_key(b"s" * 32, "test/v2")
WORDS = b"a heron on the weir"
TAG_SIZE = 16


def test_sealed_words_open_in_their_place():
    sealed = seal(KEY, WORDS, place=b"row 1")

    assert open_sealed(KEY, sealed, place=b"row 1") == WORDS
    assert WORDS not in sealed
    assert len(sealed) == NONCE_SIZE + len(WORDS) + TAG_SIZE


def test_same_words_are_never_sealed_alike():
    assert seal(KEY, WORDS, place=b"") != seal(KEY, WORDS, place=b"")


@pytest.mark.parametrize(("key", "place"), [(OTHER, b"row 1"), (KEY, b"row 2")])
def test_wrong_key_and_wrong_place_are_the_same_refusal(key, place):
    sealed = seal(KEY, WORDS, place=b"row 1")

    with pytest.raises(SealError) as refusal:
        open_sealed(key, sealed, place=place)

    assert refusal.value.args == ()


@pytest.mark.parametrize("at", [0, NONCE_SIZE, NONCE_SIZE + 5, -1])
def test_changed_byte_does_not_open(at):
    sealed = bytearray(seal(KEY, WORDS, place=b""))
    sealed[at] ^= 1

    with pytest.raises(SealError):
        open_sealed(KEY, bytes(sealed), place=b"")


@pytest.mark.parametrize("length", [0, 1, NONCE_SIZE, NONCE_SIZE + TAG_SIZE - 1])
def test_shortened_bytes_do_not_open(length):
    sealed = seal(KEY, WORDS, place=b"")

    with pytest.raises(SealError):
        open_sealed(KEY, sealed[:length], place=b"")


def test_keys_differ_by_purpose_and_secret():
    keys = {derive_key(s, p) for s in (b"a" * 32, b"b" * 32) for p in ("x/v1", "y/v1")}

    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize("words", [b"", b"x", WORDS, b"w" * 500, "Überall".encode()])
def test_token_opens_to_its_words(words):
    token = seal_token(KEY, words, purpose="find/v1")

    assert open_token(KEY, token, purpose="find/v1") == words
    assert set(token) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )


def test_token_length_tells_little():
    lengths = {len(seal_token(KEY, b"w" * n, purpose="p")) for n in range(63)}

    assert len(lengths) == 1


@pytest.mark.parametrize(("key", "purpose"), [(OTHER, "find/v1"), (KEY, "find/v2")])
def test_token_of_another_key_or_purpose_opens_nothing(key, purpose):
    token = seal_token(KEY, WORDS, purpose="find/v1")

    assert open_token(key, token, purpose=purpose) is None


@pytest.mark.parametrize("token", ["", "a", "?", "é", "A" * 200, "=" * 8])
def test_what_is_no_token_opens_nothing(token):
    assert open_token(KEY, token, purpose="find/v1") is None


def test_changed_token_opens_nothing():
    token = seal_token(KEY, WORDS, purpose="find/v1")
    data = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    data[20] ^= 1

    changed = base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    assert open_token(KEY, changed, purpose="find/v1") is None
