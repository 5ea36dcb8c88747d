"""The trash: off the timeline, put back where it was, gone after thirty days."""

from datetime import timedelta

import pytest
from django.http import Http404

from journal.domain import (
    arriving,
    entries,
    examining,
    exporting,
    manifest,
    searching,
    timeline,
    trash,
)
from journal.domain.matter import Sending, Words
from journal.domain.moments import Moment, moment_now
from journal.domain.query import Query
from journal.models import ManifestBlock, Record, Version
from tests.journal.plenty import fill


@pytest.fixture
def three(journal):
    """Write three entries, an hour apart; return their ids, oldest first."""
    now = moment_now("UTC")
    return [
        entries.write_entry(
            journal,
            words=Words("", text),
            moment=Moment(now.local - timedelta(hours=9 - number), "UTC"),
        )
        for number, text in enumerate(["one", "two", "three"])
    ]


def on_the_timeline(journal):
    return [leaf.id for leaf in timeline.page(journal).leaves]


def in_the_trash(journal):
    return [thrown.leaf.id for thrown in trash.trash_page(journal).thrown]


def test_trashed_entry_leaves_the_timeline_and_is_in_the_trash(journal, three):
    trash.move_to_trash(journal, record=three[1])

    assert on_the_timeline(journal) == [three[2], three[0]]
    assert timeline.page(journal).total == 2
    assert in_the_trash(journal) == [three[1]]
    assert entries.read_entry(journal, record=three[1]).text == "two"
    assert examining.examine(journal) == []


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_trash_opens_wherever_its_entries_were_lived(journal, zone):
    record = entries.write_entry(
        journal, words=Words("", "far"), moment=moment_now(zone)
    )

    trash.move_to_trash(journal, record=record)

    assert in_the_trash(journal) == [record]


def test_entry_that_is_put_back_stands_where_it_was(journal, three):
    trash.move_to_trash(journal, record=three[1])

    trash.put_back(journal, record=three[1])

    assert on_the_timeline(journal) == three[::-1]
    assert in_the_trash(journal) == []
    assert examining.examine(journal) == []


def test_trash_shows_the_day_after_which_a_thing_goes(journal, three, clock):
    trash.move_to_trash(journal, record=three[0])

    (thrown,) = trash.trash_page(journal).thrown

    assert thrown.goes == clock.time.date() + timedelta(days=30)
    assert thrown.leaf.header.trashed == clock.time.date()


def test_trash_shows_last_thrown_first(journal, three, clock):
    for record in three:
        trash.move_to_trash(journal, record=record)
        clock.on(days=1)

    assert in_the_trash(journal) == three[::-1]


def test_moving_twice_counts_the_days_from_the_first(journal, three, clock):
    trash.move_to_trash(journal, record=three[0])
    clock.on(days=20)
    trash.move_to_trash(journal, record=three[0])

    header = entries.read_entry(journal, record=three[0]).header

    assert header.trashed == clock.time.date() - timedelta(days=20)


def test_trash_is_emptied_at_the_first_unlock_after_thirty_days(journal, three, clock):
    entries.revise_entry(journal, record=three[0], base=1, words=Words("", "other"))
    trash.move_to_trash(journal, record=three[0])
    clock.on(days=1)
    trash.move_to_trash(journal, record=three[1])

    clock.on(days=29)
    arriving.arrive(journal)
    assert in_the_trash(journal) == [three[1], three[0]]
    clock.on(days=1)
    arrival = arriving.arrive(journal)

    assert arrival.is_as_left
    assert in_the_trash(journal) == [three[1]]
    assert not Record.objects.filter(id=three[0]).exists()
    assert Version.objects.count() == 0
    assert on_the_timeline(journal) == [three[2]]


def test_one_unlock_deletes_no_more_than_a_batch(journal, three, clock, monkeypatch):
    monkeypatch.setattr(trash, "BATCH", 2)
    for record in three:
        trash.move_to_trash(journal, record=record)
    clock.on(days=40)

    counts = [trash.empty_due(journal) for _ in range(3)]

    assert counts == [2, 1, 0]
    assert examining.examine(journal) == []


