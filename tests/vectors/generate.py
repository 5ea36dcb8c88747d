"""Writes the vectors: a second reading of journal/crypto/FORMAT.md.

A vector that agrees with the journal's code says that two readings of the format
agree. Argon2 comes from another library than the journal's. Run

    python -m tests.vectors.generate

and see no difference. HPKE cannot be made to repeat itself: ``notes.json`` was
sealed once and is only ever opened.
"""

import hashlib
import hmac
import json
import struct

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from tests.vectors.manifest import block_layouts, blocks, heads
from tests.vectors.reference import (
    BODY,
    CODE,
    COST,
    FOLDER,
    FORM,
    HALF,
    KEY_ID_LABEL,
    PASSPHRASE,
    PEPPER,
    PEPPER_ID,
    PRF_OUTPUT,
    PRODUCT,
    RECORD,
    SALT,
    SERVER_SECRET,
    SLOT,
    USER,
    VAULT,
    VAULT_KEY,
    Vectors,
    ad,
    derive,
    exact,
    flipped,
    lp,
    opens,
    pad,
    refused,
    text,
)


def keys() -> Vectors:
    subkeys = ("key-id", "record", "version", "manifest", "inbox", "origin")
    reserved = ("pending-key", "staging")
    return [
        {"purpose": purpose, "key": derive(VAULT_KEY, purpose).hex()}
        for purpose in subkeys + reserved
    ]


def paddings() -> Vectors:
    sizes = (0, 1, 251, 252, 253, 1020, 1021, 2000, 5000, 65_532, 1_000_003)
    floors = (128, 1024, 2048)
    return [
        {"size": size, "floor": floor, "padded": len(pad(bytes(size), floor))}
        for size in sizes
        for floor in floors
    ]


def codes() -> Vectors:
    materials = (bytes(20), CODE, b"\xff" * 20, hashlib.sha256(b"code").digest()[:20])
    return [
        {
            "locator": material[:4].hex(),
            "secret": material[4:].hex(),
            "text": code_text(material),
            "locator_hash": hashlib.sha256(
                lp(f"{PRODUCT}digest/locator".encode(), material[:4])
            ).hexdigest(),
        }
        for material in materials
    ]


def code_text(material: bytes) -> str:
    data = int.from_bytes(material, "big")
    bits = f"{data:0160b}{data % 1021:010b}"
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    symbols = [alphabet[int(bits[i : i + 5], 2)] for i in range(0, 170, 5)]
    return "-".join("".join(symbols[i : i + 4]) for i in range(0, 34, 4))


def records() -> Vectors:
    key = derive(VAULT_KEY, "record")
    place = ad("record/body", VAULT, RECORD, 7)
    good = exact(key, pad(BODY, 1024), place, "body")
    header = ad("record/header", VAULT, RECORD, 7)
    dirty = pad(BODY, 1024)[:-1] + b"\x01"
    long = struct.pack(">I", 2000) + bytes(1020)
    return [
        opens("body", good, plaintext=BODY.hex()),
        opens("empty body", exact(key, pad(b"", 1024), place, "empty"), plaintext=""),
        refused("version", b"\x02" + good[1:], "unknown version"),
        refused("nonce", flipped(good, 1), "changed nonce"),
        refused("ciphertext", flipped(good, 20), "changed ciphertext"),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("cut", good[:-1], "a byte is missing"),
        refused("short", good[:28], "shorter than nonce and tag"),
        refused("nothing", b"", "no bytes at all"),
        refused("header", exact(key, pad(BODY, 1024), header, "x"), "a header's place"),
        refused("filler", exact(key, dirty, place, "dirty"), "filler is not zero"),
        refused("length", exact(key, long, place, "long"), "length beyond the end"),
        refused("floor", exact(key, pad(BODY, 512), place, "low"), "another floor"),
        refused("wider", exact(key, pad(BODY, 2048), place, "hi"), "another floor"),
        refused("unpadded", exact(key, b"", place, "none"), "no length at all"),
    ]


def wrap(secret: bytes, kind: str, key: bytes = VAULT_KEY) -> bytes:
    key_id = derive(VAULT_KEY, KEY_ID_LABEL)[:16]
    place = ad(f"slot/{kind}", VAULT, SLOT, 3, key_id)
    wrapping = derive(secret, f"slot/{kind}", place)
    commitment = derive(wrapping, "slot/commitment", place)
    return commitment + exact(derive(wrapping, "slot/seal", place), key, place, kind)


def outer(wrapped: bytes, name: str) -> bytes:
    place = ad("slot/passphrase-outer", VAULT, SLOT, 3, PEPPER_ID.encode(), SALT, *COST)
    return exact(derive(PEPPER, "slot/outer"), wrapped, place, name)


def versions() -> Vectors:
    key = derive(VAULT_KEY, "version")
    header = exact(key, pad(BODY, 2048), ad("version/header", VAULT, RECORD, 7), "h")
    place = ad("version/body", VAULT, RECORD, 7)
    good = exact(key, pad(BODY, 1024), place, "earlier body")
    as_record = derive(VAULT_KEY, "record")
    record = ad("record/body", VAULT, RECORD, 7)
    later = ad("version/body", VAULT, RECORD, 8)
    return [
        opens("header", header, plaintext=BODY.hex()),
        opens("body", good, plaintext=BODY.hex()),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("header as body", header, "another field"),
        refused(
            "revision", exact(key, pad(BODY, 1024), later, "r"), "another revision"
        ),
        refused("record", exact(as_record, pad(BODY, 1024), record, "b"), "no version"),
        refused("key", exact(as_record, pad(BODY, 1024), place, "k"), "another key"),
    ]


