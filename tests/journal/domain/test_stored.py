"""What is shown of a row is what lies in the row."""

from uuid import UUID

import pytest
from django.db import connection
from django.http import Http404

from journal.crypto.manifest_block import LINES_PER_BLOCK, ManifestLine
from journal.domain import entries, manifest, stored
from journal.domain.errors import EntryDamagedError
from journal.domain.matter import Words
from journal.domain.vaults import start_journal
from journal.models import ManifestBlock, Record

PASSPHRASE = "quiet harbour linen oat seven tide"
WORDS = Words("The lift", "I took the stairs. " * 100)


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


def test_stored_entry_shows_the_bytes_of_the_row(journal):
    record = entries.write_entry(journal, words=WORDS)

    found = stored.stored_entry(journal, record=record)

    row = Record.objects.get(id=record)
    assert bytes.fromhex(found.header.groups) == bytes(row.header)[: stored.SHOWN]
    assert bytes.fromhex(found.body.groups) == bytes(row.body)[: stored.SHOWN]
    assert (found.header.size, found.body.size) == (len(row.header), len(row.body))
    assert (found.vault, found.entry.words) == (journal.vault_id, WORDS)


def test_stored_entry_shows_the_block_of_its_line(journal):
    record = entries.write_entry(journal, words=WORDS)

    found = stored.stored_entry(journal, record=record)

    (block,) = ManifestBlock.objects.filter(vault=journal.vault_id)
    assert found.block is not None
    assert found.block.size == len(block.sealed)
    assert bytes.fromhex(found.block.groups) == bytes(block.sealed)[: stored.SHOWN]
    assert found.block.is_cut


@pytest.mark.parametrize(("size", "is_cut"), [(512, False), (513, True)])
def test_stored_field_is_cut_only_when_there_is_more(size, is_cut):
    assert stored.Sealed(size, groups="").is_cut is is_cut


def test_stored_entry_without_a_list_has_no_block(journal):
    record = entries.write_entry(journal, words=WORDS)
    ManifestBlock.objects.filter(vault=journal.vault_id).delete()

    assert stored.stored_entry(journal, record=record).block is None


def test_stored_entry_that_was_changed_does_not_open(journal):
    record = entries.write_entry(journal, words=WORDS)
    Record.objects.filter(id=record).update(body=b"nothing")

    with pytest.raises(EntryDamagedError):
        stored.stored_entry(journal, record=record)


def test_stored_entry_of_another_writer_is_not_found(journal, carol):
    record = entries.write_entry(journal, words=WORDS)
    theirs = start_journal(carol, passphrase=PASSPHRASE)

    with pytest.raises(Http404):
        stored.stored_entry(theirs, record=record)


def test_stored_entry_of_a_long_journal_shows_the_block_of_its_line(journal):
    change = manifest.Change(journal, manifest.read_head(journal))
    for number in range(LINES_PER_BLOCK):
        change.put_in(ManifestLine(UUID(int=number + 1), 1, bytes(32), moment=number))
    change.save()
    record = entries.write_entry(journal, words=WORDS)

    found = stored.stored_entry(journal, record=record)

    *_, last = manifest.read_head(journal).blocks
    sealed = bytes(ManifestBlock.objects.get(pk=last.block).sealed)
    assert ManifestBlock.objects.count() == 2
    assert found.block is not None
    assert bytes.fromhex(found.block.groups) == sealed[: stored.SHOWN]


class Erasing:
    """Instrumentation that erases the records before one is read a second time."""

    def __init__(self):
        self.reads = 0

    def __call__(self, execute, sql, params, many, context):
        self.reads += 'FROM "journal_record"' in sql
        if self.reads == 2:
            self.reads += 1
            Record.objects.all().delete()
        return execute(sql, params, many, context)


def test_entry_that_is_erased_in_another_window_is_not_found(journal):
    record = entries.write_entry(journal, words=WORDS)

    with connection.execute_wrapper(Erasing()), pytest.raises(Http404):
        stored.stored_entry(journal, record=record)
