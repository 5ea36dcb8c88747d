"""Keys: made at random, derived by label, never shown, never pickled."""

import copy
import pickle

import pytest

from journal.crypto.inbox_keys import InboxPrivateKey
from journal.crypto.keys import (
    DerivedKey,
    Pepper,
    Purpose,
    ServerSecret,
    VaultKey,
    derive,
    key_id_of,
    subkey,
)
from journal.crypto.manifest_block import ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.crypto.recovery import RecoveryCode
from journal.crypto.unlock import BrowserHalf
from tests.vectors.reference import RECORD

SECRETS = [
    VaultKey(b"k" * 32),
    DerivedKey(b"k" * 32),
    ServerSecret(b"k" * 32),
    Pepper("kkk", b"k" * 32),
    RecoveryCode(b"kkkk", b"k" * 16),
    BrowserHalf(b"k" * 32),
    InboxPrivateKey(b"k" * 96),
    ManifestLine(RECORD, 1, b"k" * 32, 0),
    ManifestHead(1, 1),
]


def names(values):
    return [type(value).__name__ for value in values]


@pytest.mark.parametrize("secret", SECRETS, ids=names(SECRETS))
def test_secret_shows_nothing_of_itself(secret):
    shown = f"{secret!r} {secret} {[secret]}"

    redacted = f"<{type(secret).__name__}: redacted>"
    assert shown == f"{redacted} {redacted} [{redacted}]"


@pytest.mark.parametrize("secret", SECRETS, ids=names(SECRETS))
def test_secret_refuses_to_be_pickled_or_copied(secret):
    message = f"^{type(secret).__name__} must not be copied or pickled\\.$"

    for carry in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match=message):
            carry(secret)


@pytest.mark.parametrize("secret", SECRETS[:7], ids=names(SECRETS[:7]))
def test_secret_cannot_be_changed(secret):
    field = next(iter(type(secret).__dataclass_fields__))

    with pytest.raises(AttributeError):
        setattr(secret, field, b"")


def test_vault_keys_are_random():
    assert VaultKey.generate() != VaultKey.generate()


def test_key_equals_only_its_own_kind():
    key = VaultKey(b"k" * 32)

    assert key == VaultKey(b"k" * 32)
    assert key != VaultKey(b"K" * 32)
    assert key != DerivedKey(b"k" * 32)
    assert key != b"k" * 32


def test_key_cannot_key_a_cache():
    with pytest.raises(TypeError):
        hash(VaultKey(b"k" * 32))


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_key_of_another_size_raises(size):
    for kind in (VaultKey, DerivedKey):
        with pytest.raises(ValueError, match="A key has 32 bytes"):
            kind(bytes(size))


def test_short_server_secret_raises():
    with pytest.raises(ValueError, match="at least 32 bytes"):
        ServerSecret(bytes(31))
    with pytest.raises(ValueError, match="at least 32 bytes"):
        Pepper("one", bytes(31))


def test_every_purpose_and_context_gives_its_own_key():
    contexts = (b"", b"a", b"b")

    derived = {
        derive(b"s" * 32, purpose, context=context).material
        for purpose in Purpose
        for context in contexts
    }

    assert len(derived) == len(Purpose) * len(contexts)


def test_key_id_tells_vault_keys_apart_and_is_no_key():
    one, other = VaultKey(b"1" * 32), VaultKey(b"2" * 32)

    assert key_id_of(one) == key_id_of(VaultKey(b"1" * 32))
    assert key_id_of(one) != key_id_of(other)
    assert len(key_id_of(one)) == 16
    assert subkey(one, Purpose.RECORD).material[:16] != key_id_of(one)
