"""Arriving: what is put right, and what is told, once a journal has opened."""

from journal.crypto.inbox_keys import InboxPrivateKey
from journal.domain import entries, recovering
from journal.domain.arriving import arrive
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock, Record, Vault
from tests.journal.domain.late import form_for, keep, shown


def test_swapped_inbox_key_is_told_once_and_is_the_own_again(journal):
    form = form_for(journal)
    Vault.objects.update(
        inbox_public_key=InboxPrivateKey.generate().public_key.material
    )
    journal.vault.refresh_from_db()

    first = arrive(journal)

    journal.vault.refresh_from_db()
    second = arrive(journal)
    assert (first.inbox_was_changed, second.inbox_was_changed) == (True, False)
    keep(form)
    assert arrive(journal).taken == 1
    assert shown(journal) == [("Late", True)]


def test_use_of_the_code_is_told_once(journal, passphrase):
    recovering.recover(recovering.pending_code(journal), passphrase=passphrase)
    journal.vault.refresh_from_db()

    told = [arrive(journal).code_was_used for _ in range(2)]

    assert told == [True, False]


def test_use_of_the_code_is_told_again_while_the_list_cannot_be_written(
    journal, words, passphrase
):
    entries.write_entry(journal, words=words)
    recovering.recover(recovering.pending_code(journal), passphrase=passphrase)
    journal.vault.refresh_from_db()
    ManifestBlock.objects.update(sealed=b"damaged")

    told = [arrive(journal).code_was_used for _ in range(2)]

    assert told == [True, True]


def test_save_on_another_device_meanwhile_does_not_ring(journal, words):
    entries.write_entry(journal, words=words)
    arriving_here = OpenJournal(Vault.objects.get(), journal.key)
    entries.write_entry(journal, words=Words("", "saved elsewhere, just now"))

    assert arrive(arriving_here).is_as_left


def test_changed_row_rings_whoever_else_is_saving(journal, words):
    entry = entries.write_entry(journal, words=words)
    arriving_here = OpenJournal(Vault.objects.get(), journal.key)
    entries.write_entry(journal, words=Words("", "saved elsewhere, just now"))
    Record.objects.filter(id=entry).update(body=b"nothing")

    assert not arrive(arriving_here).is_as_left
