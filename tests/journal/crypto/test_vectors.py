"""Every stored layout against the frozen vectors."""

import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from journal.crypto import records
from journal.crypto.contexts import FIELD_KINDS, Context, associated_data
from journal.crypto.encoding import from_text
from journal.crypto.errors import OpenError
from journal.crypto.inbox import DraftPlace, open_note
from journal.crypto.inbox_keys import (
    InboxPlace,
    InboxPublicKey,
    authenticate_public_key,
)
from journal.crypto.kdf import Argon2Parameters, stretch
from journal.crypto.keys import Purpose, VaultKey, derive, key_id_of, subkey
from journal.crypto.manifest import block_digest
from journal.crypto.manifest_block import BlockView, ManifestLine
from journal.crypto.manifest_head import ManifestBlock, ManifestHead, ManifestSlot
from journal.crypto.origin import Origin
from journal.crypto.padding import pad, padded_size
from journal.crypto.passphrase import PassphraseError, normalise
from journal.crypto.recovery import CodeTypingError, RecoveryCode
from journal.crypto.tickets import KeepTicket
from tests.journal.crypto.openers import (
    KEY,
    OPENERS,
    PRIVATE_KEY,
    SECRET,
    good,
    inbox_key,
)
from tests.vectors import generate
from tests.vectors import reference as ref

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
TICKET = KeepTicket(ref.USER, ref.VAULT, ref.FORM, ref.RECORD, 7)
PUBLIC = InboxPublicKey(bytes.fromhex(ref.load("inboxes")[0]["public"]))
REFUSALS = [
    pytest.param(opener, vector["sealed"], id=f"{file}: {vector['name']}")
    for file, opener in OPENERS.items()
    for vector in ref.load(file)
    if not vector["opens"]
]
KNOWN = [
    ("passphrase_slots", "passphrase", KEY),
    ("code_slots", "code", KEY),
    ("passkey_slots", "passkey", KEY),
    ("headers", "header", ref.HEADER),
    ("records", "body", ref.BODY),
    ("records", "empty body", b""),
    ("version_headers", "earlier header", ref.BODY),
    ("versions", "earlier body", ref.BODY),
    ("blocks", "one line", (LINE,)),
    ("heads", "full", HEAD),
    ("heads", "blank", ManifestHead(0, 0)),
    ("pending_keys", "pending key", VaultKey(b"n" * 32)),
    ("unlocks", "unlock", KEY),
    ("public_keys", "public key", PUBLIC),
    ("notes", "note", b"I wrote this while it was locked.\n"),
    ("drafts", "draft", b"half a sen"),
    ("tickets", "ticket", TICKET),
    ("tickets", "oldest", TICKET),
    ("tickets", "ahead", TICKET),
    ("origins", "origin", Origin(ref.FORM, ref.RECORD, 7)),
    ("searches", "words", "schöne Tage"),
]


@pytest.mark.parametrize(("opener", "sealed"), REFUSALS)
def test_vector_that_must_fail_is_refused(opener, sealed):
    with pytest.raises(OpenError):
        opener(sealed)


@pytest.mark.parametrize(("file", "name", "content"), KNOWN)
def test_vector_opens_to_its_content(file, name, content):
    assert OPENERS[file](good(file, name)) == content


def test_every_file_has_its_test():
    """A private key has no equality: its own test compares the bytes."""
    opened = {(file, name) for file, name, _content in KNOWN}
    own = {("inboxes", "private key")}
    plain = {
        *("keys", "derivations", "key_ids", "contexts", "paddings", "digests"),
        *("passphrases", "codes", "typed_codes", "block_layouts"),
    }

    files = {path.stem for path in Path(ref.FOLDER).glob("*.json")}

    assert files == set(OPENERS) | plain
    assert opened | own == {
        (file, vector["name"])
        for file in OPENERS
        for vector in ref.load(file)
        if vector["opens"]
    }
    refused = {
        file for file in OPENERS if not all(each["opens"] for each in ref.load(file))
    }
    assert refused == set(OPENERS)


def test_draft_vector_opens_at_its_sequence_only():
    sealed = bytes.fromhex(good("drafts"))
    place = DraftPlace(ref.VAULT, 3, ref.FORM, 12)

    assert open_note(PRIVATE_KEY, sealed, place=place) == b"half a sen"
    with pytest.raises(OpenError):
        open_note(PRIVATE_KEY, sealed, place=DraftPlace(ref.VAULT, 3, ref.FORM, 13))


