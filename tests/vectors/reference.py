"""The format's building blocks, read from journal/crypto/FORMAT.md alone.

It shares no code with the journal: HKDF comes from `hmac`, nonces come from a
hash of a name, so that the same vectors come out each time.
"""

import base64
import hashlib
import hmac
import json
import struct
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PRODUCT = "daybook-journal/v1/"
FOLDER = Path(__file__).parent
VAULT_KEY = bytes(range(32))
KEY_ID_LABEL = "key-id"
VAULT, SLOT, RECORD, FORM, USER, BLOCK = (UUID(int=n << 64 | n) for n in range(1, 7))
PEPPER_ID, PEPPER, SERVER_SECRET = "2026-11", b"p" * 32, b"s" * 32
HALF, PRF_OUTPUT = b"h" * 32, b"f" * 32
CODE = bytes(range(100, 120))
PASSPHRASE, SALT, COST = "café  au lait", b"salt" * 4, (1, 32, 4)
BODY = b"I wrote this down.\n"
HEADER = b'{"kind":1}'
NOW = 1_800_000_000

Vector = dict[str, Any]
Vectors = list[Vector]


def lp(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def derive(secret: bytes, purpose: str, context: bytes = b"") -> bytes:
    extracted = hmac.digest(bytes(32), secret, "sha256")
    info = lp(f"{PRODUCT}key/{purpose}".encode(), context)
    return hmac.digest(extracted, info + b"\x01", "sha256")


def ad(name: str, *fields: UUID | int | bytes) -> bytes:
    return lp(f"{PRODUCT}context/{name}".encode(), *map(plain, fields))


def plain(value: UUID | int | bytes) -> bytes:
    if isinstance(value, UUID):
        return value.bytes
    return struct.pack(">Q", value) if isinstance(value, int) else value


def exact(key: bytes, plaintext: bytes, associated: bytes, name: str) -> bytes:
    nonce = hashlib.sha256(name.encode()).digest()[:12]
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, plaintext, associated)


def pad(plaintext: bytes, floor: int) -> bytes:
    total = 4 + len(plaintext)
    exponent = len(f"{total:b}") - 1
    step = 2 ** (exponent - len(f"{exponent:b}"))
    while total % step:
        total += 1
    return (lp(plaintext) + bytes(max(total, floor)))[: max(total, floor)]


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def opens(name: str, data: bytes | str, **more: Any) -> Vector:
    return {"name": name, "sealed": shown(data), "opens": True, **more}


def refused(name: str, data: bytes | str, why: str) -> Vector:
    return {"name": name, "sealed": shown(data), "opens": False, "why": why}


def flips(name: str, at: int, why: str) -> Vector:
    """Say which byte of the first vector is changed, where a copy would be large."""
    return {"name": name, "flips": at, "opens": False, "why": why}


def shown(data: bytes | str) -> str:
    return data if isinstance(data, str) else data.hex()


def load(name: str) -> Vectors:
    """Read one file of vectors; where one only names a byte, make the copy."""
    vectors = cast("Vectors", json.loads((FOLDER / f"{name}.json").read_text()))
    for vector in vectors:
        if "flips" in vector:
            first = bytes.fromhex(vectors[0]["sealed"])
            vector["sealed"] = flipped(first, vector["flips"]).hex()
    return vectors


def written(name: str) -> Vectors:
    """Read one file of vectors just as it was written."""
    return cast("Vectors", json.loads((FOLDER / f"{name}.json").read_text()))
