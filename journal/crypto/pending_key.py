"""The next vault key, kept under the present one while new keys are being made."""

from uuid import UUID

from journal.crypto.aead import OVERHEAD, open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.keys import KEY_SIZE, Purpose, VaultKey, subkey

SEALED_SIZE = KEY_SIZE + OVERHEAD  # 61 bytes


def seal_pending_key(
    vault_key: VaultKey, pending: VaultKey, *, vault: UUID, generation: int
) -> bytes:
    """Seal the next vault key under the present one.

    Whoever opens the vault now could read all that is copied anyway; sealing it so
    lets the copying go on after any pause without asking for a secret again.

    Args:
        vault_key: The present key.
        pending: The next key.
        vault: The vault's id.
        generation: The generation that the next key will have.

    Returns:
        ``version (1) || nonce (12) || ciphertext (32) || tag (16)``.
    """
    place = _place(vault, generation)
    key = subkey(vault_key, Purpose.PENDING_KEY)
    return seal_exact(key, pending.material, associated_data=place)


def open_pending_key(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, generation: int
) -> VaultKey:
    """Open the next vault key.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    if len(sealed) != SEALED_SIZE:
        raise OpenError
    place = _place(vault, generation)
    key = subkey(vault_key, Purpose.PENDING_KEY)
    return VaultKey(open_exact(key, sealed, associated_data=place))


def _place(vault: UUID, generation: int) -> bytes:
    return associated_data(Context.PENDING_KEY, vault=vault, generation=generation)
