"""The sealed manifest: the order of records, and the evidence that all are there."""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from journal.crypto.aead import open_exact, open_sealed, seal, seal_exact
from journal.crypto.contexts import LABEL_PREFIX, Context, associated_data
from journal.crypto.encoding import length_prefixed
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.manifest_block import BlockView, ManifestLine, encode_block
from journal.crypto.manifest_head import ManifestHead, decode_head, encode_head
from journal.crypto.padding import BODY_FLOOR

_DIGEST_LABEL = f"{LABEL_PREFIX}digest/block".encode("ascii")


def seal_block(
    vault_key: VaultKey,
    lines: Sequence[ManifestLine],
    *,
    vault: UUID,
    block: UUID,
    revision: int,
) -> bytes:
    """Seal a block of at most 256 lines: 32,799 bytes, however many there are.

    Raises:
        ValueError: Too many lines, or a number that does not fit.
    """
    place = _block_place(vault, block, revision)
    key = subkey(vault_key, Purpose.MANIFEST)
    return seal_exact(key, encode_block(lines), associated_data=place)


def open_block(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, block: UUID, revision: int
) -> BlockView:
    """Open a block; its lines are read when they are asked for.

    Raises:
        OpenError: Wrong key, wrong place, changed bytes or malformed content.
    """
    place = _block_place(vault, block, revision)
    key = subkey(vault_key, Purpose.MANIFEST)
    return BlockView(open_exact(key, sealed, associated_data=place))


def seal_head(vault_key: VaultKey, head: ManifestHead, *, vault: UUID) -> bytes:
    """Seal the head; padded, so that one slot more does not show.

    Raises:
        ValueError: A number or digest does not fit.
    """
    place = associated_data(Context.MANIFEST_HEAD, vault=vault)
    key = subkey(vault_key, Purpose.MANIFEST)
    return seal(key, encode_head(head), associated_data=place, floor=BODY_FLOOR)


def open_head(vault_key: VaultKey, sealed: bytes, *, vault: UUID) -> ManifestHead:
    """Open the head.

    Raises:
        OpenError: Wrong key, wrong place, changed bytes or malformed content.
    """
    place = associated_data(Context.MANIFEST_HEAD, vault=vault)
    key = subkey(vault_key, Purpose.MANIFEST)
    data = open_sealed(key, sealed, associated_data=place, floor=BODY_FLOOR)
    return decode_head(data)


def block_digest(sealed: bytes) -> bytes:
    """Compute the 32 bytes by which the head knows a sealed block."""
    return sha256(length_prefixed(_DIGEST_LABEL, sealed)).digest()


def _block_place(vault: UUID, block: UUID, revision: int) -> bytes:
    return associated_data(
        Context.MANIFEST_BLOCK, vault=vault, block=block, revision=revision
    )
