"""Entries where something is in the way: words come first, and the list later."""

import pytest

from journal.domain import entries, examining, timeline
from journal.domain.examining import Trouble
from journal.domain.matter import Words
from journal.models import ManifestBlock, Record


@pytest.fixture
def entry(journal, words):
    return entries.write_entry(journal, words=words)


def test_same_words_sent_twice_are_one_revision(journal, entry):
    newer = Words("", "New.")

    for _ in range(2):
        entries.revise_entry(journal, record=entry, base=1, words=newer)

    assert entries.read_entry(journal, record=entry).revision == 2


def test_entry_is_written_though_the_list_is_damaged(journal, entry, words):
    ManifestBlock.objects.update(sealed=b"damaged")

    other = entries.write_entry(journal, words=Words("", "All the same."))

    assert entries.read_entry(journal, record=entry).words == words
    assert entries.read_entry(journal, record=other).text == "All the same."
    assert Trouble.LIST in {each.trouble for each in examining.examine(journal)}


def test_entry_is_erased_though_its_header_does_not_open(journal, entry):
    kept = entries.write_entry(journal, words=Words("Kept", "This stays."))
    Record.objects.filter(id=entry).update(header=b"damaged")

    entries.erase_entry(journal, record=entry)

    assert [leaf.id for leaf in timeline.page(journal).leaves] == [kept]
    assert examining.examine(journal) == []


def test_entry_is_erased_though_the_list_is_damaged(journal, entry):
    ManifestBlock.objects.update(sealed=b"damaged")

    entries.erase_entry(journal, record=entry)

    assert not Record.objects.filter(id=entry).exists()


def test_page_knows_whether_older_entries_follow(journal, monkeypatch):
    monkeypatch.setattr(timeline, "PAGE_SIZE", 2)
    for number in range(3):
        entries.write_entry(journal, words=Words(str(number), ""))

    pages = [timeline.page(journal, number=number) for number in (1, 2)]

    assert [page.has_earlier for page in pages] == [True, False]
    assert [len(page.leaves) for page in pages] == [2, 1]
