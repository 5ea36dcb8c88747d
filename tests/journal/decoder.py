"""A second program for the journal's format, written from FORMAT.md alone.

It shares no code with the journal: where the two disagree, either the document or the
code is wrong. It reads plain rows, and refuses whatever the document tells a reader to
refuse.
"""

import base64
import hashlib
import hmac
import json
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Row = Mapping[str, Any]
Content = dict[str, Any]

LABELS = b"daybook-journal/v1/"
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HEADER_FLOOR, FLOOR = 2_048, 1_024  # bytes
LINE, HEAD = ">16sI32sqhBBBB32s30s", ">QI16sI"
BLOCK_IN_HEAD, SLOT_IN_HEAD = ">16sI32sHqq", ">16sI"
BLOCK_SIZE = 32_770  # bytes
LINES_PER_BLOCK, TAGS_PER_LINE = 256, 16
FIRST_MOMENT, LAST_MOMENT = -62_135_596_800, 253_402_300_799  # years 1 and 9999
PASSPHRASE_SLOT, RECOVERY_SLOT, PASSKEY_SLOT = 1, 2, 3
NOTE_START = b"\x01" + struct.pack(">HHH", 0x647A, 0x0001, 0x0002)
SUITE = hpke.Suite(
    hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM
)


class DecodeError(Exception):
    """Wrong key, wrong place, changed bytes, or rows that the list does not name."""


class CodeTypingError(DecodeError):
    """A recovery code with a mistake of typing, found without any key."""


class Dump(NamedTuple):
    """All rows of one vault, each a mapping of column to value."""

    vault: Row
    slots: list[Row]
    blocks: list[Row]
    records: list[Row]
    notes: list[Row]
    versions: list[Row]


class Line(NamedTuple):
    """What the manifest says of a record."""

    record: UUID
    revision: int
    digest: bytes
    moment: int
    offset: int
    kind: int
    flags: int
    mood: int
    tags: tuple[int, ...]


class Block(NamedTuple):
    """What the manifest's head says of a block."""

    id: UUID
    revision: int
    digest: bytes
    lines: int
    first: int
    last: int


class Head(NamedTuple):
    """The manifest's head."""

    counter: int
    generation: int
    settings: UUID | None
    blocks: list[Block]
    slots: set[tuple[UUID, int]]


class Journal(NamedTuple):
    """What a vault's rows say: opened headers, bodies and notes by the ids of rows.

    Of a note there are up to two states, the newest first. Versions stand by record and
    revision.
    """

    head: Head
    lines: list[Line]
    headers: dict[UUID, Content]
    bodies: dict[UUID, str]
    settings: Content
    notes: dict[UUID, list[Content]]
    versions: dict[tuple[UUID, int], tuple[Content, str]]


@contextmanager
def _one_error() -> Iterator[None]:
    try:
        yield
    except (InvalidTag, LookupError, TypeError, ValueError, struct.error):
        raise DecodeError from None


def _require(claim: object) -> None:
    if not claim:
        raise DecodeError


def lp(*values: bytes) -> bytes:
    """Return values with their lengths before them."""
    return b"".join(struct.pack(">I", len(value)) + value for value in values)


def derive(secret: bytes, purpose: str, context: bytes = b"") -> bytes:
    """Return the 32 bytes that a secret gives for a purpose."""
    info = lp(LABELS + b"key/" + purpose.encode(), context)
    return HKDF(hashes.SHA256(), 32, None, info).derive(secret)


def context(name: str, *fields: UUID | int | bytes) -> bytes:
    """Return associated data."""
    return lp(LABELS + b"context/" + name.encode(), *map(_field, fields))


def _field(value: UUID | int | bytes) -> bytes:
    if isinstance(value, UUID):
        return value.bytes
    return struct.pack(">Q", value) if isinstance(value, int) else value


def _digest(name: str, *values: bytes) -> bytes:
    return hashlib.sha256(lp(LABELS + b"digest/" + name.encode(), *values)).digest()


