"""The layout of the manifest head: every block and slot, in order."""

import struct
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import DIGEST_SIZE, LINES_PER_BLOCK
from journal.crypto.redaction import Redacted

_START = struct.Struct(">QI16sI")
_BLOCK = struct.Struct(">16sI32sHqq")
_SLOT_COUNT = struct.Struct(">H")
_SLOT = struct.Struct(">16sI")
_NO_RECORD: Final = UUID(int=0)


@dataclass(frozen=True, slots=True, repr=False)
class ManifestBlock(Redacted):
    """What the head knows of one block.

    Args:
        block: The block's id.
        revision: 0 to 2^32 - 1.
        digest: 32 bytes over the sealed block.
        count: Number of lines, 0 to 256.
        first: The earliest moment in it, unix seconds UTC.
        last: The latest moment in it, unix seconds UTC.
    """

    block: UUID
    revision: int
    digest: bytes
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, repr=False)
class ManifestSlot(Redacted):
    """A live slot: its id and the generation of keys that it belongs to."""

    slot: UUID
    generation: int


@dataclass(frozen=True, slots=True, repr=False)
class ManifestHead(Redacted):
    """The head: what must be there, so that what is missing can be named.

    Args:
        counter: Rises by one with each write, 0 to 2^64 - 1.
        generation: The present generation of keys, 0 to 2^32 - 1.
        settings: The record that holds the settings, if there is one.
        blocks: In the order of their moments, which the domain keeps.
        slots: Every live slot.
    """

    counter: int
    generation: int
    settings: UUID | None = None
    blocks: tuple[ManifestBlock, ...] = ()
    slots: tuple[ManifestSlot, ...] = ()


def encode_head(head: ManifestHead) -> bytes:
    """Lay out the head.

    Returns:
        ``counter (8) || generation (4) || settings (16) || number of blocks (4)
        || blocks (70 each) || number of slots (2) || slots (20 each)``.

    Raises:
        ValueError: A number or digest does not fit.
    """
    settings = (head.settings or _NO_RECORD).bytes
    try:
        start = _START.pack(head.counter, head.generation, settings, len(head.blocks))
        blocks = b"".join(_encode_block(block) for block in head.blocks)
        count = _SLOT_COUNT.pack(len(head.slots))
        slots = b"".join(_SLOT.pack(s.slot.bytes, s.generation) for s in head.slots)
    except struct.error:
        message = "A number of this manifest head does not fit."
        raise ValueError(message) from None
    return start + blocks + count + slots


def decode_head(data: bytes) -> ManifestHead:
    """Read the head.

    Raises:
        OpenError: Not exactly what `encode_head` writes.
    """
    try:
        counter, generation, settings, count = _START.unpack_from(data)
        middle = _START.size + count * _BLOCK.size
        (slot_count,) = _SLOT_COUNT.unpack_from(data, middle)
    except struct.error:
        raise OpenError from None
    slots_start = middle + _SLOT_COUNT.size
    if len(data) != slots_start + slot_count * _SLOT.size:
        raise OpenError
    return ManifestHead(
        counter,
        generation,
        settings=None if settings == _NO_RECORD.bytes else UUID(bytes=settings),
        blocks=_decode_blocks(data[_START.size : middle]),
        slots=_decode_slots(data[slots_start:]),
    )


def _encode_block(block: ManifestBlock) -> bytes:
    # struct would cut or fill a digest of another length without a word.
    if len(block.digest) != DIGEST_SIZE or not 0 <= block.count <= LINES_PER_BLOCK:
        message = "A value of this manifest block is out of bounds."
        raise ValueError(message)
    numbers = (block.count, block.first, block.last)
    return _BLOCK.pack(block.block.bytes, block.revision, block.digest, *numbers)


def _decode_blocks(data: bytes) -> tuple[ManifestBlock, ...]:
    rows = _BLOCK.iter_unpack(data)
    return tuple(ManifestBlock(UUID(bytes=block), *rest) for block, *rest in rows)


def _decode_slots(data: bytes) -> tuple[ManifestSlot, ...]:
    rows = _SLOT.iter_unpack(data)
    return tuple(ManifestSlot(UUID(bytes=slot), number) for slot, number in rows)
