"""What a search looks at: the words of what stands on a day, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from journal.domain import entries, records
from journal.domain.check_in import CheckIn, Mood
from journal.domain.errors import EntryDamagedError
from journal.domain.matter import Prompt, Words, encode_header, header_for
from journal.domain.moments import moment_now
from journal.domain.preferences import settings_header
from journal.domain.query import Query
from journal.domain.searchable import searchable
from journal.domain.searching import search

FULL = Words(
    "The lift",
    "I took the stairs.",
    Prompt("A step?", "Small steps"),
    CheckIn(Mood.HARD, ("worried", "seasick")),
    ("work",),
)
HEADER = header_for(FULL, moment_now("UTC"))


def test_all_words_of_an_entry_are_looked_through_the_title_first():
    found = searchable(encode_header(HEADER), FULL.text.encode)

    assert found.texts == (
        *("The lift", "I took the stairs.", "A step?", "Small steps"),
        *("worried", "seasick", "work"),
    )


@pytest.mark.parametrize(
    "header",
    [
        encode_header(replace(HEADER, trashed=date(2026, 5, 3))),
        settings_header(),
        b'{"kind":99,"title":"The lift"}',
        b"",
    ],
    ids=["trash", "settings", "a kind to come", "nothing"],
)
def test_what_is_no_entry_on_the_timeline_has_no_words(header):
    assert searchable(header, lambda: b"stairs") is None


def test_entry_whose_text_is_no_utf_8_is_damaged():
    with pytest.raises(EntryDamagedError):
        searchable(encode_header(HEADER), lambda: b"\xff stairs")


def test_entry_whose_text_is_no_utf_8_keeps_no_search_from_the_others(journal):
    whole = entries.write_entry(journal, words=Words("", "Stairs."))
    odd = entries.write_entry(journal, words=FULL)
    header = encode_header(HEADER)
    records.store(journal, record=odd, revision=1, header=header, body=b"\xff stairs")

    page = search(journal, Query.of("stairs"))

    assert [hit.id for hit in page.hits] == [whole]
