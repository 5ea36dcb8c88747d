"""Erasing: every row goes, at once, and is noted outside the database."""

import pytest
from django.apps import apps

from journal.domain import entries, erasing, inbox, unlocking
from journal.domain.errors import LedgerError, WrongSecretError
from journal.domain.matter import Words
from journal.domain.ports import ports
from journal.models import Slot, Unlock, Vault
from tests.journal.remains import rows_of


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "folder" / "ledger"
    return settings.LEDGER_FILE


@pytest.fixture
def full(journal, words):
    """A journal with a row in every table."""
    entry = entries.write_entry(journal, words=words)
    entries.revise_entry(journal, record=entry, base=1, words=Words("", "Other."))
    unlocking.keep_open(journal, session_key="s")
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "Typed while it was closed."))
    tables = {model.__name__ for model in apps.get_app_config("journal").get_models()}
    assert set(rows_of(journal.vault_id)) == tables
    return journal


def test_no_row_is_left_of_an_erased_journal(full, carols, words, passphrase):
    entries.write_entry(carols, words=words)
    hers = rows_of(carols.vault_id)

    erasing.erase_journal(full, passphrase=passphrase)

    assert rows_of(full.vault_id) == {}
    assert rows_of(carols.vault_id) == hers
    assert ports.ledger.erased_among([carols.vault_id, full.vault_id]) == [
        full.vault_id
    ]


def test_wrong_passphrase_erases_nothing(full, ledger):
    before = rows_of(full.vault_id)

    with pytest.raises(WrongSecretError):
        erasing.erase_journal(full, passphrase="not these words")

    assert rows_of(full.vault_id) == before
    assert not ledger.exists()


def test_nothing_is_erased_that_cannot_be_noted(full, ledger, passphrase):
    before = rows_of(full.vault_id)
    ledger.parent.write_text("a file where the folder should be")

    with pytest.raises(LedgerError):
        erasing.erase_journal(full, passphrase=passphrase)

    assert rows_of(full.vault_id) == before


def test_erased_journal_is_locked_in_every_browser(full, alice, passphrase):
    opening = unlocking.keep_open(full, session_key="other")

    erasing.erase_journal(full, passphrase=passphrase)

    assert Unlock.objects.count() == 0
    assert unlocking.opened(alice, cookie=opening.cookie, session_key="other") is None


def test_locking_all_leaves_no_unlock_row(full, carols):
    unlocking.keep_open(carols, session_key="s")

    erasing.lock_all()

    assert Unlock.objects.count() == 0
    assert Vault.objects.count() == 2


def test_journal_noted_but_still_there_is_erased_at_the_next_start(full, carols):
    """The note was written, and then the power failed before the commit."""
    ports.ledger.note_erased(full.vault_id)

    assert erasing.erase_noted() == 1

    assert rows_of(full.vault_id) == {}
    assert Slot.objects.filter(vault=carols.vault_id).count() == 2
    assert erasing.erase_noted() == 0
