"""Entries: written, read, revised, erased; and what a changed row does."""

import uuid

import pytest
from django.http import Http404

from journal.domain import entries, examining, manifest, timeline
from journal.domain.errors import EntryDamagedError, VersionConflictError
from journal.domain.examining import Trouble
from journal.domain.matter import Prompt, Words
from journal.domain.vaults import start_journal
from journal.models import ManifestBlock, Record

PASSPHRASE = "quiet harbour linen oat seven tide"
WORDS = Words("The lift", "I took the stairs.\nThen the lift.", Prompt("A step?"))


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


@pytest.fixture
def carols(carol):
    return start_journal(carol, passphrase=PASSPHRASE)


def entry_rows(journal):
    settings = manifest.read_head(journal).settings
    return Record.objects.filter(vault=journal.vault_id).exclude(id=settings)


def test_entry_is_read_as_it_was_written(journal):
    record = entries.write_entry(journal, words=WORDS)

    entry = entries.read_entry(journal, record=record)

    assert (entry.words, entry.revision) == (WORDS, 1)
    assert examining.examine(journal) == []


def test_same_form_twice_is_one_entry(journal):
    record = uuid.uuid4()

    first = entries.write_entry(journal, words=WORDS, record=record)
    second = entries.write_entry(journal, words=WORDS, record=record)

    assert (first, second) == (record, record)
    assert entry_rows(journal).count() == 1


def test_taken_id_with_other_words_keeps_both(journal):
    record = entries.write_entry(journal, words=WORDS)
    other = Words("", "Something else.")

    second = entries.write_entry(journal, words=other, record=record)

    assert second != record
    assert entries.read_entry(journal, record=record).words == WORDS
    assert entries.read_entry(journal, record=second).words == other


def test_id_taken_by_another_writer_is_replaced(journal, carols):
    theirs = entries.write_entry(carols, words=WORDS)

    mine = entries.write_entry(journal, words=WORDS, record=theirs)

    assert mine != theirs
    assert Record.objects.get(id=theirs).vault_id == carols.vault_id


def test_revision_replaces_words_and_keeps_the_moment(journal):
    record = entries.write_entry(journal, words=WORDS)
    before = entries.read_entry(journal, record=record)

    entries.revise_entry(journal, record=record, base=1, words=Words("", "New."))

    after = entries.read_entry(journal, record=record)
    assert (after.text, after.revision) == ("New.", 2)
    assert after.header.moment == before.header.moment
    assert examining.examine(journal) == []


def test_revision_on_an_older_base_is_refused(journal):
    record = entries.write_entry(journal, words=WORDS)
    entries.revise_entry(journal, record=record, base=1, words=Words("", "One."))

    with pytest.raises(VersionConflictError):
        entries.revise_entry(journal, record=record, base=1, words=Words("", "Two."))


def test_erased_entry_is_gone_from_row_and_list(journal):
    record = entries.write_entry(journal, words=WORDS)

    entries.erase_entry(journal, record=record)

    assert entry_rows(journal).count() == 0
    assert timeline.page(journal).leaves == []
    assert examining.examine(journal) == []


def test_another_writers_entry_is_not_found(journal, carols):
    record = entries.write_entry(journal, words=WORDS)

    with pytest.raises(Http404):
        entries.read_entry(carols, record=record)
    with pytest.raises(Http404):
        entries.erase_entry(carols, record=record)


def test_swapped_ciphertexts_are_refused_and_named(journal):
    one = Record.objects.get(id=entries.write_entry(journal, words=WORDS))
    two = Record.objects.get(
        id=entries.write_entry(journal, words=Words("Other", "words"))
    )
    one.header, two.header = two.header, one.header
    one.body, two.body = two.body, one.body
    one.save()
    two.save()

    for record in (one.id, two.id):
        with pytest.raises(EntryDamagedError):
            entries.read_entry(journal, record=record)
    assert [leaf.trouble for leaf in timeline.page(journal).leaves] == [
        "changed",
        "changed",
    ]
    found = [finding.trouble for finding in examining.examine(journal)]
    assert found == [Trouble.CHANGED, Trouble.CHANGED]


def test_row_moved_to_another_owner_opens_for_neither(journal, carols):
    record = entries.write_entry(journal, words=WORDS)
    Record.objects.filter(id=record).update(vault=carols.vault_id)

    with pytest.raises(Http404):
        entries.read_entry(journal, record=record)
    with pytest.raises(EntryDamagedError):
        entries.read_entry(carols, record=record)
    assert [f.trouble for f in examining.examine(journal)] == [Trouble.MISSING]
    assert [f.trouble for f in examining.examine(carols)] == [Trouble.EXTRA]


@pytest.mark.parametrize("column", ["header", "body"])
def test_flipped_byte_anywhere_is_refused(journal, column):
    record = entries.write_entry(journal, words=WORDS)
    whole = bytes(getattr(Record.objects.get(id=record), column))

    for place in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[place] ^= 1
        Record.objects.filter(id=record).update(**{column: bytes(changed)})
        with pytest.raises(EntryDamagedError):
            entries.read_entry(journal, record=record)


def test_header_put_in_the_place_of_the_body_is_refused(journal):
    record = entries.write_entry(journal, words=WORDS)
    row = Record.objects.get(id=record)
    row.header, row.body = row.body, row.header
    row.save()

    with pytest.raises(EntryDamagedError):
        entries.read_entry(journal, record=record)


def test_removed_row_is_named_with_its_day(journal):
    record = entries.write_entry(journal, words=WORDS)
    moment = entries.read_entry(journal, record=record).header.moment
    Record.objects.filter(id=record).delete()

    (finding,) = examining.examine(journal)

    assert finding.trouble == Trouble.MISSING
    assert finding.at == moment.lived
    assert timeline.page(journal).leaves[0].trouble == "missing"


def test_rolled_back_row_is_refused_and_named(journal):
    record = entries.write_entry(journal, words=WORDS)
    old = Record.objects.get(id=record)
    entries.revise_entry(journal, record=record, base=1, words=Words("", "Newer."))
    old.save()

    with pytest.raises(EntryDamagedError):
        entries.read_entry(journal, record=record)
    assert [f.trouble for f in examining.examine(journal)] == [Trouble.CHANGED]


def test_rolled_back_block_is_named(journal):
    entries.write_entry(journal, words=WORDS)
    old = ManifestBlock.objects.get(vault=journal.vault_id)
    entries.write_entry(journal, words=WORDS)
    old.save()
    journal.vault.refresh_from_db()

    assert [f.trouble for f in examining.examine(journal)] == [Trouble.LIST]


def test_words_are_stored_even_when_the_list_is_damaged(journal):
    ManifestBlock.objects.filter(vault=journal.vault_id).delete()

    record = entries.write_entry(journal, words=WORDS)
    examining.accept(journal)
    journal.vault.refresh_from_db()

    assert entries.read_entry(journal, record=record).words == WORDS
    assert len(timeline.page(journal).leaves) == 1
    assert examining.examine(journal) == []


def test_accepting_keeps_what_does_not_open_and_says_no_more(journal):
    record = entries.write_entry(journal, words=WORDS)
    Record.objects.filter(id=record).update(body=b"nothing")

    examining.accept(journal)
    journal.vault.refresh_from_db()

    assert examining.examine(journal) == []
    assert timeline.page(journal).leaves[0].trouble == "changed"
