"""The manifest's vectors: one sealed block, malformed layouts, sealed heads."""

import struct
from typing import Any

from tests.vectors.reference import (
    BLOCK,
    RECORD,
    SLOT,
    VAULT,
    VAULT_KEY,
    Vectors,
    ad,
    derive,
    exact,
    flipped,
    flips,
    opens,
    pad,
    refused,
)


def line(**changes: Any) -> bytes:
    values = {
        "moment": -1,
        "offset": -300,
        "tags": (9, 65_535),
        "tag_count": 2,
        "unused": bytes(30),
        **changes,
    }
    tags = (*values["tags"], *(0 for _ in range(16)))[:16]
    numbers = (values["moment"], values["offset"], 1, 2, 3, values["tag_count"], *tags)
    layout = ">16sI32sqhBBBB16H30s"
    return struct.pack(layout, RECORD.bytes, 7, b"d" * 32, *numbers, values["unused"])


def blocks() -> Vectors:
    place = ad("manifest/block", VAULT, BLOCK, 5)
    plaintext = (b"\0\1" + line()).ljust(32_770, b"\0")
    key = derive(VAULT_KEY, "manifest")
    return [
        opens("one line", exact(key, plaintext, place, "b")),
        flips("version", 0, "unknown version"),
        flips("nonce", 12, "changed nonce"),
        flips("number of lines", 14, "changed ciphertext"),
        flips("zeros", 32_782, "changed ciphertext"),
        flips("tag", 32_798, "changed tag"),
        refused("layout", exact(key, b"\0\0", place, "short"), "no whole block"),
        refused("nothing", b"", "no bytes at all"),
    ]


def block_layouts() -> Vectors:
    """Lay out malformed blocks; ``start`` is filled with zeros up to ``size``."""
    late = 253_402_300_800
    layouts = {
        "count beyond the block": (b"\1\1" + line(), 32_770),
        "one line too many": (b"\1\1" + line(), 32_898),
        "a byte short": (b"\0\1" + line(), 32_769),
        "a line beyond the count": (b"\0\0" + line(), 32_770),
        "17 tags": (b"\0\1" + line(tag_count=17), 32_770),
        "a tag beyond the count": (b"\0\1" + line(tag_count=1), 32_770),
        "unused bytes": (b"\0\1" + line(unused=b"x" * 30), 32_770),
        "year 10000": (b"\0\1" + line(moment=late), 32_770),
        "offset of a day": (b"\0\1" + line(offset=1440), 32_770),
        "offset of a day back": (b"\0\1" + line(offset=-1440), 32_770),
        "year 0": (b"\0\1" + line(moment=-62_135_596_801), 32_770),
    }
    return [
        {"name": name, "start": start.hex(), "size": size}
        for name, (start, size) in layouts.items()
    ]


def heads() -> Vectors:
    key, place = derive(VAULT_KEY, "manifest"), ad("manifest/head", VAULT)

    def sealed(data: bytes, name: str) -> bytes:
        return exact(key, pad(data, 1024), place, name)

    start = struct.pack(">QI16sI", 42, 3, RECORD.bytes, 1)
    block = struct.pack(">16sI32sHqq", BLOCK.bytes, 5, b"d" * 32, 1, -1, -1)
    slots = struct.pack(">H16sI", 1, SLOT.bytes, 3)
    blank = struct.pack(">QI16sIH", 0, 0, bytes(16), 0, 0)
    full, other = start + block + slots, ad("manifest/head", RECORD)
    return [
        opens("full", sealed(full, "head")),
        opens("blank", sealed(blank, "blank")),
        refused("tag", flipped(sealed(full, "head"), 1052), "changed tag"),
        refused("vault", exact(key, pad(full, 1024), other, "v"), "another vault"),
        refused("floor", exact(key, pad(full, 2048), place, "f"), "another floor"),
        refused("nothing", sealed(b"", "nothing"), "no bytes at all"),
        refused("cut block", sealed(start + block[:-1], "cut"), "a block too short"),
        refused(
            "cut slot", sealed((start + block + slots)[:-1], "s"), "a slot too few"
        ),
        refused("more", sealed(start + block + slots + b"\0", "m"), "a byte too many"),
    ]
