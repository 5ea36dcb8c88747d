"""A thief's program, written from FORMAT.md alone: it shares no code with the journal.

It opens what the right secrets open, so that a failure says something about the
secrets that are missing and nothing about the program.
"""

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.apps import apps
from django.db.models import BinaryField

from journal.models import Slot, Unlock, Vault
from tests.vectors.reference import ad, derive

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PURPOSES = (
    *("key-id", "record", "version", "manifest", "inbox", "origin", "unlock"),
    *("slot/passphrase", "slot/recovery", "slot/passkey"),
    *("slot/commitment", "slot/seal", "slot/outer"),
    *("search-token", "inbox-public-key", "keep-ticket", "pending-key", "staging"),
)


def stored_bytes() -> Iterator[bytes]:
    """Yield every blob that a copy of the database holds of all journals."""
    for model in apps.get_app_config("journal").get_models():
        fields = model._meta.fields  # noqa: SLF001 -- Django's documented API
        names = [field.name for field in fields if isinstance(field, BinaryField)]
        for row in model.objects.all():
            yield from (bytes(getattr(row, name) or b"") for name in names)


def places(vault: Vault) -> Iterator[bytes]:
    """Yield the associated data of all that the vault key, or a slot's key, opens."""
    yield ad("manifest/head", vault.pk)
    yield ad("inbox/private-key", vault.pk, vault.generation)
    yield from (inner_place(slot) for slot in vault.slots.all())
    for block in vault.blocks.all():
        yield ad("manifest/block", vault.pk, block.pk, block.revision)
    for row in vault.records.all():
        yield ad("record/header", vault.pk, row.id, row.revision)
        yield ad("record/body", vault.pk, row.id, row.revision)


def opens_anything(
    vault: Vault, keys: Iterable[bytes], *, peeled: Iterable[bytes] = ()
) -> bool:
    """Try every key on every blob in every place; the work of one night.

    ``peeled`` is what lay under outer layers that a pepper has opened.
    """
    blobs = [
        blob[start:] for blob in (*stored_bytes(), *peeled) for start in (0, 16, 32)
    ]
    bound = list(places(vault))
    return any(
        exact(key, blob, place) is not None
        for key in keys
        for blob in blobs
        for place in bound
        if blob[:1] == b"\x01"
    )


def everything_from(secrets: Iterable[bytes], vault: Vault) -> set[bytes]:
    """Derive all that the format derives of some secrets, and again of the results."""
    found = {secret for secret in secrets if len(secret) == 32}
    contexts = [b"", *(inner_place(slot) for slot in vault.slots.all())]
    for secret in secrets:
        first = {derive(secret, name, bound) for name in PURPOSES for bound in contexts}
        second = {
            derive(key, name, bound)
            for key in first
            for name in ("slot/commitment", "slot/seal")
            for bound in contexts
        }
        found |= first | second
    return found


def exact(key: bytes, sealed: bytes, place: bytes) -> bytes | None:
    """Open ``0x01 || nonce || GCM``, or return nothing."""
    try:
        return AESGCM(key).decrypt(sealed[1:13], sealed[13:], place)
    except (InvalidTag, ValueError):
        return None


def stretched(slot: Slot, passphrase: str) -> bytes:
    """Run Argon2id at the cost that the row names."""
    argon2 = Argon2id(
        salt=bytes(slot.salt),
        length=32,
        iterations=slot.argon2_time,
        lanes=slot.argon2_lanes,
        memory_cost=slot.argon2_memory_kib,
    )
    return argon2.derive(passphrase.encode())


def peel(slot: Slot, pepper: bytes) -> bytes | None:
    """Open the outer layer of a passphrase slot."""
    key = derive(pepper, "slot/outer")
    return exact(key, bytes(slot.sealed), outer_place(slot))


def key_by_passphrase(slot: Slot, passphrase: str, pepper: bytes) -> bytes | None:
    """Return the vault key from a passphrase slot."""
    wrap = peel(slot, pepper)
    if wrap is None:
        return None
    place = inner_place(slot)
    wrapping = derive(stretched(slot, passphrase), "slot/passphrase", place)
    return unwrapped(wrap, wrapping, place)


def key_by_code(slot: Slot, text: str) -> bytes | None:
    """Return the vault key from a recovery slot."""
    number = 0
    for symbol in text.replace("-", ""):
        number = number * 32 + ALPHABET.index(symbol)
    place = inner_place(slot)
    wrapping = derive((number >> 10).to_bytes(20), "slot/recovery", place)
    return unwrapped(bytes(slot.sealed), wrapping, place)


def key_by_unlock(
    row: Unlock, cookie: bytes, pepper: bytes, session_hash: bytes
) -> bytes | None:
    """Return the vault key from an open journal's row and the browser's cookie."""
    place = ad(
        "unlock",
        *(row.user_id, row.vault_id, row.generation),
        *(cookie[:16], session_hash, int(row.deadline.timestamp())),
    )
    key = derive(cookie[16:] + pepper, "unlock")
    return exact(key, bytes(row.sealed), place)


def unwrapped(wrap: bytes, wrapping: bytes, place: bytes) -> bytes | None:
    """Compare the commitment, which is what would confirm a guess, and unwrap."""
    if wrap[:32] != derive(wrapping, "slot/commitment", place):
        return None
    return exact(derive(wrapping, "slot/seal", place), wrap[32:], place)


def inner_place(slot: Slot) -> bytes:
    """Return the associated data of a slot's wrap."""
    name = {1: "slot/passphrase", 2: "slot/recovery", 3: "slot/passkey"}[slot.kind]
    key_id = bytes(slot.vault.key_id)
    return ad(name, slot.vault_id, slot.pk, slot.generation, key_id)


def outer_place(slot: Slot) -> bytes:
    """Return the associated data of a passphrase slot's outer layer."""
    return ad(
        "slot/passphrase-outer",
        *(slot.vault_id, slot.pk, slot.generation),
        *(slot.pepper_id.encode(), bytes(slot.salt)),
        *(slot.argon2_time, slot.argon2_memory_kib, slot.argon2_lanes),
    )


def windows(data: bytes, size: int) -> set[bytes]:
    """Return every run of ``size`` bytes."""
    return {data[at : at + size] for at in range(len(data) - size + 1)}
