"""Writes the vectors: a second reading of journal/crypto/FORMAT.md.

A vector that agrees with the journal's code says that two readings of the format
agree. Argon2 comes from another library than the journal's. Run

    python -m tests.vectors.generate

and see no difference. HPKE cannot be made to repeat itself: ``notes.json`` and
``drafts.json`` were sealed once and are only ever opened.
"""

import hmac
import json
import struct
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from tests.vectors.manifest import block_layouts, blocks, heads
from tests.vectors.places import (
    contexts,
    derivations,
    digests,
    key_ids,
    keys,
    paddings,
)
from tests.vectors.reference import (
    BODY,
    FOLDER,
    FORM,
    HALF,
    HEADER,
    NOW,
    PEPPER,
    RECORD,
    SERVER_SECRET,
    USER,
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
    text,
)
from tests.vectors.slots import (
    code_slots,
    codes,
    passkey_slots,
    passphrase_slots,
    passphrases,
    typed_codes,
)

SEED, CURVE = b"m" * 64, b"x" * 32  # the two halves of the inbox's private key


def headers() -> Vectors:
    key, place = derive(VAULT_KEY, "record"), ad("record/header", VAULT, RECORD, 7)
    good = exact(key, pad(HEADER, 2048), place, "head")
    body = ad("record/body", VAULT, RECORD, 7)
    later = ad("record/header", VAULT, RECORD, 8)
    version = ad("version/header", VAULT, RECORD, 7)
    dirty = pad(HEADER, 2048)[:-1] + b"\x01"
    return [
        opens("header", good, plaintext=HEADER.hex()),
        refused("version", b"\x00" + good[1:], "unknown version"),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("cut", good[:-1], "a byte is missing"),
        refused("body", exact(key, pad(HEADER, 2048), body, "b"), "a body's place"),
        refused("revision", exact(key, pad(HEADER, 2048), later, "r"), "another one"),
        refused("past", exact(key, pad(HEADER, 2048), version, "v"), "a version's"),
        refused("floor", exact(key, pad(HEADER, 1024), place, "f"), "a body's floor"),
        refused("filler", exact(key, dirty, place, "x"), "filler is not zero"),
    ]


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


def versions() -> Vectors:
    """Bodies of earlier versions, and what must not pass for one."""
    key, padded = derive(VAULT_KEY, "version"), pad(BODY, 1024)
    place, later = (ad("version/body", VAULT, RECORD, number) for number in (7, 8))
    header = exact(key, pad(BODY, 2048), ad("version/header", VAULT, RECORD, 7), "h")
    as_record = derive(VAULT_KEY, "record")
    record = exact(as_record, padded, ad("record/body", VAULT, RECORD, 7), "b")
    good = exact(key, padded, place, "earlier body")
    return [
        opens("earlier body", good, plaintext=BODY.hex()),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("header as body", header, "another field"),
        refused("revision", exact(key, padded, later, "r"), "another revision"),
        refused("record", record, "no version"),
        refused("key", exact(as_record, padded, place, "k"), "another key"),
    ]


def version_headers() -> Vectors:
    key, place = derive(VAULT_KEY, "version"), ad("version/header", VAULT, RECORD, 7)
    good = exact(key, pad(BODY, 2048), place, "earlier header")
    low = exact(key, pad(BODY, 1024), place, "low")
    body = exact(key, pad(BODY, 1024), ad("version/body", VAULT, RECORD, 7), "body")
    return [
        opens("earlier header", good, plaintext=BODY.hex()),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("floor", low, "another floor"),
        refused("body as header", body, "another field"),
    ]


def pending_keys() -> Vectors:
    key, place = derive(VAULT_KEY, "pending-key"), ad("pending-key", VAULT, 4)
    good = exact(key, b"n" * 32, place, "pending")
    other = exact(key, b"n" * 32, ad("pending-key", VAULT, 3), "other")
    return [
        opens("pending key", good),
        refused("version", b"\x02" + good[1:], "unknown version"),
        refused("tag", flipped(good, 60), "changed tag"),
        refused("generation", other, "another generation"),
        refused("short", exact(key, b"n" * 31, place, "short"), "31-byte vault key"),
    ]


def unlocks() -> Vectors:
    def place(deadline: int = NOW) -> bytes:
        return ad("unlock", USER, VAULT, 3, b"u" * 32, b"k" * 32, deadline)

    key = derive(HALF + PEPPER, "unlock")
    good = exact(key, VAULT_KEY, place(), "unlock")
    half = derive(b"i" * 32 + PEPPER, "unlock")
    pepper = derive(HALF + b"q" * 32, "unlock")
    return [
        opens("unlock", good),
        refused("version", b"\x02" + good[1:], "unknown version"),
        refused("tag", flipped(good, 60), "changed tag"),
        refused("cut", good[:-1], "a byte is missing"),
        refused("long", exact(key, b"k" * 33, place(), "long"), "33-byte vault key"),
        refused(
            "later", exact(key, VAULT_KEY, place(NOW + 1), "d"), "a later deadline"
        ),
        refused("half", exact(half, VAULT_KEY, place(), "h"), "another browser's half"),
        refused("pepper", exact(pepper, VAULT_KEY, place(), "p"), "another pepper"),
        refused(
            "browser",
            exact(derive(HALF, "unlock"), VAULT_KEY, place(), "b"),
            "no pepper",
        ),
    ]


def ticket(issued: int, key: bytes) -> bytes:
    place = ad("keep-ticket", USER, VAULT, FORM, RECORD, 7, issued)
    ids = b"".join(value.bytes for value in (USER, VAULT, FORM, RECORD))
    body = b"\x01" + ids + struct.pack(">QQ", 7, issued)
    return body + hmac.digest(key, place, "sha256")


