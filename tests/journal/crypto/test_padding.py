"""Padding: reversible, canonical, and telling the bucket only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.errors import OpenError
from journal.crypto.padding import (
    BODY_FLOOR,
    HEADER_FLOOR,
    MAX_PLAINTEXT_SIZE,
    pad,
    padded_size,
    unpad,
)

FLOORS = st.sampled_from([1, 128, HEADER_FLOOR, BODY_FLOOR])


@given(st.binary(max_size=3000), FLOORS)
def test_padding_comes_off_again(plaintext, floor):
    assert unpad(pad(plaintext, floor=floor), floor=floor) == plaintext


@given(st.integers(0, MAX_PLAINTEXT_SIZE), FLOORS)
def test_padded_size_is_a_bucket_at_most_12_percent_wider(size, floor):
    padded = padded_size(size, floor=floor)

    assert padded >= max(4 + size, floor)
    assert padded <= max(1.12 * (4 + size) + 1, floor)
    assert padded_size(padded - 4, floor=floor) == padded


@given(st.binary(max_size=1020), st.binary(max_size=1020))
def test_padding_below_the_floor_tells_nothing(one, other):
    assert len(pad(one, floor=BODY_FLOOR)) == len(pad(other, floor=BODY_FLOOR))


def test_padded_sizes_are_few():
    sizes = {padded_size(size, floor=BODY_FLOOR) for size in range(100_000)}

    # 16 sizes an octave from 2^10 to 2^16, then 32 an octave: 96 + 18.
    assert len(sizes) == 114


def test_plaintext_beyond_the_limit_raises():
    with pytest.raises(ValueError, match="at most"):
        pad(bytes(MAX_PLAINTEXT_SIZE + 1), floor=BODY_FLOOR)


@given(st.binary(max_size=60), st.integers(0, 255), st.integers(1, 255))
def test_changed_padding_is_refused_or_another_plaintext(plaintext, at, change):
    padded = bytearray(pad(plaintext, floor=HEADER_FLOOR))
    padded[at] ^= change

    try:
        opened = unpad(bytes(padded), floor=HEADER_FLOOR)
    except OpenError:
        return

    # What still opens is what `pad` would have written for it.
    assert pad(opened, floor=HEADER_FLOOR) == padded


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0\0\0", b"\xff" * 256])
def test_malformed_padding_is_refused(data):
    with pytest.raises(OpenError):
        unpad(data, floor=HEADER_FLOOR)
