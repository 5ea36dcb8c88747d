"""Many entries at once are as each of them would be alone."""

from datetime import UTC, datetime, timedelta

import pytest

from journal.domain import entries, examining, timeline
from journal.domain.check_in import CheckIn, Mood
from journal.domain.errors import ListDamagedError
from journal.domain.many import write_many
from journal.domain.matter import Words
from journal.domain.moments import Moment
from journal.domain.tags import names_in_use
from journal.models import ManifestBlock, Record

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def pages(count):
    for number in range(count):
        words = Words(
            f"{number}", "A line.", None, CheckIn(Mood.HARD), (f"t{number % 3}",)
        )
        yield words, Moment(NOON - timedelta(days=number), "UTC")


def test_each_is_read_back_beside_what_was_there(journal, words):
    first = entries.write_entry(journal, words=words)

    write_many(journal, pages(3))

    leaves = timeline.page(journal).leaves
    assert [leaf.header.title for leaf in leaves] == [words.title, "0", "1", "2"]
    assert leaves[0].id == first
    opened = entries.read_entry(journal, record=leaves[1].id)
    assert opened.says(next(pages(1))[0])
    assert names_in_use(journal) == ["t0", "t1", "t2"]
    assert examining.examine(journal) == []


def test_nothing_is_written_to_a_damaged_list(journal, words):
    entries.write_entry(journal, words=words)
    rows = Record.objects.count()
    ManifestBlock.objects.all().delete()

    with pytest.raises(ListDamagedError):
        write_many(journal, pages(3))

    assert Record.objects.count() == rows
