"""Every stored layout against the frozen vectors."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from journal.crypto.encoding import from_text
from journal.crypto.errors import OpenError
from journal.crypto.inbox import DraftPlace, NotePlace, open_note
from journal.crypto.inbox_keys import (
    InboxPlace,
    InboxPrivateKey,
    InboxPublicKey,
    authenticate_public_key,
    open_private_key,
    verify_public_key,
)
from journal.crypto.kdf import Argon2Parameters
from journal.crypto.keys import (
    Pepper,
    Purpose,
    ServerSecret,
    VaultKey,
    key_id_of,
    subkey,
)
from journal.crypto.manifest import open_block, open_head
from journal.crypto.manifest_block import ManifestLine, decode_block
from journal.crypto.manifest_head import ManifestBlock, ManifestHead, ManifestSlot
from journal.crypto.origin import Origin, open_origin
from journal.crypto.padding import pad, padded_size
from journal.crypto.pending_key import open_pending_key
from journal.crypto.records import open_body
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
from journal.crypto.versions import open_version_body, open_version_header
from tests.vectors import generate
from tests.vectors import reference as ref

KEY = VaultKey(ref.VAULT_KEY)
PEPPER = Pepper(ref.PEPPER_ID, ref.PEPPER)
SECRET = ServerSecret(ref.SERVER_SECRET)
HALF = BrowserHalf(ref.HALF)
PLACE = SlotPlace(ref.VAULT, ref.SLOT, 3)
PRIVATE_KEY = InboxPrivateKey(b"m" * 64 + b"x" * 32)
NOW = 1_800_000_000
LINE = ManifestLine(
    *(ref.RECORD, 7, b"d" * 32, -1),
    offset=-300,
    kind=1,
    flags=2,
    mood=3,
    tags=(9, 65535),
)
HEAD = ManifestHead(
    *(42, 3, ref.RECORD),
    (ManifestBlock(ref.BLOCK, 5, b"d" * 32, 1, -1, -1),),
    (ManifestSlot(ref.SLOT, 3),),
)


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


def record_body(sealed: bytes) -> bytes:
    return open_body(KEY, sealed, vault=ref.VAULT, record=ref.RECORD, revision=7)


def version_body(sealed: bytes) -> bytes:
    place = {"vault": ref.VAULT, "record": ref.RECORD, "revision": 7}
    return open_version_body(KEY, sealed, **place)


def version_header(sealed: bytes) -> bytes:
    place = {"vault": ref.VAULT, "record": ref.RECORD, "revision": 7}
    return open_version_header(KEY, sealed, **place)


def manifest_block(sealed: bytes) -> tuple[ManifestLine, ...]:
    return open_block(KEY, sealed, vault=ref.VAULT, block=ref.BLOCK, revision=5)


def manifest_head(sealed: bytes) -> ManifestHead:
    return open_head(KEY, sealed, vault=ref.VAULT)


def pending_key(sealed: bytes) -> VaultKey:
    return open_pending_key(KEY, sealed, vault=ref.VAULT, generation=4)


def unlock_row(sealed: bytes) -> VaultKey:
    place = UnlockPlace(ref.USER, ref.VAULT, 3, b"u" * 32, b"k" * 32, NOW)
    return unwrap_for_session(sealed, half=HALF, pepper=PEPPER, place=place)


def inbox_key(sealed: bytes) -> InboxPrivateKey:
    return open_private_key(KEY, sealed, vault=ref.VAULT, generation=3)


def note(sealed: bytes) -> bytes:
    place = NotePlace(ref.VAULT, 3, UUID(int=7 << 64 | 7))
    return open_note(PRIVATE_KEY, sealed, place=place)


def ticket(token: str) -> KeepTicket:
    return verify_ticket(token, secret=SECRET, now=NOW)


def origin(token: str) -> Origin:
    return open_origin(KEY, token, vault=ref.VAULT)


def words(token: str) -> str:
    return open_words(token, half=HALF)


def from_hex(opener: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda sealed: opener(bytes.fromhex(sealed))


OPENERS: dict[str, Callable[[str], object]] = {
    "passphrase_slots": from_hex(passphrase_slot),
    "code_slots": from_hex(code_slot),
    "passkey_slots": from_hex(passkey_slot),
    "records": from_hex(record_body),
    "versions": from_hex(version_body),
    "blocks": from_hex(manifest_block),
    "heads": from_hex(manifest_head),
    "pending_keys": from_hex(pending_key),
    "unlocks": from_hex(unlock_row),
    "inboxes": from_hex(inbox_key),
    "notes": from_hex(note),
    "tickets": ticket,
    "origins": origin,
    "searches": words,
}
REFUSALS = [
    pytest.param(opener, vector["sealed"], id=f"{file}: {vector['name']}")
    for file, opener in OPENERS.items()
    for vector in ref.load(file)
    if not vector["opens"]
]


def good(file: str, name: str) -> str:
    sealed = next(v["sealed"] for v in ref.load(file) if v["name"] == name)
    return str(sealed)


@pytest.mark.parametrize(("opener", "sealed"), REFUSALS)
def test_vector_that_must_fail_is_refused(opener, sealed):
    with pytest.raises(OpenError):
        opener(sealed)


@pytest.mark.parametrize(
    ("file", "name", "content"),
    [
        ("passphrase_slots", "passphrase", KEY),
        ("code_slots", "code", KEY),
        ("passkey_slots", "passkey", KEY),
        ("records", "body", ref.BODY),
        ("records", "empty body", b""),
        ("versions", "body", ref.BODY),
        ("blocks", "one line", (LINE,)),
        ("heads", "full", HEAD),
        ("heads", "blank", ManifestHead(0, 0)),
        ("pending_keys", "pending key", VaultKey(b"n" * 32)),
        ("unlocks", "unlock", KEY),
        ("notes", "note", b"I wrote this while it was locked.\n"),
        ("tickets", "ticket", KeepTicket(ref.USER, ref.VAULT, ref.FORM, ref.RECORD, 7)),
        ("origins", "origin", Origin(ref.FORM, ref.RECORD, 7)),
        ("searches", "words", "schöne Tage"),
    ],
)
def test_vector_opens_to_its_content(file, name, content):
    assert OPENERS[file](good(file, name)) == content


def test_header_of_a_version_opens_as_a_header_only():
    sealed = bytes.fromhex(good("versions", "header"))

    assert version_header(sealed) == ref.BODY
    with pytest.raises(OpenError):
        version_header(bytes.fromhex(good("versions", "body")))


def test_draft_vector_opens_at_its_sequence_only():
    sealed = bytes.fromhex(good("notes", "draft"))
    place = DraftPlace(ref.VAULT, 3, ref.FORM, 12)

    assert open_note(PRIVATE_KEY, sealed, place=place) == b"half a sen"
    with pytest.raises(OpenError):
        open_note(PRIVATE_KEY, sealed, place=DraftPlace(ref.VAULT, 3, ref.FORM, 13))


def test_inbox_vector_gives_the_public_key_and_its_mac():
    vector = ref.load("inboxes")[0]
    public, mac = bytes.fromhex(vector["public"]), bytes.fromhex(vector["mac"])
    place: dict[str, Any] = {
        "secret": SECRET,
        "place": InboxPlace(ref.USER, ref.VAULT, 3),
    }

    opened = inbox_key(bytes.fromhex(vector["sealed"]))

    assert opened.material == PRIVATE_KEY.material
    assert opened.public_key == InboxPublicKey(public)
    assert authenticate_public_key(opened.public_key, **place) == mac
    assert verify_public_key(public, mac, **place) == opened.public_key


@pytest.mark.parametrize("vector", ref.load("block_layouts"), ids=lambda v: v["name"])
def test_malformed_block_layout_is_refused(vector):
    data = bytes.fromhex(vector["start"]).ljust(vector["size"], b"\0")

    with pytest.raises(OpenError):
        decode_block(data)


def test_subkeys_match_their_vectors():
    derived = [
        {
            "purpose": v["purpose"],
            "key": subkey(KEY, Purpose(v["purpose"])).material.hex(),
        }
        for v in ref.load("keys")
    ]

    assert derived == ref.load("keys")


def test_padded_sizes_match_their_vectors():
    sizes = [
        {**v, "padded": padded_size(v["size"], floor=v["floor"])}
        for v in ref.load("paddings")
    ]

    assert sizes == ref.load("paddings")
    assert pad(b"abc", floor=8) == b"\0\0\0\3abc\0"


@pytest.mark.parametrize("vector", ref.load("codes"), ids=lambda v: v["text"])
def test_recovery_code_matches_its_vector(vector):
    locator, secret = bytes.fromhex(vector["locator"]), bytes.fromhex(vector["secret"])

    code = RecoveryCode(locator, secret)

    assert code.text == vector["text"]
    assert code.locator_hash.hex() == vector["locator_hash"]
    assert RecoveryCode.parse(vector["text"]) == code


def test_generator_makes_the_same_vectors_again():
    made = generate.build()

    assert {name: ref.load(name) for name in made} == made


def test_token_vectors_are_spelled_in_one_way():
    assert len(from_text(good("tickets", "ticket"))) == 113
