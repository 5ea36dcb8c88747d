"""Split unlocking: the browser holds one half, the server the other."""

import os
from dataclasses import dataclass
from typing import Self, final
from uuid import UUID

from journal.crypto.aead import OVERHEAD, open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.keys import KEY_SIZE, DerivedKey, Pepper, Purpose, VaultKey, derive
from journal.crypto.redaction import Redacted

HALF_SIZE = 32  # bytes
WRAPPED_SIZE = KEY_SIZE + OVERHEAD  # bytes


@final
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class BrowserHalf(Redacted):
    """The 32 random bytes that live in the browser's cookie alone."""

    material: bytes

    def __post_init__(self) -> None:
        if len(self.material) != HALF_SIZE:
            message = f"A browser half has {HALF_SIZE} bytes."
            raise ValueError(message)

    @classmethod
    def generate(cls) -> Self:
        """Make a new half from the operating system's randomness."""
        return cls(os.urandom(HALF_SIZE))


@dataclass(frozen=True, slots=True)
class UnlockPlace:
    """What one unlocking is bound to.

    Args:
        user: The account's id.
        vault: The vault's id.
        generation: The vault's generation of keys.
        unlock: The unlock's id.
        session_hash: SHA-256 of the session key.
        deadline: When it ends for good, unix seconds UTC.
    """

    user: UUID
    vault: UUID
    generation: int
    unlock: bytes
    session_hash: bytes
    deadline: int

    def bind(self) -> bytes:
        """Encode the place."""
        return associated_data(
            Context.UNLOCK,
            user=self.user,
            vault=self.vault,
            generation=self.generation,
            unlock=self.unlock,
            session_hash=self.session_hash,
            deadline=self.deadline,
        )


def wrap_for_session(
    vault_key: VaultKey, *, half: BrowserHalf, pepper: Pepper, place: UnlockPlace
) -> bytes:
    """Wrap the vault key so that only browser and server together open it.

    Returns:
        ``version (1) || nonce (12) || ciphertext (32) || tag (16)``.
    """
    key = _key(half, pepper)
    return seal_exact(key, vault_key.material, associated_data=place.bind())


def unwrap_for_session(
    wrapped: bytes, *, half: BrowserHalf, pepper: Pepper, place: UnlockPlace
) -> VaultKey:
    """Unwrap the vault key of an unlocked session.

    The deadline is authenticated here and enforced by the caller.

    Raises:
        OpenError: Wrong half, pepper or place, or changed bytes.
    """
    if len(wrapped) != WRAPPED_SIZE:
        raise OpenError
    key = _key(half, pepper)
    return VaultKey(open_exact(key, wrapped, associated_data=place.bind()))


def _key(half: BrowserHalf, pepper: Pepper) -> DerivedKey:
    # The half comes first: its size is fixed, so the seam cannot be moved.
    return derive(half.material + pepper.secret, Purpose.UNLOCK)