def test_inbox_vector_gives_the_public_key_and_its_mac():
    vector = ref.load("inboxes")[0]
    mac = bytes.fromhex(vector["mac"])
    place: dict[str, Any] = {
        "secret": SECRET,
        "place": InboxPlace(ref.USER, ref.VAULT, 3),
    }

    opened = inbox_key(bytes.fromhex(vector["sealed"]))

    assert opened.material == PRIVATE_KEY.material
    assert opened.public_key == PUBLIC
    assert authenticate_public_key(PUBLIC, **place) == mac


@pytest.mark.parametrize("vector", ref.load("block_layouts"), ids=lambda v: v["name"])
def test_malformed_block_layout_is_refused(vector):
    data = bytes.fromhex(vector["start"]).ljust(vector["size"], b"\0")

    with pytest.raises(OpenError):
        BlockView(data).lines()


def test_subkeys_match_their_vectors():
    derived = [
        {
            "purpose": v["purpose"],
            "key": subkey(KEY, Purpose(v["purpose"])).material.hex(),
        }
        for v in ref.load("keys")
    ]

    assert derived == ref.load("keys")


@pytest.mark.parametrize("vector", ref.load("derivations"), ids=lambda v: v["purpose"])
def test_derivation_matches_its_vector(vector):
    secret, context = bytes.fromhex(vector["secret"]), bytes.fromhex(vector["context"])

    derived = derive(secret, Purpose(vector["purpose"]), context=context)

    assert derived.material.hex() == vector["key"]


def test_every_purpose_has_its_vector():
    assert {v["purpose"] for v in ref.load("derivations")} == set(Purpose)


@pytest.mark.parametrize("vector", ref.load("key_ids"))
def test_key_id_matches_its_vector(vector):
    vault_key = VaultKey(bytes.fromhex(vector["vault_key"]))

    assert key_id_of(vault_key).hex() == vector["key_id"]


@pytest.mark.parametrize("vector", ref.load("contexts"), ids=lambda v: v["name"])
def test_associated_data_matches_its_vector(vector):
    (context,) = (c for c in Context if c.value[0] == vector["name"])
    readers = {UUID: UUID, int: int, bytes: bytes.fromhex}
    fields = {
        name: readers[FIELD_KINDS[name]](value)
        for name, value in vector["fields"].items()
    }

    assert associated_data(context, **fields).hex() == vector["bytes"]


def test_every_context_has_its_vector():
    assert [v["name"] for v in ref.load("contexts")] == [c.value[0] for c in Context]


def test_digests_match_their_vectors():
    record, block, locator = ref.load("digests")
    parts = [bytes.fromhex(part) for part in record["parts"]]

    assert records.digest(*parts).hex() == record["digest"]
    assert block_digest(bytes.fromhex(block["parts"][0])).hex() == block["digest"]
    code = RecoveryCode(bytes.fromhex(locator["parts"][0]), bytes(16))
    assert code.locator_hash.hex() == locator["digest"]


@pytest.mark.parametrize("vector", ref.load("passphrases"))
def test_passphrase_matches_its_vector(vector):
    if not vector["opens"]:
        with pytest.raises(PassphraseError):
            normalise(vector["typed"])
        return
    parameters = Argon2Parameters(*ref.COST)

    normalised = normalise(vector["typed"])

    assert normalised.hex() == vector["normalised"]
    stretched = stretch(normalised, salt=ref.SALT, parameters=parameters)
    assert stretched.material.hex() == vector["stretched"]


def test_passphrase_vectors_hold_one_text_in_two_spellings():
    typed = [v["typed"] for v in ref.load("passphrases") if v["opens"]]

    composed = {unicodedata.normalize("NFC", text).strip() for text in typed}

    assert len(composed) < len(set(typed))


@pytest.mark.parametrize("vector", ref.load("typed_codes"))
def test_typed_code_matches_its_vector(vector):
    if not vector["opens"]:
        with pytest.raises(CodeTypingError):
            RecoveryCode.parse(vector["typed"])
        return

    assert RecoveryCode.parse(vector["typed"]).text == vector["text"]


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

    assert {name: ref.written(name) for name in made} == made
    sealed_once = {path.stem for path in ref.FOLDER.glob("*.json")} - set(made)
    assert sealed_once == {"notes", "drafts"}


def test_token_vectors_are_spelled_in_one_way():
    assert len(from_text(good("tickets", "ticket"))) == 113