def test_damaged_list_deletes_nothing_at_an_unlock(journal, three, clock):
    trash.move_to_trash(journal, record=three[0])
    clock.on(days=40)
    ManifestBlock.objects.filter(vault=journal.vault_id).delete()

    arrival = arriving.arrive(journal)

    assert not arrival.is_as_left
    assert Record.objects.filter(id=three[0]).exists()


def test_words_saved_to_a_trashed_entry_bring_it_back(journal, three):
    trash.move_to_trash(journal, record=three[0])

    entries.revise_entry(journal, record=three[0], base=2, words=Words("", "again"))

    assert in_the_trash(journal) == []
    assert three[0] in on_the_timeline(journal)
    assert examining.examine(journal) == []


def test_late_state_of_the_page_that_wrote_it_leaves_it_in_the_trash(journal, three):
    place = Sending(three[1], 5)
    record = entries.write_entry(journal, words=Words("", "typed"), sending=place)
    trash.move_to_trash(journal, record=record)

    entries.write_entry(journal, words=Words("", "typed"), record=record, sending=place)

    assert in_the_trash(journal) == [record]


def test_list_made_anew_keeps_what_is_in_the_trash(journal, three):
    trash.move_to_trash(journal, record=three[0])

    examining.accept(journal)
    journal.vault.refresh_from_db()

    assert in_the_trash(journal) == [three[0]]
    assert on_the_timeline(journal) == [three[2], three[1]]


def test_trashed_entry_is_erased_for_good_from_the_trash(journal, three):
    trash.move_to_trash(journal, record=three[0])

    entries.erase_entry(journal, record=three[0])

    assert in_the_trash(journal) == []
    assert examining.examine(journal) == []


def test_another_writers_entry_is_not_found(journal, carols, three):
    with pytest.raises(Http404):
        trash.move_to_trash(carols, record=three[0])
    with pytest.raises(Http404):
        trash.put_back(carols, record=three[0])


def test_pages_of_a_long_timeline_are_right_whatever_is_in_the_trash(journal):
    fill(journal, 600, text="x")
    lines = list(manifest.all_lines(journal, manifest.read_head(journal)))
    ids = [line.record for line in lines if line.kind == 1]
    for record in ids[::40]:
        trash.move_to_trash(journal, record=record)

    kept = [record for record in ids if record not in set(ids[::40])][::-1]

    pages = [timeline.page(journal, number=number) for number in range(1, 31)]
    shown = [leaf.id for page in pages for leaf in page.leaves]
    assert shown[: len(kept)] == kept
    assert {page.total for page in pages} == {585}
    assert sorted(in_the_trash(journal)) == sorted(ids[::40])
    assert trash.trash_page(journal, number=9).number == 1


def test_long_trash_goes_on_until_its_last_page(journal):
    fill(journal, 41, text="x")
    lines = list(manifest.all_lines(journal, manifest.read_head(journal)))
    ids = [line.record for line in lines if line.kind == 1]
    for record in ids:
        trash.move_to_trash(journal, record=record)

    pages = [trash.trash_page(journal, number=number) for number in (1, 2, 3)]

    assert [len(page.thrown) for page in pages] == [20, 20, 1]
    assert [page.has_earlier for page in pages] == [True, True, False]
    shown = [thrown.leaf.id for page in pages for thrown in page.thrown]
    assert sorted(shown) == sorted(ids)


def test_timeline_costs_the_same_with_a_full_trash(journal, django_assert_num_queries):
    fill(journal, 400, text="x")
    with django_assert_num_queries(3):
        timeline.page(journal)
    lines = list(manifest.all_lines(journal, manifest.read_head(journal)))
    for line in lines[1:60]:
        trash.move_to_trash(journal, record=line.record)

    with django_assert_num_queries(3):
        timeline.page(journal)


def test_what_lies_in_the_trash_is_neither_found_nor_copied(journal):
    kept = entries.write_entry(journal, words=Words("", "a heron by the weir"))
    gone = entries.write_entry(journal, words=Words("", "a heron in the trash"))
    trash.move_to_trash(journal, record=gone)

    hits = searching.search(journal, Query.of("heron")).hits
    lines = exporting.entry_lines(journal)

    assert [hit.id for hit in hits] == [kept]
    assert [line.record for line in lines] == [kept]
    assert exporting.chosen(journal, wanted=[gone]) == []
    trash.put_back(journal, record=gone)
    assert len(searching.search(journal, Query.of("heron")).hits) == 2
