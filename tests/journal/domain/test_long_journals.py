"""In a long journal a page opens the head, the blocks that it needs, and no more."""

from datetime import timedelta

import pytest

from journal.domain import entries, manifest, timeline, trash
from journal.domain.matter import Words
from journal.domain.months import month_of
from journal.domain.moods import marks_of
from journal.models import ManifestBlock
from tests.journal.plenty import fill

TIMELINE_QUERIES = 3  # the block where the trash ends, the page's blocks, its rows
# 744 hours and a day on either side, an entry each; and the nearest before and after.
MONTH_BLOCKS = 5 + 3


@pytest.fixture
def long_journal(journal, long):
    fill(journal, long, text="Short. ")
    blocks = ManifestBlock.objects.filter(vault=journal.vault_id).count()
    assert blocks == long // 256 + 1
    return journal


@pytest.mark.parametrize("number", [1, 2, 60, 10_000])
def test_page_of_the_timeline_opens_its_blocks_and_its_headers(
    long_journal, long, opened, django_assert_num_queries, number
):
    with django_assert_num_queries(TIMELINE_QUERIES):
        page = timeline.page(long_journal, number=number)

    assert (page.total, len(page.leaves)) == (long, timeline.PAGE_SIZE)
    assert opened["block"] in {2, 3}  # a page may lie in two, and one ends the trash
    assert opened | {"block": 0} == {
        "head": 1,
        "block": 0,
        "header": timeline.PAGE_SIZE,
        "body": 0,
    }


@pytest.mark.parametrize("count", [1, 30])
def test_timeline_costs_the_same_for_one_entry_and_for_thirty(
    journal, count, django_assert_num_queries
):
    fill(journal, count)

    with django_assert_num_queries(TIMELINE_QUERIES):
        page = timeline.page(journal)

    assert page.total == count


def test_entry_of_a_long_journal_opens_the_head_and_one_block(long_journal, opened):
    (leaf, *_) = timeline.page(long_journal, number=60).leaves
    opened.update(dict.fromkeys(opened, 0))

    entries.read_entry(long_journal, record=leaf.id)

    assert opened == {"head": 1, "block": 1, "header": 1, "body": 1}


def test_save_opens_no_more_blocks_in_a_long_journal(long_journal, opened):
    entries.write_entry(long_journal, words=Words("", "A line."))

    assert opened["block"] == 1
    assert (opened["header"], opened["body"]) == (1, 1)  # the settings tell the clock


def test_month_and_moods_open_the_blocks_of_the_month(long_journal, opened):
    long_blocks = len(manifest.read_head(long_journal).blocks)
    newest = timeline.page(long_journal).leaves[0].at.date()
    wanted = newest.replace(day=1) - timedelta(days=40)
    opened.update(dict.fromkeys(opened, 0))

    month = month_of(long_journal, wanted)

    assert len(marks_of(month)) > 500
    assert opened["block"] <= MONTH_BLOCKS < long_blocks
    # The settings' header and body tell the clock; no entry's does.
    assert (opened["header"], opened["body"]) == (1, 1)


def test_trash_opens_no_block_of_the_timeline(long_journal, opened):
    (leaf, *_) = timeline.page(long_journal, number=60).leaves
    trash.move_to_trash(long_journal, record=leaf.id)
    opened.update(dict.fromkeys(opened, 0))

    lines = list(manifest.in_trash(long_journal, manifest.read_head(long_journal)))

    assert [line.record for line in lines] == [leaf.id]
    assert opened["block"] == 1
