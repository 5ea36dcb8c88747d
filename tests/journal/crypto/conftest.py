"""Keys and places for the tests of the key core."""

import os
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings

from journal.crypto.kdf import Argon2Parameters, Argon2Policy
from journal.crypto.keys import Pepper, ServerSecret, VaultKey
from journal.crypto.slots import SlotPlace

# Derandomised: the gate must not fail on one day and pass on the next.
settings.register_profile(
    "crypto", max_examples=40, deadline=None, derandomize=True, database=None
)
# Other examples each time; whoever waits for these wants to find something.
settings.register_profile(
    "long",
    settings.get_profile("crypto"),
    max_examples=10_000,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow],
)
# A mutant is dead at its first failure: nobody reads the smallest one.
settings.register_profile(
    "mutation",
    settings.get_profile("crypto"),
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "crypto"))


@pytest.fixture
def vault_key() -> VaultKey:
    return VaultKey.generate()


@pytest.fixture
def insecure_but_fast() -> Argon2Policy:
    """Stretch in a millisecond: for tests alone."""
    parameters = Argon2Parameters(time=1, memory_kib=32, lanes=4)
    return Argon2Policy(parameters, floor=parameters)


@pytest.fixture
def pepper() -> Pepper:
    return Pepper("2026-11", b"p" * 32)


@pytest.fixture
def server_secret() -> ServerSecret:
    return ServerSecret(b"s" * 32)


@pytest.fixture
def place() -> SlotPlace:
    return SlotPlace(UUID(int=1), UUID(int=2), generation=1)
