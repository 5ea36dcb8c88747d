"""New keys, read by the second program: before the exchange, and after it."""

import pytest
from django.conf import settings

from journal.domain import entries, exchanging, inbox, renewing
from journal.domain.matter import Words
from journal.domain.vaults import start_journal
from journal.models import Vault
from tests.journal import decoder
from tests.journal.decoder import DecodeError
from tests.journal.test_decoder import dump_of

OLD = "quiet harbour linen oat seven tide"
NEW = "sable orchard mint quill nine lantern"
SECRET = settings.JOURNAL_INBOX_SECRET
TEXTS = {"I took the stairs.", "später ☾", ""}


@pytest.fixture
def journal(alice):
    """Alice's journal with a few entries and a note that waits."""
    journal = start_journal(alice, passphrase=OLD)
    for text in TEXTS:
        entries.write_entry(journal, words=Words("№", text))
    return journal


@pytest.fixture
def under_way(journal):
    """New keys are made, confirmed and copied; the old ones still count."""
    renewing.begin(journal, old=OLD, new=NEW, session_key="a session's key")
    code = renewing.renewal_of(journal).code.text
    renewing.confirm_code(journal, text=code)
    exchanging.go_on(journal, session_key="a session's key")
    return code


def key_of(dump, passphrase):
    return decoder.key_from_passphrase(dump, passphrase, settings.JOURNAL_PEPPERS)


def texts_of(dump, key):
    opened = decoder.decode(dump, key, server_secret=SECRET)
    settings_id = opened.head.settings
    return {text for record, text in opened.bodies.items() if record != settings_id}


def test_half_way_the_old_key_opens_all_and_the_copies(journal, under_way):
    dump = dump_of(journal.vault_id)

    key = key_of(dump, OLD)
    pending, copies = decoder.decode_copies(dump, key)

    assert texts_of(dump, key) == TEXTS
    assert set(copies.values()) == TEXTS
    assert pending != key
    with pytest.raises(DecodeError):
        key_of(dump, NEW)
    with pytest.raises(DecodeError):
        decoder.key_from_code(dump, under_way)


def test_after_the_exchange_the_new_key_opens_all(journal, under_way):
    pending, _copies = decoder.decode_copies(
        dump_of(journal.vault_id), key_of(dump_of(journal.vault_id), OLD)
    )
    while not exchanging.go_on(journal, session_key="a session's key"):
        continue
    ticket = inbox.seal_for_drop(Vault.objects.get())
    inbox.keep(ticket=ticket, token="", words=Words("", "from the drop page"))
    dump = dump_of(journal.vault_id)

    key = key_of(dump, NEW)

    assert key == decoder.key_from_code(dump, under_way) == pending
    assert texts_of(dump, key) == TEXTS
    opened = decoder.decode(dump, key, server_secret=SECRET)
    ((note, *_earlier),) = opened.notes.values()
    assert note["text"] == "from the drop page"
    with pytest.raises(DecodeError):
        key_of(dump, OLD)


@pytest.mark.parametrize("at", [0, 1, 20, 60])
def test_flipped_byte_of_the_pending_key_is_refused(journal, under_way, at):
    dump = dump_of(journal.vault_id)
    key = key_of(dump, OLD)
    sealed = bytearray(dump.vault["pending_key"])
    sealed[at] ^= 1
    changed = dump._replace(vault={**dump.vault, "pending_key": bytes(sealed)})

    with pytest.raises(DecodeError):
        decoder.decode_copies(changed, key)
