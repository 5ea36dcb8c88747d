"""Stretching: what it costs, and who may choose the cost."""

import pytest
from argon2.low_level import Type, hash_secret_raw

from journal.crypto.kdf import OWASP_FLOOR, Argon2Parameters, Argon2Policy, stretch

FAST = Argon2Parameters(time=1, memory_kib=32, lanes=4)


def test_stretch_agrees_with_another_implementation():
    parameters = Argon2Parameters(time=2, memory_kib=64, lanes=2)

    stretched = stretch(b"six words", salt=b"s" * 16, parameters=parameters)

    other = hash_secret_raw(b"six words", b"s" * 16, 2, 64, 2, 32, Type.ID)
    assert stretched.material == other


def test_stretch_depends_on_salt_and_cost():
    dearer = Argon2Parameters(time=2, memory_kib=32, lanes=4)

    outputs = {
        stretch(b"words", salt=salt, parameters=cost).material
        for salt in (b"1" * 16, b"2" * 16)
        for cost in (FAST, dearer)
    }

    assert len(outputs) == 4


@pytest.mark.parametrize(
    ("time", "memory_kib", "lanes"),
    [
        *((0, 65536, 4), (17, 65536, 4), (3, 65536, 0), (3, 65536, 17)),
        *((3, 31, 4), (3, 1024 * 1024 + 1, 4), (3, -1, -1)),
    ],
)
def test_parameters_out_of_bounds_raise(time, memory_kib, lanes):
    with pytest.raises(ValueError, match="out of bounds"):
        Argon2Parameters(time, memory_kib, lanes)


def test_policy_defaults_are_the_promised_cost():
    assert Argon2Policy().parameters == Argon2Parameters(3, 65536, 4)
    assert Argon2Policy().floor == OWASP_FLOOR == Argon2Parameters(2, 19456, 1)


@pytest.mark.parametrize(
    "parameters",
    [FAST, Argon2Parameters(1, 65536, 1), Argon2Parameters(3, 19455, 1)],
)
def test_policy_below_the_floor_raises(parameters):
    with pytest.raises(ValueError, match="below the floor"):
        Argon2Policy(parameters)


def test_policy_tells_what_is_outdated():
    policy = Argon2Policy()

    assert policy.is_outdated(Argon2Parameters(2, 65536, 4))
    assert policy.is_outdated(Argon2Parameters(3, 19456, 4))
    assert not policy.is_outdated(Argon2Parameters(3, 65536, 1))
    assert not policy.is_outdated(Argon2Parameters(4, 131072, 4))
