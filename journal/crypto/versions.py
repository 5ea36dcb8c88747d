"""Earlier versions of records: sealed like them, under a subkey and places apart.

A version has the revision that it had as a record, and a record never has the same
revision twice: in each place there is one content that opens, unless a record is erased
and its id used again.
"""

from uuid import UUID

from journal.crypto.aead import open_sealed, seal
from journal.crypto.contexts import Context, associated_data
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.padding import BODY_FLOOR, HEADER_FLOOR


def seal_version_header(
    vault_key: VaultKey, header: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Seal the header of an earlier version, at least 2,077 bytes.

    Args:
        vault_key: The vault's key.
        header: At most 16 MiB.
        vault: The vault's id.
        record: The id of the record that it is a version of.
        revision: The revision that it was.
    """
    place = _place(Context.VERSION_HEADER, vault, record, revision)
    key = subkey(vault_key, Purpose.VERSION)
    return seal(key, header, associated_data=place, floor=HEADER_FLOOR)


def open_version_header(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Open the header of an earlier version.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    place = _place(Context.VERSION_HEADER, vault, record, revision)
    key = subkey(vault_key, Purpose.VERSION)
    return open_sealed(key, sealed, associated_data=place, floor=HEADER_FLOOR)


def seal_version_body(
    vault_key: VaultKey, body: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Seal the body of an earlier version, at least 1,053 bytes.

    Args:
        vault_key: The vault's key.
        body: At most 16 MiB.
        vault: The vault's id.
        record: The id of the record that it is a version of.
        revision: The revision that it was.
    """
    place = _place(Context.VERSION_BODY, vault, record, revision)
    key = subkey(vault_key, Purpose.VERSION)
    return seal(key, body, associated_data=place, floor=BODY_FLOOR)


def open_version_body(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, record: UUID, revision: int
) -> bytes:
    """Open the body of an earlier version.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    place = _place(Context.VERSION_BODY, vault, record, revision)
    key = subkey(vault_key, Purpose.VERSION)
    return open_sealed(key, sealed, associated_data=place, floor=BODY_FLOOR)


def _place(context: Context, vault: UUID, record: UUID, revision: int) -> bytes:
    return associated_data(context, vault=vault, record=record, revision=revision)
