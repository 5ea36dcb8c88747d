"""Records and their earlier versions: sealed parts, each bound to its place."""

from enum import Enum
from hashlib import sha256
from uuid import UUID

from journal.crypto.aead import open_sealed, seal
from journal.crypto.contexts import LABEL_PREFIX, Context, associated_data
from journal.crypto.encoding import length_prefixed
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.padding import BODY_FLOOR, HEADER_FLOOR

_DIGEST_LABEL = f"{LABEL_PREFIX}digest/record".encode("ascii")


class Part(Enum):
    """What is sealed of a record: the key, the place, the least size in bytes.

    An earlier version has a subkey and places apart, and the revision that it had as a
    record. A record never has the same revision twice: in each place there is one
    content that opens, unless a record is erased and its id used again.
    """

    HEADER = (Purpose.RECORD, Context.RECORD_HEADER, HEADER_FLOOR)
    BODY = (Purpose.RECORD, Context.RECORD_BODY, BODY_FLOOR)
    EARLIER_HEADER = (Purpose.VERSION, Context.VERSION_HEADER, HEADER_FLOOR)
    EARLIER_BODY = (Purpose.VERSION, Context.VERSION_BODY, BODY_FLOOR)


def seal_part(
    vault_key: VaultKey,
    part: Part,
    content: bytes,
    *,
    vault: UUID,
    record: UUID,
    revision: int,
) -> bytes:
    """Seal one part of a record or of an earlier version.

    Args:
        vault_key: The vault's key.
        part: Which part.
        content: At most 16 MiB.
        vault: The vault's id.
        record: The record's id; of a version, that of the record it is a version of.
        revision: The revision that this content belongs to.

    Returns:
        ``version (1) || nonce (12) || ciphertext || tag (16)``: at least 2,077 bytes of
        a header and 1,053 of a body, whatever the kind of the record.

    Raises:
        ValueError: The content is too long.
    """
    purpose, context, floor = part.value
    place = associated_data(context, vault=vault, record=record, revision=revision)
    key = subkey(vault_key, purpose)
    return seal(key, content, associated_data=place, floor=floor)


def open_part(
    vault_key: VaultKey,
    part: Part,
    sealed: bytes,
    *,
    vault: UUID,
    record: UUID,
    revision: int,
) -> bytes:
    """Open what `seal_part` sealed.

    Raises:
        OpenError: Wrong key, wrong part, wrong place or changed bytes.
    """
    purpose, context, floor = part.value
    place = associated_data(context, vault=vault, record=record, revision=revision)
    key = subkey(vault_key, purpose)
    return open_sealed(key, sealed, associated_data=place, floor=floor)


def digest(sealed_header: bytes, sealed_body: bytes) -> bytes:
    """Compute the 32 bytes by which the manifest knows a revision."""
    return sha256(length_prefixed(_DIGEST_LABEL, sealed_header, sealed_body)).digest()
