"""What is found on arrival, also while another device is saving."""

from journal.domain import arriving, entries
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.models import Record, Vault


def test_save_on_another_device_meanwhile_does_not_ring(journal, words):
    entries.write_entry(journal, words=words)
    arriving_here = OpenJournal(Vault.objects.get(), journal.key)
    entries.write_entry(journal, words=Words("", "saved elsewhere, just now"))

    assert arriving.arrive(arriving_here).is_as_left


def test_changed_row_rings_whoever_else_is_saving(journal, words):
    entry = entries.write_entry(journal, words=words)
    arriving_here = OpenJournal(Vault.objects.get(), journal.key)
    entries.write_entry(journal, words=Words("", "saved elsewhere, just now"))
    Record.objects.filter(id=entry).update(body=b"nothing")

    assert not arriving.arrive(arriving_here).is_as_left
