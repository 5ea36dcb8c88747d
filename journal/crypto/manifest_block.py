"""The layout of a manifest block: up to 256 lines, one size for all."""

import struct
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.redaction import Redacted

DIGEST_SIZE = 32  # bytes
LINE_SIZE = 128  # bytes
LINES_PER_BLOCK = 256
TAGS_PER_LINE = 16
FIRST_MOMENT: Final = -62_135_596_800  # 0001-01-01T00:00:00Z in unix seconds
LAST_MOMENT: Final = 253_402_300_799  # 9999-12-31T23:59:59Z in unix seconds
LARGEST_OFFSET = 24 * 60 - 1  # minutes

_COUNT = struct.Struct(">H")
_LINE = struct.Struct(">16sI32sqhBBBB16H30s")
_RECORD = struct.Struct(">16s112x")  # of a line, its first field alone
_STAMP = struct.Struct(">16sI32sqh66x")  # likewise the first five
_UNUSED = bytes(30)
BLOCK_SIZE = _COUNT.size + LINES_PER_BLOCK * LINE_SIZE  # bytes


@dataclass(frozen=True, slots=True, repr=False)
class ManifestLine(Redacted):
    """What the manifest knows of one record's live revision.

    Args:
        record: The record's id.
        revision: 0 to 2^32 - 1.
        digest: 32 bytes over the stored ciphertexts.
        moment: What the record is about, unix seconds UTC, years 1 to 9999.
        offset: Distance from UTC in minutes, -1,439 to 1,439.
        kind: 0 to 255, as the domain numbers them.
        flags: 0 to 255.
        mood: 0 to 255; the domain says which number means "none".
        tags: At most 16 numbers, each 0 to 65,535; their order is kept.

    Raises:
        ValueError: A value is outside its bounds.
    """

    record: UUID
    revision: int
    digest: bytes
    moment: int
    offset: int = 0
    kind: int = 0
    flags: int = 0
    mood: int = 0
    tags: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not (
            len(self.digest) == DIGEST_SIZE
            and FIRST_MOMENT <= self.moment <= LAST_MOMENT
            and abs(self.offset) <= LARGEST_OFFSET
            and len(self.tags) <= TAGS_PER_LINE
        ):
            message = "A value of this manifest line is out of bounds."
            raise ValueError(message)


def encode_block(lines: Sequence[ManifestLine]) -> bytes:
    """Lay out a block.

    Returns:
        ``number of lines (2) || lines (128 each) || zeros``, 32,770 bytes.

    Raises:
        ValueError: More than 256 lines, or a number that does not fit.
    """
    if len(lines) > LINES_PER_BLOCK:
        message = f"A block has at most {LINES_PER_BLOCK} lines."
        raise ValueError(message)
    encoded = b"".join(_encode_line(line) for line in lines)
    return (_COUNT.pack(len(lines)) + encoded).ljust(BLOCK_SIZE, b"\0")


class Stamp(NamedTuple):
    """The first fields of a line as they are stored; see `ManifestLine`."""

    record: bytes
    revision: int
    digest: bytes
    moment: int
    offset: int


class BlockView(Redacted):
    """A block whose lines are read when they are asked for.

    A page of the timeline needs 20 of 256; to read them all takes ten times as long as
    to open the block.

    Args:
        data: What `encode_block` wrote.

    Raises:
        OpenError: Another size, too many lines, or something after the last of them.
    """

    __slots__ = ("_lines",)

    def __init__(self, data: bytes) -> None:
        if len(data) != BLOCK_SIZE:
            raise OpenError
        (count,) = _COUNT.unpack_from(data)
        end = _COUNT.size + count * LINE_SIZE
        # Compared as a whole: looking at each byte took longer than the decryption.
        if count > LINES_PER_BLOCK or data[end:] != bytes(BLOCK_SIZE - end):
            raise OpenError
        self._lines = data[_COUNT.size : end]

    def lines(self, part: slice = slice(None)) -> tuple[ManifestLine, ...]:
        """Return the lines, or part of them, in the order in which they stand.

        Raises:
            OpenError: One of these is not what `encode_block` writes.
        """
        places = range(len(self._lines) // LINE_SIZE)[part]
        return tuple(self._line(place) for place in places)

    def line_of(self, record: UUID) -> ManifestLine | None:
        """Return the first line of a record, if it has one.

        Raises:
            OpenError: It is not what `encode_block` writes.
        """
        wanted = (record.bytes,)
        for place, found in enumerate(_RECORD.iter_unpack(self._lines)):
            if found == wanted:
                return self._line(place)
        return None

    def newest_among(self, records: AbstractSet[bytes]) -> Iterator[ManifestLine]:
        """Yield the lines of some records, what stands last first.

        Args:
            records: Their ids, 16 bytes each.

        Raises:
            OpenError: One of these is not what `encode_block` writes.
        """
        each = enumerate(_RECORD.iter_unpack(self._lines))
        places = [place for place, (record,) in each if record in records]
        return map(self._line, reversed(places))

    def stamps(self) -> Iterator[Stamp]:
        """Yield what is needed of every line to know a row again, unchecked."""
        return map(Stamp._make, _STAMP.iter_unpack(self._lines))

    def _line(self, place: int) -> ManifestLine:
        return _decode_line(_LINE.unpack_from(self._lines, place * LINE_SIZE))


def _encode_line(line: ManifestLine) -> bytes:
    tags = line.tags + (0,) * (TAGS_PER_LINE - len(line.tags))
    numbers = (line.moment, line.offset, line.kind, line.flags, line.mood)
    try:
        return _LINE.pack(
            line.record.bytes,
            line.revision,
            line.digest,
            *numbers,
            len(line.tags),
            *tags,
            _UNUSED,
        )
    except struct.error:
        message = "A number of this manifest line does not fit."
        raise ValueError(message) from None


# Any: struct cannot say what it unpacks; the dataclass checks the values again.
def _decode_line(row: tuple[Any, ...]) -> ManifestLine:
    record, revision, digest, moment, offset, kind, flags, mood, tag_count = row[:9]
    tags, unused = row[9:-1], row[-1]
    if tag_count > TAGS_PER_LINE or any(tags[tag_count:]) or unused != _UNUSED:
        raise OpenError
    try:
        return ManifestLine(
            UUID(bytes=record),
            revision,
            digest,
            moment,
            offset=offset,
            kind=kind,
            flags=flags,
            mood=mood,
            tags=tags[:tag_count],
        )
    except ValueError:
        raise OpenError from None
