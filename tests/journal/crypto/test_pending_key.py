"""The next vault key under the present one."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.errors import OpenError
from journal.crypto.keys import VaultKey
from journal.crypto.pending_key import SEALED_SIZE, open_pending_key, seal_pending_key

VAULT, GENERATION = UUID(int=1), 2
PRESENT, NEXT = VaultKey(b"p" * 32), VaultKey(b"n" * 32)


@pytest.fixture
def sealed() -> bytes:
    return seal_pending_key(PRESENT, NEXT, vault=VAULT, generation=GENERATION)


def test_next_key_opens_under_the_present_one(sealed):
    opened = open_pending_key(PRESENT, sealed, vault=VAULT, generation=GENERATION)

    assert opened == NEXT
    assert len(sealed) == SEALED_SIZE == 61


@pytest.mark.parametrize(
    ("key", "vault", "generation"),
    [
        (NEXT, VAULT, GENERATION),
        (PRESENT, UUID(int=2), GENERATION),
        (PRESENT, VAULT, GENERATION + 1),
    ],
)
def test_other_key_or_place_is_refused(sealed, key, vault, generation):
    with pytest.raises(OpenError):
        open_pending_key(key, sealed, vault=vault, generation=generation)


@given(bit=st.integers(0, SEALED_SIZE * 8 - 1))
def test_flipped_bit_is_refused(bit):
    sealed = bytearray(
        seal_pending_key(PRESENT, NEXT, vault=VAULT, generation=GENERATION)
    )
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(OpenError):
        open_pending_key(PRESENT, bytes(sealed), vault=VAULT, generation=GENERATION)


@pytest.mark.parametrize("cut", [b"", b"\x01", bytes(60), bytes(62)])
def test_wrong_length_is_refused(cut):
    with pytest.raises(OpenError):
        open_pending_key(PRESENT, cut, vault=VAULT, generation=GENERATION)
