"""What the domain hands out says nothing of its content when it is printed.

A traceback, a log line or an error page prints the values that it meets. Nobody may
learn from one what was written, how a day was, or what somebody looked for.
"""

from dataclasses import replace
from datetime import datetime

import pytest

from journal.domain import (
    entries,
    exporting,
    history,
    months,
    moods,
    searching,
    stored,
    timeline,
)
from journal.domain.check_in import CheckIn, Mood
from journal.domain.comparing import compare
from journal.domain.filtering import Filter
from journal.domain.matter import Prompt, Words, encode_header
from journal.domain.moments import When
from journal.domain.query import Query
from journal.domain.searchable import searchable

LIVED = datetime.fromisoformat("2021-04-09T07:31")
NOTED = CheckIn(Mood.HARD, ("heronlike",), "hardly", "tense")
WHEN = When(LIVED.date(), LIVED.time())
ASKED = Prompt("Which heron?", "On herons")
WORDS = Words("The heron", "A heron stood there.", ASKED, NOTED, ("heronry",), WHEN)


@pytest.fixture
def entry(journal):
    """Write an entry that was changed once, and return it."""
    record = entries.write_entry(journal, words=WORDS)
    later = replace(WORDS, text="Two herons stood there.")
    entries.revise_entry(journal, record=record, base=1, words=later)
    return entries.read_entry(journal, record=record)


def holders_of(journal, entry):
    """Return one of everything that is made from an entry, or to look for one."""
    header, query = entry.header, Query.of("heron")
    found = searching.search(journal, query)
    month = months.month_of(journal, LIVED.date())
    return [
        *(entry, entry.words, header, header.check_in, header.prompt),
        history.read_version(journal, record=entry.id, revision=1),
        *exporting.chosen(journal, wanted=[entry.id]),
        *(Filter(Mood.HARD, "heronry", LIVED.date()), query),
        searchable(encode_header(header), entry.text.encode),
        *(found, *found.hits, *found.hits[0].text),
        *(month, *month.noted, *moods.marks_of(month)),
        *compare(WORDS.text, entry.text),
    ]


def test_holder_of_words_prints_its_name_alone(journal, entry):
    holders = holders_of(journal, entry)

    printed = [repr(each) for each in holders]

    assert printed == [f"<{type(each).__name__}>" for each in holders]
    assert set(printed) == {
        *("<Entry>", "<Words>", "<Header>", "<CheckIn>", "<Earlier>", "<Sheet>"),
        *("<Filter>", "<Query>", "<Searchable>", "<Found>", "<Hit>", "<Piece>"),
        *("<Month>", "<Day>", "<Mark>", "<Prompt>"),
    }


def test_pages_made_of_several_print_no_word_of_them(journal, entry):
    pages = [
        timeline.page(journal),
        history.read_history(journal, record=entry.id),
        stored.stored_entry(journal, record=entry.id),
    ]

    printed = [repr(page) for page in pages]

    assert [text for text in printed if "heron" in text.casefold()] == []