def tickets() -> Vectors:
    """Make tickets for a reader whose clock shows ``NOW``."""
    key, stranger = (derive(secret, "keep-ticket") for secret in (SERVER_SECRET, HALF))
    good = ticket(NOW, key)
    return [
        opens("ticket", text(good)),
        opens("oldest", text(ticket(NOW - 86_400, key))),
        opens("ahead", text(ticket(NOW + 60, key))),
        refused("version", text(b"\x02" + good[1:]), "unknown version"),
        refused("user", text(flipped(good, 16)), "another user"),
        refused("vault", text(flipped(good, 32)), "another vault"),
        refused("form", text(flipped(good, 48)), "another form"),
        refused("record", text(flipped(good, 49)), "another record"),
        refused("revision", text(flipped(good, 72)), "another revision"),
        refused("issued", text(flipped(good, 80)), "another time"),
        refused("mac", text(flipped(good, 112)), "changed MAC"),
        refused("stranger", text(ticket(NOW, stranger)), "another server's"),
        refused("old", text(ticket(NOW - 86_401, key)), "older than a day"),
        refused("early", text(ticket(NOW + 61, key)), "too far ahead"),
        refused("cut", text(good[:-1]), "a byte is missing"),
        refused("long", text(good + b"\0"), "a byte too many"),
        refused("spelling", text(good) + "=", "another spelling"),
        refused("letters", "é" * 151, "no base64"),
        refused("nothing", "", "no text at all"),
    ]


def origins() -> Vectors:
    key, place = derive(VAULT_KEY, "origin"), ad("origin", VAULT)
    data = FORM.bytes + RECORD.bytes + struct.pack(">I", 7)
    good = exact(key, data, place, "origin")
    other = exact(key, data, ad("origin", RECORD), "v")
    return [
        opens("origin", text(good)),
        refused("version", text(b"\x02" + good[1:]), "unknown version"),
        refused("size", text(exact(key, data[:-1], place, "cut")), "a byte is missing"),
        refused("tag", text(flipped(exact(key, data, place, "o"), 60)), "changed tag"),
        refused("vault", text(other), "another vault"),
        refused("spelling", text(good) + "=", "another spelling"),
        refused("nothing", "", "no text at all"),
    ]


def searches() -> Vectors:
    key, place = derive(HALF, "search-token"), ad("search-token")
    typed = "schöne Tage".encode()
    good = exact(key, pad(typed, 128), place, "words")
    broken = exact(key, pad(b"\xff", 128), place, "broken")
    other = exact(derive(b"i" * 32, "search-token"), pad(typed, 128), place, "h")
    return [
        opens("words", text(good), words="schöne Tage"),
        refused("version", text(b"\x02" + good[1:]), "unknown version"),
        refused("ciphertext", text(flipped(good, 20)), "changed ciphertext"),
        refused("half", text(other), "another browser's half"),
        refused("floor", text(exact(key, pad(typed, 64), place, "f")), "another floor"),
        refused("unicode", text(broken), "not UTF-8"),
        refused("spelling", text(good) + "=", "another spelling"),
        refused("nothing", "", "no text at all"),
    ]


def public_half() -> bytes:
    lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(SEED).public_key()
    curve = x25519.X25519PrivateKey.from_private_bytes(CURVE).public_key()
    return lattice.public_bytes_raw() + curve.public_bytes_raw()


def public_mac(public: bytes, generation: int = 3, vault: UUID = VAULT) -> bytes:
    key = derive(SERVER_SECRET, "inbox-public-key")
    place = ad("inbox/public-key", USER, vault, generation, public)
    return hmac.digest(key, place, "sha256")


def inboxes() -> Vectors:
    public, key = public_half(), derive(VAULT_KEY, "inbox")
    place, later = (ad("inbox/private-key", VAULT, number) for number in (3, 4))
    good = exact(key, SEED + CURVE, place, "inbox")
    return [
        opens("private key", good, public=public.hex(), mac=public_mac(public).hex()),
        refused("version", b"\x02" + good[1:], "unknown version"),
        refused("tag", flipped(good, len(good) - 1), "changed tag"),
        refused("size", exact(key, SEED, place, "half"), "half a private key"),
        refused("generation", exact(key, SEED + CURVE, later, "g"), "another one"),
    ]


def public_keys() -> Vectors:
    """Lay each public key before its MAC, as both stand in a row."""
    public = public_half()
    stranger = hmac.digest(
        derive(HALF, "inbox-public-key"),
        ad("inbox/public-key", USER, VAULT, 3, public),
        "sha256",
    )
    return [
        opens("public key", public + public_mac(public)),
        flips("lattice", 0, "changed ML-KEM key"),
        flips("curve", 1184, "changed X25519 key"),
        flips("mac", 1247, "changed MAC"),
        refused("no mac", public, "no MAC at all"),
        refused("generation", public + public_mac(public, 4), "another generation"),
        refused("vault", public + public_mac(public, vault=RECORD), "another vault"),
        refused("stranger", public + stranger, "another server's"),
    ]


MAKERS = (
    *(keys, derivations, key_ids, contexts, paddings, digests),
    *(passphrases, codes, typed_codes),
    *(passphrase_slots, code_slots, passkey_slots),
    *(headers, records, version_headers, versions, blocks, block_layouts, heads),
    *(pending_keys, unlocks, tickets, origins, searches, inboxes, public_keys),
)


def build() -> dict[str, Vectors]:
    """Make every vector that can be made again."""
    return {maker.__name__: maker() for maker in MAKERS}


if __name__ == "__main__":
    for name, vectors in build().items():
        target = FOLDER / f"{name}.json"
        target.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n")
