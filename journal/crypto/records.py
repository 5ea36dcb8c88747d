"""Records: a sealed header and a sealed body, bound to their place."""

from hashlib import sha256
from uuid import UUID

from journal.crypto.aead import open_sealed, seal
from journal.crypto.contexts import LABEL_PREFIX, Context, associated_data
from journal.crypto.encoding import length_prefixed
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.padding import BODY_FLOOR, HEADER_FLOOR

_DIGEST_LABEL = f"{LABEL_PREFIX}digest/record".encode("ascii")


def seal_header(
    vault_key: VaultKey, header: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Seal a record's header, at least 2,077 bytes whatever its kind.

    Args:
        vault_key: The vault's key.
        header: At most 16 MiB.
        vault: The vault's id.
        record: The record's id.
        revision: The revision that this header belongs to.
    """
    place = _place(Context.RECORD_HEADER, vault, record, revision)
    key = subkey(vault_key, Purpose.RECORD)
    return seal(key, header, associated_data=place, floor=HEADER_FLOOR)


def open_header(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Open a record's header.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    place = _place(Context.RECORD_HEADER, vault, record, revision)
    key = subkey(vault_key, Purpose.RECORD)
    return open_sealed(key, sealed, associated_data=place, floor=HEADER_FLOOR)


def seal_body(
    vault_key: VaultKey, body: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Seal a record's body, at least 1,053 bytes whatever its kind.

    Args:
        vault_key: The vault's key.
        body: At most 16 MiB.
        vault: The vault's id.
        record: The record's id.
        revision: The revision that this body belongs to.
    """
    place = _place(Context.RECORD_BODY, vault, record, revision)
    key = subkey(vault_key, Purpose.RECORD)
    return seal(key, body, associated_data=place, floor=BODY_FLOOR)


def open_body(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Open a record's body.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    place = _place(Context.RECORD_BODY, vault, record, revision)
    key = subkey(vault_key, Purpose.RECORD)
    return open_sealed(key, sealed, associated_data=place, floor=BODY_FLOOR)


def digest(sealed_header: bytes, sealed_body: bytes) -> bytes:
    """Compute the 32 bytes by which the manifest knows a revision."""
    return sha256(length_prefixed(_DIGEST_LABEL, sealed_header, sealed_body)).digest()


def _place(context: Context, vault: UUID, record: UUID, revision: int) -> bytes:
    return associated_data(context, vault=vault, record=record, revision=revision)
