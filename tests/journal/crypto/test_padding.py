"""Padding: reversible, canonical, and telling the bucket only."""

from math import log2

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


def is_border(size):
    """Tell, from the paper's definition, whether a byte more would look different."""
    total = 4 + size
    step = 2 ** (int(log2(total)) - int(log2(int(log2(total)))) - 1)
    return total % step == 0


BORDERS = [size for size in range(20_000) if is_border(size)]
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


@given(st.integers(0, 20_000), st.integers(0, 20_000), FLOORS)
def test_padding_tells_only_the_bucket(one, other, floor):
    """Two sizes look alike exactly where no border of a bucket lies between them."""
    sizes = range(min(one, other), max(one, other))
    borders = [size for size in BORDERS if size in sizes]
    apart = [at for at in borders if 4 + at + 1 > floor]

    alike = padded_size(one, floor=floor) == padded_size(other, floor=floor)

    assert alike is (apart == [])


@given(st.integers(0, 3_000), st.data(), FLOORS)
def test_padded_plaintexts_of_one_size_differ_in_their_bytes_alone(size, data, floor):
    contents = st.binary(min_size=size, max_size=size)
    one, other = (pad(data.draw(contents), floor=floor) for _ in range(2))

    assert len(one) == len(other)
    assert one[:4] == other[:4]
    assert one[4 + size :] == other[4 + size :] == bytes(len(one) - 4 - size)


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
