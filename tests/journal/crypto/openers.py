"""What opens each file of vectors: the journal's own readers, with their keys."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from journal.crypto.inbox import DraftPlace, NotePlace, open_note
from journal.crypto.inbox_keys import (
    InboxPlace,
    InboxPrivateKey,
    InboxPublicKey,
    open_private_key,
    verify_public_key,
)
from journal.crypto.kdf import Argon2Parameters
from journal.crypto.keys import Pepper, ServerSecret, VaultKey, key_id_of
from journal.crypto.manifest import open_block, open_head
from journal.crypto.manifest_block import ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.crypto.origin import Origin, open_origin
from journal.crypto.pending_key import open_pending_key
from journal.crypto.records import Part, open_part
from journal.crypto.recovery import RecoveryCode
from journal.crypto.search_token import open_words
from journal.crypto.slots import (
    PasskeySlot,
    PassphraseSlot,
    RecoverySlot,
    SlotPlace,
    unwrap_with_code,
    unwrap_with_passkey,
    unwrap_with_passphrase,
)
from journal.crypto.tickets import KeepTicket, verify_ticket
from journal.crypto.unlock import BrowserHalf, UnlockPlace, unwrap_for_session
from tests.vectors import reference as ref

KEY = VaultKey(ref.VAULT_KEY)
PEPPER = Pepper(ref.PEPPER_ID, ref.PEPPER)
SECRET = ServerSecret(ref.SERVER_SECRET)
HALF = BrowserHalf(ref.HALF)
PLACE = SlotPlace(ref.VAULT, ref.SLOT, 3)
PRIVATE_KEY = InboxPrivateKey(b"m" * 64 + b"x" * 32)
NOTE = UUID(int=7 << 64 | 7)


def passphrase_slot(sealed: bytes) -> VaultKey:
    stored = PassphraseSlot(
        ref.SALT, Argon2Parameters(*ref.COST), ref.PEPPER_ID, sealed
    )
    return unwrap_with_passphrase(
        stored, ref.PASSPHRASE, place=PLACE, key_id=key_id_of(KEY), pepper=PEPPER
    )


def code_slot(sealed: bytes) -> VaultKey:
    code = RecoveryCode(ref.CODE[:4], ref.CODE[4:])
    stored = RecoverySlot(code.locator_hash, sealed)
    return unwrap_with_code(stored, code, place=PLACE, key_id=key_id_of(KEY))


def passkey_slot(sealed: bytes) -> VaultKey:
    return unwrap_with_passkey(
        PasskeySlot(sealed), ref.PRF_OUTPUT, place=PLACE, key_id=key_id_of(KEY)
    )


def part(which: Part) -> Callable[[bytes], bytes]:
    place: dict[str, Any] = {"vault": ref.VAULT, "record": ref.RECORD, "revision": 7}
    return lambda sealed: open_part(KEY, which, sealed, **place)


def manifest_block(sealed: bytes) -> tuple[ManifestLine, ...]:
    return open_block(KEY, sealed, vault=ref.VAULT, block=ref.BLOCK, revision=5)


def manifest_head(sealed: bytes) -> ManifestHead:
    return open_head(KEY, sealed, vault=ref.VAULT)


def pending_key(sealed: bytes) -> VaultKey:
    return open_pending_key(KEY, sealed, vault=ref.VAULT, generation=4)


def unlock_row(sealed: bytes) -> VaultKey:
    place = UnlockPlace(ref.USER, ref.VAULT, 3, b"u" * 32, b"k" * 32, ref.NOW)
    return unwrap_for_session(sealed, half=HALF, pepper=PEPPER, place=place)


def inbox_key(sealed: bytes) -> InboxPrivateKey:
    return open_private_key(KEY, sealed, vault=ref.VAULT, generation=3)


def public_key(stored: bytes) -> InboxPublicKey:
    """Check a public key that is followed by its MAC, as both stand in one row."""
    material, mac = stored[:1216], stored[1216:]
    place = InboxPlace(ref.USER, ref.VAULT, 3)
    return verify_public_key(material, mac, secret=SECRET, place=place)


def note(sealed: bytes) -> bytes:
    return open_note(PRIVATE_KEY, sealed, place=NotePlace(ref.VAULT, 3, NOTE))


def draft(sealed: bytes) -> bytes:
    return open_note(PRIVATE_KEY, sealed, place=DraftPlace(ref.VAULT, 3, ref.FORM, 12))


def ticket(token: str) -> KeepTicket:
    return verify_ticket(token, secret=SECRET, now=ref.NOW)


def origin(token: str) -> Origin:
    return open_origin(KEY, token, vault=ref.VAULT)


def words(token: str) -> str:
    return open_words(token, half=HALF)


def from_hex(opener: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda sealed: opener(bytes.fromhex(sealed))


SEALED: dict[str, Callable[[bytes], object]] = {
    "passphrase_slots": passphrase_slot,
    "code_slots": code_slot,
    "passkey_slots": passkey_slot,
    "headers": part(Part.HEADER),
    "records": part(Part.BODY),
    "version_headers": part(Part.EARLIER_HEADER),
    "versions": part(Part.EARLIER_BODY),
    "blocks": manifest_block,
    "heads": manifest_head,
    "pending_keys": pending_key,
    "unlocks": unlock_row,
    "inboxes": inbox_key,
    "public_keys": public_key,
    "notes": note,
    "drafts": draft,
}
TOKENS: dict[str, Callable[[str], object]] = {
    "tickets": ticket,
    "origins": origin,
    "searches": words,
}
OPENERS: dict[str, Callable[[str], object]] = {
    **{file: from_hex(opener) for file, opener in SEALED.items()},
    **TOKENS,
}


def good(file: str, name: str = "") -> str:
    """Return what opens: the vector of that name, or the first of its file."""
    found = (v for v in ref.load(file) if v["name"] == name or not name)
    return str(next(found)["sealed"])
