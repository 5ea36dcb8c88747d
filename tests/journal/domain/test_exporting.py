"""The readable way out: every entry, in the order it was lived, with its mark."""

import uuid
from datetime import UTC, datetime

import pytest

from journal.domain import entries, exporting
from journal.domain.errors import ListDamagedError
from journal.domain.matter import Words
from journal.domain.moments import Moment
from journal.domain.preferences import change_preferences
from journal.models import ManifestBlock, Record, Vault
from tests.journal.plenty import fill


def write(journal, text, *, day, trusted=True):
    moment = Moment(datetime(2026, 5, day, 12, tzinfo=UTC), "UTC")
    words = Words("T", text)
    return entries.write_entry(journal, words=words, moment=moment, trusted=trusted)


def exported(journal):
    return list(exporting.sheets(journal, exporting.entry_lines(journal)))


def test_every_entry_goes_out_oldest_first_and_no_setting(journal):
    change_preferences(journal, time_zone="Europe/Berlin")
    for day in (9, 2, 20):
        write(journal, f"Day {day}", day=day)

    assert [sheet.text for sheet in exported(journal)] == ["Day 2", "Day 9", "Day 20"]


def test_untrusted_mark_goes_along(journal):
    write(journal, "One.", day=1, trusted=False)

    (sheet,) = exported(journal)

    assert sheet.header is not None
    assert not sheet.header.trusted


def test_missing_and_changed_entries_keep_their_day_and_nothing_else(journal):
    missing, changed = (write(journal, "One.", day=day) for day in (1, 2))
    Record.objects.filter(id=missing).delete()
    Record.objects.filter(id=changed).update(body=b"\x01" + bytes(1052))

    told = [(sheet.at.day, sheet.header, sheet.text) for sheet in exported(journal)]

    assert told == [(1, None, ""), (2, None, "")]


def test_entry_that_was_put_back_is_left_out(journal):
    record = write(journal, "One.", day=1)
    old = Record.objects.filter(id=record).values("revision", "header", "body").get()
    entries.revise_entry(journal, record=record, base=1, words=Words("T", "Two."))
    Record.objects.filter(id=record).update(**old)

    assert [sheet.header for sheet in exported(journal)] == [None]


def test_entry_that_is_saved_meanwhile_goes_out_as_it_then_is(journal):
    record = write(journal, "One.", day=1)
    lines = exporting.entry_lines(journal)
    entries.revise_entry(journal, record=record, base=1, words=Words("T", "Two."))

    assert [s.text for s in exporting.sheets(journal, lines)] == ["Two."]


def test_damaged_list_is_told_before_anything_goes_out(journal):
    write(journal, "One.", day=1)
    ManifestBlock.objects.all().delete()

    with pytest.raises(ListDamagedError):
        exporting.entry_lines(journal)


def test_rows_are_fetched_a_few_at_a_time(journal, django_assert_num_queries):
    fill(journal, 30)
    lines = exporting.entry_lines(journal)

    with django_assert_num_queries(3):
        assert len(list(exporting.sheets(journal, lines))) == 30
    with django_assert_num_queries(1):
        next(exporting.sheets(journal, lines))


def test_chosen_entries_come_in_order_once_and_only_from_this_journal(journal, carols):
    late, early = write(journal, "Late.", day=9), write(journal, "Early.", day=1)
    hers = write(carols, "Carol's.", day=2)
    damaged = write(journal, "Damaged.", day=3)
    Record.objects.filter(id=damaged).update(body=b"\x01" + bytes(1052))

    wanted = [late, early, late, hers, damaged, uuid.uuid4()]
    sheets = exporting.chosen(journal, wanted=wanted)

    assert [sheet.text for sheet in sheets] == ["Early.", "Late."]


def test_new_keys_meanwhile_are_noticed(journal):
    before = exporting.is_still_current(journal)
    Vault.objects.update(generation=2)

    assert (before, exporting.is_still_current(journal)) == (True, False)
