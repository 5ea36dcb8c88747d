"""The vectors of what opens a vault: passphrases, codes and the three kinds of slot."""

import hashlib
import unicodedata

from argon2.low_level import Type, hash_secret_raw

from tests.vectors.reference import (
    CODE,
    COST,
    KEY_ID_LABEL,
    PASSPHRASE,
    PEPPER,
    PEPPER_ID,
    PRF_OUTPUT,
    PRODUCT,
    SALT,
    SLOT,
    VAULT,
    VAULT_KEY,
    Vector,
    Vectors,
    ad,
    derive,
    exact,
    flipped,
    lp,
    opens,
    refused,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def stretch(typed: bytes) -> bytes:
    time, memory, lanes = COST
    return hash_secret_raw(typed, SALT, time, memory, lanes, 32, Type.ID)


def passphrases() -> Vectors:
    typed = (
        PASSPHRASE,
        "cafe\u0301  au lait",
        "\u3000 six quiet herons \n",
        "Ångström",
        "A\u030angstro\u0308m",
        "\U0001f33f leaf",
        "x" * 1024,
        " " * 4095 + "x",
    )
    return [passphrase(text) for text in typed] + [
        {"typed": text, "opens": False, "why": why}
        for text, why in (
            ("", "nothing"),
            (" \u3000\n", "white space alone"),
            ("x" * 1025, "more than 1,024 bytes"),
            ("\u00e9" * 513, "more than 1,024 bytes"),
        )
    ]


def passphrase(text: str) -> Vector:
    normalised = unicodedata.normalize("NFC", text).strip().encode()
    stretched = stretch(normalised)
    return {
        "typed": text,
        "opens": True,
        "normalised": normalised.hex(),
        "stretched": stretched.hex(),
    }


def codes() -> Vectors:
    materials = (
        *(bytes(20), CODE, b"\xff" * 20, hashlib.sha256(b"code").digest()[:20]),
        every_symbol(),
    )
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


def typed_codes() -> Vectors:
    text = code_text(CODE)
    bare = text.replace("-", "")
    swapped = bare[1] + bare[0] + bare[2:]
    return [
        *({"typed": typed, "opens": True, "text": text} for typed in kindly(text)),
        *(
            {"typed": typed, "opens": False, "why": why}
            for typed, why in (
                ("", "nothing"),
                (bare[:-1], "a character is missing"),
                (bare + "0", "a character too many"),
                ("D" + bare[1:], "another character"),
                (swapped, "two neighbours swapped"),
                ("U" + bare[1:], "no character of the alphabet"),
                (bare[:-2] + "00", "another checksum"),
            )
        ),
    ]


def kindly(text: str) -> tuple[str, ...]:
    return (
        text,
        text.lower(),
        text.replace("-", ""),
        text.replace("-", " "),
        text.replace("-", "\u2013"),
        f"\n {text}\t",
        text.replace("0", "O"),
        text.replace("0", "o"),
    )


def code_text(material: bytes) -> str:
    data = int.from_bytes(material, "big")
    bits = f"{data:0160b}{data % 1021:010b}"
    symbols = [ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, 170, 5)]
    return "-".join("".join(symbols[i : i + 4]) for i in range(0, 34, 4))


def every_symbol() -> bytes:
    """Return the 20 bytes whose first 32 characters are the alphabet, in order."""
    bits = "".join(f"{value:05b}" for value in range(32))
    return int(bits, 2).to_bytes(20, "big")


def wrap(
    secret: bytes, kind: str, key: bytes = VAULT_KEY, generation: int = 3
) -> bytes:
    key_id = derive(VAULT_KEY, KEY_ID_LABEL)[:16]
    place = ad(f"slot/{kind}", VAULT, SLOT, generation, key_id)
    wrapping = derive(secret, f"slot/{kind}", place)
    commitment = derive(wrapping, "slot/commitment", place)
    return commitment + exact(derive(wrapping, "slot/seal", place), key, place, kind)


def outer(
    wrapped: bytes,
    name: str,
    *,
    pepper_id: str = PEPPER_ID,
    salt: bytes = SALT,
    cost: tuple[int, int, int] = COST,
) -> bytes:
    fields = (VAULT, SLOT, 3, pepper_id.encode(), salt, *cost)
    place = ad("slot/passphrase-outer", *fields)
    return exact(derive(PEPPER, "slot/outer"), wrapped, place, name)


def passphrase_slots() -> Vectors:
    wrapped = wrap(stretch(PASSPHRASE.encode()), "passphrase")
    later = wrap(stretch(PASSPHRASE.encode()), "passphrase", generation=4)
    other = wrap(stretch(b"another passphrase"), "passphrase")
    good = outer(wrapped, "outer")
    return [
        opens("passphrase", good),
        refused("bare", wrapped, "no outer layer"),
        refused("outer", flipped(good, 60), "changed outer layer"),
        refused("commitment", outer(flipped(wrapped, 0), "c"), "another commitment"),
        refused("inner", outer(flipped(wrapped, 50), "i"), "changed inner layer"),
        refused("empty", outer(b"", "e"), "nothing in the outer layer"),
        refused("long", outer(wrapped + b"\0", "l"), "a byte too many inside"),
        refused("passphrase", outer(other, "p"), "another passphrase"),
        refused("generation", outer(later, "g"), "another generation inside"),
        refused("salt", outer(wrapped, "s", salt=b"t" * 16), "another salt"),
        refused("cost", outer(wrapped, "t", cost=(2, 32, 4)), "another cost"),
        refused("pepper", outer(wrapped, "n", pepper_id="2026-12"), "another pepper"),
    ]


def code_slots() -> Vectors:
    good = wrap(CODE, "recovery")
    other = wrap(CODE, "recovery", b"o" * 32)
    return [
        opens("code", good),
        refused("commitment", flipped(good, 0), "changed commitment"),
        refused("version", flipped(good, 32), "unknown version"),
        refused("sealed key", flipped(good, 50), "changed ciphertext"),
        refused("tag", flipped(good, 92), "changed tag"),
        refused("cut", good[:-1], "a byte is missing"),
        refused("long", good + b"\0", "a byte too many"),
        refused("kind", wrap(CODE, "passkey"), "wrapped as a passkey slot"),
        refused("generation", wrap(CODE, "recovery", generation=4), "another one"),
        refused("other key", other, "key does not match the vault's key id"),
        refused("short key", wrap(CODE, "recovery", b"k" * 31), "31-byte vault key"),
    ]


def passkey_slots() -> Vectors:
    good = wrap(PRF_OUTPUT, "passkey")
    other = wrap(PRF_OUTPUT, "passkey", b"o" * 32)
    return [
        opens("passkey", good),
        refused("commitment", flipped(good, 31), "changed commitment"),
        refused("sealed key", flipped(good, 50), "changed ciphertext"),
        refused("tag", flipped(good, 92), "changed tag"),
        refused("cut", good[:-1], "a byte is missing"),
        refused("kind", wrap(PRF_OUTPUT, "recovery"), "wrapped as a recovery slot"),
        refused("output", wrap(b"g" * 32, "passkey"), "another passkey's output"),
        refused("other key", other, "key does not match the vault's key id"),
    ]
