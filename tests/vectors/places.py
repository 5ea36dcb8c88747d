"""The vectors of what has no layout of its own: keys, places, sizes and digests."""

import hashlib
from uuid import UUID

from tests.vectors.reference import (
    BLOCK,
    FORM,
    KEY_ID_LABEL,
    PEPPER_ID,
    PRODUCT,
    RECORD,
    SALT,
    SLOT,
    USER,
    VAULT,
    VAULT_KEY,
    Vectors,
    ad,
    derive,
    lp,
    pad,
)

SUBKEYS = (
    *("key-id", "record", "version", "manifest", "inbox", "origin", "pending-key"),
)
RESERVED = ("staging",)
OTHERS = (
    *("slot/passphrase", "slot/recovery", "slot/passkey"),
    *("slot/commitment", "slot/seal", "slot/outer"),
    *("unlock", "search-token", "inbox-public-key", "keep-ticket"),
)
# A value for each name that stands in FORMAT.md's table of contexts.
VALUES: dict[str, UUID | int | bytes] = {
    "vault": VAULT,
    "slot": SLOT,
    "record": RECORD,
    "form": FORM,
    "user": USER,
    "block": BLOCK,
    "note": UUID(int=7),
    "staging": UUID(int=8),
    "generation": 3,
    "revision": 2**32 - 1,
    "sequence": 12,
    "issued": 2**40,
    "deadline": 2**64 - 1,
    "time": 3,
    "memory_kib": 65_536,
    "lanes": 4,
    "index": 0,
    "final": 1,
    "key_id": b"k" * 16,
    "pepper_id": PEPPER_ID.encode(),
    "salt": SALT,
    "public_key": bytes(range(256)),
    "unlock": b"u" * 32,
    "session_hash": b"h" * 32,
}
SLOT_FIELDS = "vault slot generation key_id"
RECORD_FIELDS = "vault record revision"
CONTEXTS = {
    "slot/passphrase": SLOT_FIELDS,
    "slot/passphrase-outer": (
        "vault slot generation pepper_id salt time memory_kib lanes"
    ),
    "slot/recovery": SLOT_FIELDS,
    "slot/passkey": SLOT_FIELDS,
    "record/header": RECORD_FIELDS,
    "record/body": RECORD_FIELDS,
    "version/header": RECORD_FIELDS,
    "version/body": RECORD_FIELDS,
    "manifest/head": "vault",
    "manifest/block": "vault block revision",
    "draft": "vault generation form sequence",
    "sealed-note": "vault generation note",
    "inbox/private-key": "vault generation",
    "inbox/public-key": "user vault generation public_key",
    "keep-ticket": "user vault form record revision issued",
    "origin": "vault",
    "search-token": "",
    "unlock": "user vault generation unlock session_hash deadline",
    "pending-key": "vault generation",
    "staging/chunk": "vault staging index final",
}


def keys() -> Vectors:
    return [
        {"purpose": purpose, "key": derive(VAULT_KEY, purpose).hex()}
        for purpose in SUBKEYS + RESERVED
    ]


def derivations() -> Vectors:
    """Derive under every purpose from one secret, without and with a place."""
    secret = b"any secret of 128 bits or more"
    return [
        {
            "purpose": purpose,
            "secret": secret.hex(),
            "context": context.hex(),
            "key": derive(secret, purpose, context).hex(),
        }
        for purpose in SUBKEYS + RESERVED + OTHERS
        for context in (b"", b"a place")
    ]


def key_ids() -> Vectors:
    return [
        {"vault_key": key.hex(), "key_id": derive(key, KEY_ID_LABEL)[:16].hex()}
        for key in (VAULT_KEY, bytes(32), b"\xff" * 32)
    ]


def contexts() -> Vectors:
    return [
        {
            "name": name,
            "fields": {field: spelled(VALUES[field]) for field in fields.split()},
            "bytes": ad(name, *(VALUES[field] for field in fields.split())).hex(),
        }
        for name, fields in CONTEXTS.items()
    ]


def spelled(value: UUID | int | bytes) -> str | int:
    """Spell a value so that JSON keeps its kind: a number, an id, or digits."""
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, int) else str(value)


def paddings() -> Vectors:
    sizes = (0, 1, 251, 252, 253, 1020, 1021, 2000, 5000, 65_532, 1_000_003, 2**24)
    floors = (128, 1024, 2048)
    return [
        {"size": size, "floor": floor, "padded": len(pad(bytes(size), floor))}
        for size in sizes
        for floor in floors
    ]


def digests() -> Vectors:
    parts = {
        "record": (b"sealed header", b"sealed body"),
        "block": (b"sealed block",),
        "locator": (b"\x01\x02\x03\x04",),
    }
    return [
        {
            "name": name,
            "parts": [part.hex() for part in values],
            "digest": hashlib.sha256(
                lp(f"{PRODUCT}digest/{name}".encode(), *values)
            ).hexdigest(),
        }
        for name, values in parts.items()
    ]
