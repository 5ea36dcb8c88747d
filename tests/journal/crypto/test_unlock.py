"""Split unlocking: neither half opens anything alone."""

import dataclasses
from uuid import UUID

import pytest

from journal.crypto.errors import OpenError
from journal.crypto.keys import Pepper
from journal.crypto.unlock import (
    BrowserHalf,
    UnlockPlace,
    unwrap_for_session,
    wrap_for_session,
)

HALF = BrowserHalf(b"h" * 32)
PLACE = UnlockPlace(
    *(UUID(int=1), UUID(int=2)),
    generation=1,
    unlock=b"u" * 32,
    session_hash=b"s" * 32,
    deadline=1_800_000_000,
)


def test_both_halves_together_open(vault_key, pepper):
    wrapped = wrap_for_session(vault_key, half=HALF, pepper=pepper, place=PLACE)

    opened = unwrap_for_session(wrapped, half=HALF, pepper=pepper, place=PLACE)

    assert opened == vault_key
    assert len(wrapped) == 61


def test_each_half_alone_opens_nothing(vault_key, pepper):
    wrapped = wrap_for_session(vault_key, half=HALF, pepper=pepper, place=PLACE)
    other_half, other_pepper = BrowserHalf.generate(), Pepper("2026-11", b"q" * 32)

    for half, seasoning in ((other_half, pepper), (HALF, other_pepper)):
        with pytest.raises(OpenError):
            unwrap_for_session(wrapped, half=half, pepper=seasoning, place=PLACE)


@pytest.mark.parametrize(
    "change",
    [
        {"user": UUID(int=9)},
        {"vault": UUID(int=9)},
        {"generation": 2},
        {"unlock": b"v" * 32},
        {"session_hash": b"t" * 32},
        {"deadline": 1_800_000_001},
    ],
)
def test_unlock_is_refused_in_another_place(vault_key, pepper, change):
    wrapped = wrap_for_session(vault_key, half=HALF, pepper=pepper, place=PLACE)
    other = dataclasses.replace(PLACE, **change)

    with pytest.raises(OpenError):
        unwrap_for_session(wrapped, half=HALF, pepper=pepper, place=other)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_half_of_another_size_raises(size):
    with pytest.raises(ValueError, match="A browser half has 32 bytes"):
        BrowserHalf(bytes(size))