def padded_size(length: int, floor: int) -> int:
    """Return the size that a plaintext of some length is padded to."""
    total = 4 + length
    exponent = total.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return max(floor, -(-total // step) * step)


def unpad(data: bytes, floor: int) -> bytes:
    """Return the plaintext that was padded."""
    (length,) = struct.unpack_from(">I", data)
    _require(len(data) == padded_size(length, floor))
    _require(not any(data[4 + length :]))
    return data[4 : 4 + length]


def open_exact(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open ``0x01 || nonce (12) || ciphertext and tag``."""
    _require(sealed[:1] == b"\x01")
    return AESGCM(key).decrypt(sealed[1:13], sealed[13:], place)


@_one_error()
def key_from_passphrase(
    dump: Dump, passphrase: str, peppers: Mapping[str, bytes]
) -> bytes:
    """Return the vault key from the passphrase slot (section 5)."""
    text = unicodedata.normalize("NFC", passphrase).strip().encode()
    _require(1 <= len(text) <= 1_024)
    slots = _of_generation(dump.slots, dump.vault["generation"])
    (slot,) = (row for row in slots if row["kind"] == PASSPHRASE_SLOT)
    time, lanes = slot["argon2_time"], slot["argon2_lanes"]
    memory, salt = slot["argon2_memory_kib"], bytes(slot["salt"])
    pepper_id, generation = slot["pepper_id"], slot["generation"]
    bound = (generation, pepper_id.encode(), salt, time, memory, lanes)
    place = context("slot/passphrase-outer", dump.vault["id"], slot["id"], *bound)
    # The outer layer vouches for the cost, so it is opened before Argon2id runs.
    outer = derive(peppers[pepper_id], "slot/outer")
    wrap = open_exact(outer, bytes(slot["sealed"]), place)
    _require(1 <= time <= 16 and 1 <= lanes <= 16 and len(salt) == 16)
    _require(8 * lanes <= memory <= 1 << 20)
    cost = {"iterations": time, "lanes": lanes, "memory_cost": memory}
    secret = Argon2id(salt=salt, length=32, **cost).derive(text)
    return _unwrapped(dump.vault, slot, wrap, "slot/passphrase", secret)


@_one_error()
def key_from_code(dump: Dump, code: str) -> bytes:
    """Return the vault key from the recovery slot that a code names (section 5)."""
    secret = _parsed(code)
    locator = _digest("locator", secret[:4])
    slots = (row for row in dump.slots if row["kind"] == RECOVERY_SLOT)
    (slot,) = (row for row in slots if bytes(row["locator_hash"]) == locator)
    return _unwrapped(dump.vault, slot, bytes(slot["sealed"]), "slot/recovery", secret)


@_one_error()
def key_from_passkey(dump: Dump, credential: bytes, output: bytes) -> bytes:
    """Return the vault key from the slot of a passkey (section 5)."""
    slots = (row for row in dump.slots if row["kind"] == PASSKEY_SLOT)
    (slot,) = (row for row in slots if bytes(row["credential"]) == credential)
    _require(len(output) == 32)
    return _unwrapped(dump.vault, slot, bytes(slot["sealed"]), "slot/passkey", output)


def _unwrapped(vault: Row, slot: Row, wrap: bytes, kind: str, secret: bytes) -> bytes:
    key_id = bytes(vault["key_id"])
    place = context(kind, vault["id"], slot["id"], slot["generation"], key_id)
    wrapping = derive(secret, kind, place)
    commitment = derive(wrapping, "slot/commitment", place)
    _require(hmac.compare_digest(wrap[:32], commitment))
    key = open_exact(derive(wrapping, "slot/seal", place), wrap[32:], place)
    _require(len(key) == 32 and derive(key, "key-id")[:16] == key_id)
    return key


def _parsed(code: str) -> bytes:
    typed = code.upper().translate(str.maketrans("OIL", "011", " -"))
    if len(typed) != 34 or set(typed) - set(SYMBOLS):
        raise CodeTypingError
    number = 0
    for symbol in typed:
        number = number << 5 | SYMBOLS.index(symbol)
    number, checksum = divmod(number, 1 << 10)
    if number % 1_021 != checksum:
        raise CodeTypingError
    return number.to_bytes(20, "big")


@_one_error()
def decode(dump: Dump, key: bytes, *, server_secret: bytes) -> Journal:
    """Open every row of a vault and hold it against the list (sections 4, 6 and 9)."""
    head = _head(dump, key)
    rows = _listed(dump.blocks, [block.id for block in head.blocks])
    lines = [
        line
        for block in head.blocks
        for line in _lines(dump.vault["id"], key, rows[block.id], block)
    ]
    current = _of_generation(dump.records, dump.vault["generation"])
    rows = _listed(current, [line.record for line in lines])
    found = {
        line.record: _record(dump.vault["id"], key, rows[line.record], line)
        for line in lines
    }
    headers = {record: header for record, (header, _body) in found.items()}
    bodies = {record: body for record, (_header, body) in found.items()}
    settings = json.loads(bodies[head.settings]) if head.settings else {}
    private = _private_key(dump.vault, key, server_secret)
    notes = {row["id"]: _states(key, private, row) for row in dump.notes}
    earlier = _versions(dump, key, headers)
    return Journal(head, lines, headers, bodies, settings, notes, earlier)


@_one_error()
def decode_copies(dump: Dump, key: bytes) -> tuple[bytes, dict[UUID, str]]:
    """Open what is made of new keys: the next key, and the texts copied (section 7)."""
    vault, generation = dump.vault["id"], dump.vault["generation"] + 1
    place = context("pending-key", vault, generation)
    sealed = bytes(dump.vault["pending_key"])
    pending = open_exact(derive(key, "pending-key"), sealed, place)
    texts = {}
    for row in _of_generation(dump.records, generation):
        where = context("record/body", vault, row["id"], row["revision"])
        body = open_exact(derive(pending, "record"), bytes(row["body"]), where)
        texts[row["id"]] = unpad(body, FLOOR).decode()
    return pending, texts


def _of_generation(rows: list[Row], generation: int) -> list[Row]:
    return [row for row in rows if row["generation"] == generation]


def _listed(rows: list[Row], ids: list[UUID]) -> dict[UUID, Row]:
    """Return rows by id: those of the list, each once, and no others."""
    _require(sorted(row["id"] for row in rows) == sorted(ids))
    return {row["id"]: row for row in rows}


def _head(dump: Dump, key: bytes) -> Head:
    place, sealed = context("manifest/head", dump.vault["id"]), dump.vault
    data = open_exact(derive(key, "manifest"), bytes(sealed["manifest_head"]), place)
    data = unpad(data, FLOOR)
    counter, generation, settings, number = struct.unpack_from(HEAD, data)
    start = struct.calcsize(HEAD)
    end = start + number * struct.calcsize(BLOCK_IN_HEAD)
    listed = struct.iter_unpack(BLOCK_IN_HEAD, data[start:end])
    blocks = [Block(UUID(bytes=block), *values) for block, *values in listed]
    (count,) = struct.unpack_from(">H", data, end)
    live = list(struct.iter_unpack(SLOT_IN_HEAD, data[end + 2 :]))
    _require(len(blocks) == number and len(live) == count)
    _require(generation == dump.vault["generation"])
    slots = {(UUID(bytes=slot), of) for slot, of in live}
    _require(slots == {(row["id"], row["generation"]) for row in dump.slots})
    named = UUID(bytes=settings) if any(settings) else None
    return Head(counter, generation, named, blocks, slots)


def _lines(vault: UUID, key: bytes, row: Row, block: Block) -> list[Line]:
    sealed, revision = bytes(row["sealed"]), row["revision"]
    place = context("manifest/block", vault, row["id"], revision)
    data = open_exact(derive(key, "manifest"), sealed, place)
    _require((revision, _digest("block", sealed)) == (block.revision, block.digest))
    (count,) = struct.unpack_from(">H", data)
    end = 2 + count * struct.calcsize(LINE)
    _require(len(data) == BLOCK_SIZE and count == block.lines <= LINES_PER_BLOCK)
    _require(not any(data[end:]))
    return [_line(*values) for values in struct.iter_unpack(LINE, data[2:end])]


def _line(record: bytes, *values: Any) -> Line:
    *plain, number, packed, rest = values
    tags = struct.unpack(f">{TAGS_PER_LINE}H", packed)
    line = Line._make([UUID(bytes=record), *plain, tags[:number]])
    _require(number <= TAGS_PER_LINE and not any(tags[number:]) and not any(rest))
    _require(FIRST_MOMENT <= line.moment <= LAST_MOMENT and abs(line.offset) < 1_440)
    return line


def _record(vault: UUID, key: bytes, row: Row, line: Line) -> tuple[Content, str]:
    place, records = (vault, row["id"], row["revision"]), derive(key, "record")
    sealed = bytes(row["header"]), bytes(row["body"])
    header = open_exact(records, sealed[0], context("record/header", *place))
    body = open_exact(records, sealed[1], context("record/body", *place))
    # Only revision and digest tell an older state of this row from the newest.
    _require(row["revision"] == line.revision)
    _require(_digest("record", *sealed) == line.digest)
    return json.loads(unpad(header, HEADER_FLOOR)), unpad(body, FLOOR).decode()


def _versions(
    dump: Dump, key: bytes, headers: Mapping[UUID, Content]
) -> dict[tuple[UUID, int], tuple[Content, str]]:
    """Open the earlier versions: those that the headers name, and no others."""
    rows = _of_generation(dump.versions, dump.vault["generation"])
    named = [(record, each) for record in headers for each in _earlier(headers[record])]
    _require(sorted((row["record"], row["revision"]) for row in rows) == sorted(named))
    found, versions = {}, derive(key, "version")
    for row in rows:
        place = (dump.vault["id"], row["record"], row["revision"])
        opened = [
            unpad(open_exact(versions, bytes(row[part]), context(name, *place)), floor)
            for part, name, floor in (
                ("header", "version/header", HEADER_FLOOR),
                ("body", "version/body", FLOOR),
            )
        ]
        found[place[1:]] = (json.loads(opened[0]), opened[1].decode())
    return found


def _earlier(header: Content) -> list[int]:
    return list(header.get("versions", ()))


def _private_key(
    vault: Row, key: bytes, server_secret: bytes
) -> hpke.MLKEM768X25519PrivateKey:
    place = (vault["id"], vault["generation"])
    sealed, bound = (
        bytes(vault["inbox_private_key"]),
        context("inbox/private-key", *place),
    )
    seeds = open_exact(derive(key, "inbox"), sealed, bound)
    _require(len(seeds) == 96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(seeds[:64])
    curve = X25519PrivateKey.from_private_bytes(seeds[64:])
    halves = lattice.public_key(), curve.public_key()
    public = b"".join(half.public_bytes_raw() for half in halves)
    _require(public == bytes(vault["inbox_public_key"]))
    secret = derive(server_secret, "inbox-public-key")
    bound = context("inbox/public-key", vault["owner_id"], *place, public)
    mac = hmac.digest(secret, bound, "sha256")
    _require(hmac.compare_digest(mac, bytes(vault["inbox_mac"])))
    return hpke.MLKEM768X25519PrivateKey(lattice, curve)


def _states(
    key: bytes, private: hpke.MLKEM768X25519PrivateKey, row: Row
) -> list[Content]:
    """Open a note and what it was before; ``vouched`` is what its token says."""
    states = [(row["sequence"], bytes(row["sealed"]))]
    if row["earlier"]:
        states.append((row["earlier_sequence"], bytes(row["earlier"])))
    place, notes = (row["vault_id"], row["generation"], row["id"]), []
    for sequence, sealed in states:
        start, rest = sealed[: len(NOTE_START)], sealed[len(NOTE_START) :]
        _require(start == NOTE_START)
        data = SUITE.decrypt(rest, private, info=context("draft", *place, sequence))
        note = json.loads(unpad(data, FLOOR))
        token = note["origin"]
        vouched = _origin(key, token, row["vault_id"]) if token else None
        notes.append(note | {"vouched": vouched})
    return notes


def _origin(key: bytes, token: str, vault: UUID) -> tuple[UUID, UUID, int]:
    """Return the form, the record and the revision of a token (section 8)."""
    sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    _require(base64.urlsafe_b64encode(sealed).decode().rstrip("=") == token)
    data = open_exact(derive(key, "origin"), sealed, context("origin", vault))
    form, record, revision = struct.unpack(">16s16sI", data)
    return UUID(bytes=form), UUID(bytes=record), revision
