"""Copies held against their pages: only the same words at the same revision will do."""

import pytest

from journal.domain import entries, exchanging, manifest, records, renewing
from journal.domain.comparing_copies import compare
from journal.domain.matter import Words
from journal.models import Record
from tests.journal.domain.test_renewing import SESSION, begun


@pytest.fixture
def pages(journal, passphrase):
    """Write two pages, and copy both under the next key; return their ids."""
    written = [
        entries.write_entry(journal, words=Words("", text)) for text in ("one", "two")
    ]
    begun(journal, passphrase)
    assert exchanging.go_on(journal, session_key=SESSION) is None
    return written


def compared(journal):
    head = manifest.read_head(journal)
    lines = list(manifest.all_lines(journal, head))
    shown = [line for line in lines if line.record != head.settings]
    return compare(journal, renewing.following_of(journal), shown)


def test_copies_that_hold_the_same_come_with_their_own_digests(journal, pages):
    found = compared(journal)

    digests = {
        row.id: records.digest_of(row) for row in Record.objects.filter(generation=2)
    }
    assert found.wrong == []
    assert {line.record: line.digest for line in found.lines} == digests
    assert set(digests) == set(pages)


def test_copy_of_another_revision_is_wrong_although_its_words_are_the_same(
    journal, pages
):
    """The list that is made of the copies would name a revision that never was."""
    following = renewing.following_of(journal)
    page = Record.objects.get(id=pages[0], generation=1)
    copy = records.sealed_row(
        following,
        record=page.id,
        revision=page.revision + 1,
        header=records.open_header(journal, page),
        body=records.open_body(journal, page),
    )
    Record.objects.filter(id=page.id, generation=2).update(
        revision=copy.revision, header=copy.header, body=copy.body
    )

    found = compared(journal)

    assert found.wrong == [pages[0]]
    assert [line.record for line in found.lines] == [pages[1]]


@pytest.mark.parametrize("generation", [1, 2])
def test_page_or_copy_that_is_missing_is_wrong(journal, pages, generation):
    Record.objects.filter(id=pages[0], generation=generation).delete()

    found = compared(journal)

    assert found.wrong == [pages[0]]
    assert [line.record for line in found.lines] == [pages[1]]
