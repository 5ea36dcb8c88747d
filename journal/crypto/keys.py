"""Vault keys, server secrets and the one derivation that makes all others."""

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, final

from cryptography.hazmat.primitives import constant_time, hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.crypto.contexts import LABEL_PREFIX
from journal.crypto.encoding import length_prefixed
from journal.crypto.redaction import Redacted

KEY_SIZE = 32  # bytes
KEY_ID_SIZE = 16  # bytes
SERVER_SECRET_MINIMUM = 32  # bytes


class Purpose(StrEnum):
    """What a derived key is for: one label each, so that no key serves two ends."""

    KEY_ID = "key-id"
    RECORD = "record"
    VERSION = "version"
    MANIFEST = "manifest"
    INBOX = "inbox"
    ORIGIN = "origin"
    PENDING_KEY = "pending-key"
    STAGING = "staging"
    SLOT_PASSPHRASE = "slot/passphrase"  # noqa: S105 -- a label, not a secret
    SLOT_RECOVERY = "slot/recovery"
    SLOT_PASSKEY = "slot/passkey"
    SLOT_COMMITMENT = "slot/commitment"
    SLOT_SEAL = "slot/seal"
    SLOT_OUTER = "slot/outer"
    UNLOCK = "unlock"
    SEARCH_TOKEN = "search-token"  # noqa: S105 -- a label, not a secret
    INBOX_PUBLIC_KEY = "inbox-public-key"
    KEEP_TICKET = "keep-ticket"

    @property
    def label(self) -> str:
        """The full label, with product and version."""
        return f"{LABEL_PREFIX}key/{self.value}"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Key(Redacted):
    """32 bytes of key, compared in constant time."""

    material: bytes

    def __post_init__(self) -> None:
        if len(self.material) != KEY_SIZE:
            message = f"A key has {KEY_SIZE} bytes."
            raise ValueError(message)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return constant_time.bytes_eq(self.material, other.material)

    __hash__ = None  # type: ignore[assignment]  # -- a key must not key a cache


@final
class VaultKey(_Key):
    """The random key of one vault: 32 bytes that open everything in it."""

    __slots__ = ()

    @classmethod
    def generate(cls) -> Self:
        """Make a new vault key from the operating system's randomness."""
        return cls(os.urandom(KEY_SIZE))


@final
class DerivedKey(_Key):
    """A key for one purpose, made by `derive`, `subkey` or `stretch`."""

    __slots__ = ()


@final
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ServerSecret(Redacted):
    """A secret that the server keeps outside the database: at least 32 bytes."""

    secret: bytes

    def __post_init__(self) -> None:
        _refuse_short(self.secret)


@final
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Pepper(Redacted):
    """A server secret with an id, so that rows can name the one they need.

    Args:
        id: A short name, stored readably beside what the pepper protects.
        secret: At least 32 random bytes, kept outside the database.
    """

    id: str
    secret: bytes

    def __post_init__(self) -> None:
        _refuse_short(self.secret)


def derive(secret: bytes, purpose: Purpose, *, context: bytes = b"") -> DerivedKey:
    """Derive the key for one purpose and place.

    Args:
        secret: Key material with at least 128 bits of entropy. Never text that
            a person chose: that goes through `journal.crypto.kdf.stretch` first.
        purpose: What the key is for.
        context: Associated data of the place, when the key belongs to one.

    Returns:
        ``HKDF-SHA256(secret, info = LP(label, context))``, 32 bytes.
    """
    info = length_prefixed(purpose.label.encode("ascii"), context)
    hkdf = HKDF(algorithm=hashes.SHA256(), length=KEY_SIZE, salt=None, info=info)
    return DerivedKey(hkdf.derive(secret))


def subkey(vault_key: VaultKey, purpose: Purpose) -> DerivedKey:
    """Derive a vault's key for one purpose."""
    return derive(vault_key.material, purpose)


def key_id_of(vault_key: VaultKey) -> bytes:
    """Name a vault key in public: 16 bytes that tell nothing about the key."""
    return subkey(vault_key, Purpose.KEY_ID).material[:KEY_ID_SIZE]


def _refuse_short(secret: bytes) -> None:
    if len(secret) < SERVER_SECRET_MINIMUM:
        message = f"A server secret has at least {SERVER_SECRET_MINIMUM} bytes."
        raise ValueError(message)
