"""Sealing: random, bound to its place, refusing any change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.aead import OVERHEAD, open_exact, open_sealed, seal, seal_exact
from journal.crypto.errors import OpenError
from journal.crypto.keys import DerivedKey

KEY = DerivedKey(b"k" * 32)


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_sealed_content_opens_in_its_place_only(plaintext, place):
    sealed = seal(KEY, plaintext, associated_data=place, floor=128)

    assert open_sealed(KEY, sealed, associated_data=place, floor=128) == plaintext
    with pytest.raises(OpenError):
        open_sealed(KEY, sealed, associated_data=place + b"\0", floor=128)


def test_every_flipped_bit_is_refused():
    sealed = seal_exact(KEY, b"a few words", associated_data=b"here")

    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(OpenError):
            open_exact(KEY, bytes(changed), associated_data=b"here")


def test_every_cut_is_refused():
    sealed = seal_exact(KEY, b"a few words", associated_data=b"here")

    for size in range(len(sealed)):
        with pytest.raises(OpenError):
            open_exact(KEY, sealed[:size], associated_data=b"here")


def test_other_key_is_refused():
    sealed = seal_exact(KEY, b"a few words", associated_data=b"here")

    with pytest.raises(OpenError):
        open_exact(DerivedKey(b"o" * 32), sealed, associated_data=b"here")


def test_nonces_do_not_repeat():
    sealed = [seal_exact(KEY, b"same", associated_data=b"") for _ in range(1000)]

    assert len({value[1:13] for value in sealed}) == 1000


def test_sealed_bytes_contain_no_plaintext():
    plaintext = b"I wrote this down and nobody else shall read it."

    sealed = seal(KEY, plaintext, associated_data=b"", floor=128)

    windows = {plaintext[at : at + 4] for at in range(len(plaintext) - 3)}
    assert [window for window in windows if window in sealed] == []
    assert len(sealed) == 128 + OVERHEAD


def test_failures_look_the_same():
    sealed = seal_exact(KEY, b"x", associated_data=b"here")
    attempts = [
        (DerivedKey(b"o" * 32), sealed, b"here"),
        (KEY, sealed, b"there"),
        (KEY, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"here"),
        (KEY, b"\x02" + sealed[1:], b"here"),
        (KEY, b"", b"here"),
    ]

    failures = []
    for key, data, place in attempts:
        with pytest.raises(OpenError) as caught:
            open_exact(key, data, associated_data=place)
        failures.append((str(caught.value), caught.value.__cause__))

    assert failures == [("This could not be opened.", None)] * len(attempts)