def passphrase_slots() -> Vectors:
    typed = PASSPHRASE.encode()
    time, memory, lanes = COST
    stretched = hash_secret_raw(typed, SALT, time, memory, lanes, 32, Type.ID)
    wrapped = wrap(stretched, "passphrase")
    good = outer(wrapped, "outer")
    return [
        opens("passphrase", good),
        refused("bare", wrapped, "no outer layer"),
        refused("outer", flipped(good, 60), "changed outer layer"),
        refused("commitment", outer(flipped(wrapped, 0), "c"), "another commitment"),
        refused("inner", outer(flipped(wrapped, 50), "i"), "changed inner layer"),
        refused("empty", outer(b"", "e"), "nothing in the outer layer"),
    ]


def code_slots() -> Vectors:
    good = wrap(CODE, "recovery")
    passkey = wrap(CODE, "passkey")
    other = wrap(CODE, "recovery", b"o" * 32)
    return [
        opens("code", good),
        refused("commitment", flipped(good, 0), "changed commitment"),
        refused("sealed key", flipped(good, 50), "changed ciphertext"),
        refused("kind", passkey, "wrapped as a passkey slot"),
        refused("other key", other, "key does not match the vault's key id"),
        refused("short key", wrap(CODE, "recovery", b"k" * 31), "31-byte vault key"),
    ]


def passkey_slots() -> Vectors:
    good = wrap(PRF_OUTPUT, "passkey")
    return [opens("passkey", good), refused("tag", flipped(good, 92), "changed tag")]


def pending_keys() -> Vectors:
    key, place = derive(VAULT_KEY, "pending-key"), ad("pending-key", VAULT, 4)
    good = exact(key, b"n" * 32, place, "pending")
    other = exact(key, b"n" * 32, ad("pending-key", VAULT, 3), "other")
    return [
        opens("pending key", good),
        refused("tag", flipped(good, 60), "changed tag"),
        refused("generation", other, "another generation"),
        refused("short", exact(key, b"n" * 31, place, "short"), "31-byte vault key"),
    ]


def unlocks() -> Vectors:
    place = ad("unlock", USER, VAULT, 3, b"u" * 32, b"k" * 32, 1_800_000_000)
    key = derive(HALF + PEPPER, "unlock")
    good = exact(key, VAULT_KEY, place, "unlock")
    return [
        opens("unlock", good),
        refused("tag", flipped(good, 60), "changed tag"),
        refused("long", exact(key, b"k" * 33, place, "long"), "33-byte vault key"),
    ]


def tickets() -> Vectors:
    issued = 1_800_000_000
    key = derive(SERVER_SECRET, "keep-ticket")
    place = ad("keep-ticket", USER, VAULT, FORM, RECORD, 7, issued)
    ids = b"".join(value.bytes for value in (USER, VAULT, FORM, RECORD))
    body = b"\x01" + ids + struct.pack(">QQ", 7, issued)
    good = body + hmac.digest(key, place, "sha256")
    return [
        opens("ticket", text(good)),
        refused("version", text(b"\x02" + good[1:]), "unknown version"),
        refused("record", text(flipped(good, 49)), "another record"),
        refused("mac", text(flipped(good, 112)), "changed MAC"),
        refused("cut", text(good[:-1]), "a byte is missing"),
        refused("spelling", text(good) + "=", "another spelling"),
        refused("letters", "é" * 151, "no base64"),
        refused("nothing", "", "no text at all"),
    ]


def origins() -> Vectors:
    key, place = derive(VAULT_KEY, "origin"), ad("origin", VAULT)
    data = FORM.bytes + RECORD.bytes + struct.pack(">I", 7)
    return [
        opens("origin", text(exact(key, data, place, "origin"))),
        refused("size", text(exact(key, data[:-1], place, "cut")), "a byte is missing"),
        refused("tag", text(flipped(exact(key, data, place, "o"), 60)), "changed tag"),
    ]


def searches() -> Vectors:
    key, place = derive(HALF, "search-token"), ad("search-token")
    good = exact(key, pad("schöne Tage".encode(), 128), place, "words")
    broken = exact(key, pad(b"\xff", 128), place, "broken")
    return [
        opens("words", text(good), words="schöne Tage"),
        refused("ciphertext", text(flipped(good, 20)), "changed ciphertext"),
        refused("unicode", text(broken), "not UTF-8"),
    ]


def inboxes() -> Vectors:
    seed, curve = b"m" * 64, b"x" * 32
    public = (
        mlkem.MLKEM768PrivateKey.from_seed_bytes(seed).public_key().public_bytes_raw()
        + x25519.X25519PrivateKey.from_private_bytes(curve)
        .public_key()
        .public_bytes_raw()
    )
    place = ad("inbox/private-key", VAULT, 3)
    key = derive(VAULT_KEY, "inbox")
    good = exact(key, seed + curve, place, "inbox")
    mac_key = derive(SERVER_SECRET, "inbox-public-key")
    mac = hmac.digest(mac_key, ad("inbox/public-key", USER, VAULT, 3, public), "sha256")
    return [
        opens("private key", good, public=public.hex(), mac=mac.hex()),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("size", exact(key, seed, place, "half"), "half a private key"),
    ]


def build() -> dict[str, Vectors]:
    """Make every vector that can be made again."""
    makers = (
        *(keys, paddings, codes, records, versions, passphrase_slots, code_slots),
        *(
            passkey_slots,
            blocks,
            block_layouts,
            heads,
            pending_keys,
            unlocks,
            tickets,
            origins,
            searches,
            inboxes,
        ),
    )
    return {maker.__name__: maker() for maker in makers}


if __name__ == "__main__":
    for name, vectors in build().items():
        target = FOLDER / f"{name}.json"
        target.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n")
