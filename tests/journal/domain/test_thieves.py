"""What thieves can do: the promises, tried with a program that FORMAT.md describes.

Each refusal has its control: the same program opens with what was missing.
"""

import base64
import hashlib

import pytest
from django.conf import settings

from journal.domain import entries, recovering, unlocking
from journal.domain.vaults import start_journal
from journal.models import Slot, Unlock, Vault
from tests.journal import thief
from tests.vectors.reference import derive

PASSPHRASE = "quiet harbour linen oat seven tide"
SESSION = "s" * 32


@pytest.fixture
def vault(journal, words):
    """Alice's rows as they lie in the database, one entry among them."""
    entries.write_entry(journal, words=words)
    return Vault.objects.get(pk=journal.vault_id)


@pytest.fixture
def passphrase_slot(vault):
    return vault.slots.get(kind=Slot.Kind.PASSPHRASE)


@pytest.fixture
def recovery_slot(vault):
    return vault.slots.get(kind=Slot.Kind.RECOVERY)


def peppers():
    return list(settings.JOURNAL_PEPPERS.values())


def server_secrets():
    return [*peppers(), settings.JOURNAL_INBOX_SECRET, settings.SECRET_KEY.encode()]


def readable(vault):
    """Return what a copy of the database shows, whole and in pieces of a key's size."""
    blobs = {blob for blob in thief.stored_bytes() if blob}
    short = {piece for blob in blobs if len(blob) < 200 for piece in pieces(blob)}
    names = {vault.pk.bytes, vault.owner_id.bytes, bytes(vault.key_id)}
    return blobs | short | names


def pieces(blob):
    return {blob[at : at + 32] for at in (0, 1, 13, 32, 45, 61)}


def test_program_opens_with_everything(journal, passphrase_slot):
    key = thief.key_by_passphrase(passphrase_slot, PASSPHRASE, peppers()[0])

    assert key == journal.key.material
    assert thief.opens_anything(journal.vault, [derive(key, "record")])


def test_database_alone_confirms_no_guess(vault, passphrase_slot):
    """The thief has every row and already thinks of the right passphrase."""
    right = thief.stretched(passphrase_slot, PASSPHRASE)

    keys = thief.everything_from([right, bytes(32), bytes(vault.key_id)], vault)

    assert len(keys) > 400
    assert not thief.opens_anything(vault, keys)
    stored = b"".join(thief.stored_bytes())
    assert [key for key in keys if key in stored or key[:16] in stored] == []


def test_database_alone_opens_nothing_by_itself(vault):
    own = [blob for blob in readable(vault) if len(blob) <= 64]

    assert not thief.opens_anything(vault, own)
    assert not thief.opens_anything(
        vault, (derive(blob, name) for blob in own for name in ("record", "manifest"))
    )


def test_right_guess_looks_like_a_wrong_one_without_the_pepper(passphrase_slot):
    for pepper in (bytes(32), b"x" * 32, peppers()[1]):
        assert thief.key_by_passphrase(passphrase_slot, PASSPHRASE, pepper) is None
    assert thief.key_by_passphrase(passphrase_slot, PASSPHRASE, peppers()[0])


def test_database_and_all_secrets_open_nothing(journal, vault, passphrase_slot):
    unlocking.keep_open(journal, session_key=SESSION)
    wrap = thief.peel(passphrase_slot, peppers()[0])
    public = sorted(each for each in readable(vault) if len(each) <= 64)

    keys = thief.everything_from([*server_secrets(), wrap[:32], *public[:3]], vault)
    keys |= {derive(a + b, "unlock") for a in public for b in server_secrets()}

    assert len(wrap) == 93
    assert len(keys) > 1000
    assert not thief.opens_anything(vault, keys, peeled=[wrap])


@pytest.mark.parametrize(
    ("guess", "is_right"),
    [
        (PASSPHRASE, True),
        ("", False),
        ("alice", False),
        ("quiet harbour linen oat seven tides", False),
    ],
)
def test_thief_of_all_secrets_can_only_guess(journal, passphrase_slot, guess, is_right):
    key = thief.key_by_passphrase(passphrase_slot, guess, peppers()[0])

    assert key == (journal.key.material if is_right else None)


def test_code_opens_without_any_server_secret(journal, recovery_slot):
    code = recovering.pending_code(journal)
    other = code[:-6] + code[-6:][::-1]

    assert thief.key_by_code(recovery_slot, code) == journal.key.material
    assert thief.key_by_code(recovery_slot, other) is None


def test_key_of_one_journal_opens_nothing_of_another(journal, carol, vault):
    hers = start_journal(carol, passphrase=PASSPHRASE)

    keys = thief.everything_from([hers.key.material], vault)

    assert not any(
        thief.exact(key, bytes(row.body), place)
        for key in keys
        for row in vault.records.all()
        for place in thief.places(vault)
    )


def halves(opening):
    cookie = base64.urlsafe_b64decode(opening.cookie)
    return Unlock.objects.get(), cookie, hashlib.sha256(SESSION.encode()).digest()


def test_row_and_cookie_and_pepper_together_open(journal):
    row, cookie, session = halves(unlocking.keep_open(journal, session_key=SESSION))

    key = thief.key_by_unlock(row, cookie, peppers()[0], session)

    assert key == journal.key.material


def test_row_without_the_cookie_opens_nothing(journal, vault):
    row, cookie, session = halves(unlocking.keep_open(journal, session_key=SESSION))
    guesses = {blob for blob in readable(vault) if len(blob) == 32} | {bytes(32)}

    for half in guesses | {hashlib.sha256(cookie[:16]).digest(), session}:
        known = cookie[:16] + half
        for pepper in peppers():
            assert thief.key_by_unlock(row, known, pepper, session) is None


def test_row_does_not_contain_or_name_the_cookie(journal):
    row, cookie, _session = halves(unlocking.keep_open(journal, session_key=SESSION))

    stored = bytes(row.sealed) + row.id_hash.encode() + bytes.fromhex(row.id_hash)

    assert [part for part in thief.windows(cookie, 8) if part in stored] == []
    assert row.id_hash == hashlib.sha256(cookie[:16]).hexdigest()


def test_cookie_without_the_row_opens_nothing(journal, vault):
    opening = unlocking.keep_open(journal, session_key=SESSION)
    _row, cookie, session = halves(opening)
    Unlock.objects.all().delete()

    parts = thief.windows(cookie, 32) | {cookie, session}
    keys = thief.everything_from(parts, vault)
    keys |= {derive(part + each, "unlock") for part in parts for each in peppers()}

    assert journal.key.material not in keys
    assert not thief.opens_anything(vault, keys)
    assert unlocking.opened(
        journal.vault.owner, cookie=opening.cookie, session_key=SESSION
    ) is None  # fmt: skip


def test_row_and_cookie_without_the_pepper_open_nothing(journal):
    row, cookie, session = halves(unlocking.keep_open(journal, session_key=SESSION))

    for pepper in (b"", bytes(32), b"x" * 32, peppers()[1]):
        assert thief.key_by_unlock(row, cookie, pepper, session) is None
