"""The last draft: what came in unsaved is offered, until it is saved or put away."""

import uuid

import pytest

from journal.domain import drafts, entries, inbox, intake, trash
from journal.domain.matter import Sending, Words
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import Record, Vault
from tests.journal.domain.planting import FORGED, put


def offered(journal):
    return drafts.last_draft(journal, read_preferences(journal))


def typed(journal, text, *, record=None, revision=0, sequence=1):
    """Type on a page and leave it unsaved; return where it stood."""
    place = inbox.new_place(record=record or uuid.uuid4(), revision=revision)
    seal = inbox.seal_for_form(journal, place)
    inbox.keep(
        ticket=seal.ticket, token=seal.origin, words=Words("", text), sequence=sequence
    )
    return place


def test_nothing_is_offered_at_first(journal):
    assert offered(journal) is None


def test_words_that_came_in_unsaved_are_offered(journal):
    place = typed(journal, "In the middle of a")

    intake.take_in(journal)

    assert offered(journal).id == place.record
    assert offered(journal).text == "In the middle of a"


def test_changes_of_an_entry_that_came_in_unsaved_are_offered(journal, words):
    record = entries.write_entry(journal, words=words)
    typed(journal, "Changed.", record=record, revision=1)

    intake.take_in(journal)

    assert (offered(journal).id, offered(journal).text) == (record, "Changed.")


def test_newest_of_several_is_offered(journal):
    places = {}
    for minute in (5, 9, 2):
        places[minute] = place = inbox.new_place(record=uuid.uuid4())
        token = inbox.seal_for_form(journal, place).origin
        at = f"2026-05-03T12:{minute:02}:00+00:00"
        put(
            journal.vault,
            {**FORGED, "origin": token, "form": place.form.hex, "at": at},
            note=place.form,
        )

    assert intake.take_in(journal) == 3

    assert offered(journal).id == places[9].record


def test_words_that_anybody_could_have_written_are_not_offered(journal):
    ticket = inbox.seal_for_drop(Vault.objects.get())
    inbox.keep(ticket=ticket, token="", words=Words("", "Not mine."))

    assert intake.take_in(journal) == 1

    assert offered(journal) is None


def test_page_that_was_emptied_is_not_offered(journal):
    place = typed(journal, "A line.")
    seal = inbox.seal_for_form(journal, place)
    inbox.keep(
        ticket=seal.ticket,
        token=seal.origin,
        words=Words("", ""),
        sequence=2,
        is_autosave=True,
    )

    intake.take_in(journal)

    assert offered(journal) is None


def test_autosave_that_comes_after_the_save_is_not_offered(journal):
    place = inbox.new_place(record=uuid.uuid4())
    seal = inbox.seal_for_form(journal, place)
    entries.write_entry(
        journal,
        words=Words("", "Saved."),
        record=place.record,
        sending=Sending(place.form, 4),
    )
    late = Words("", "Sav")
    inbox.keep(ticket=seal.ticket, token=seal.origin, words=late, sequence=3)

    intake.take_in(journal)

    assert offered(journal) is None
    assert entries.read_entry(journal, record=place.record).text == "Saved."


def test_saving_it_ends_the_offer_and_saving_another_does_not(journal, words):
    place = typed(journal, "In the middle of a")
    intake.take_in(journal)
    other = entries.write_entry(journal, words=words)

    drafts.put_away(journal, record=other)
    assert offered(journal).id == place.record

    drafts.put_away(journal, record=place.record)
    assert offered(journal) is None


def test_putting_it_away_keeps_the_words(journal):
    place = typed(journal, "In the middle of a")
    intake.take_in(journal)

    drafts.put_away(journal)

    assert offered(journal) is None
    assert entries.read_entry(journal, record=place.record).text == "In the middle of a"


def test_putting_away_nothing_stores_nothing(journal):
    before = list(Record.objects.values_list("revision", flat=True))

    drafts.put_away(journal)

    assert list(Record.objects.values_list("revision", flat=True)) == before


@pytest.mark.parametrize("end", ["trash", "erase", "damage"])
def test_entry_that_is_gone_or_damaged_is_not_offered(journal, end):
    place = typed(journal, "In the middle of a")
    intake.take_in(journal)
    assert offered(journal)

    if end == "trash":
        trash.move_to_trash(journal, record=place.record)
    elif end == "erase":
        entries.erase_entry(journal, record=place.record)
    else:
        Record.objects.filter(id=place.record).update(header=b"\x01" + bytes(300))

    assert offered(journal) is None


@pytest.mark.parametrize("value", ["x", "00", "g" * 32])
def test_broken_mark_offers_nothing(journal, value):
    change_preferences(journal, draft=value)

    assert offered(journal) is None


def test_draft_of_another_journal_is_not_offered(journal, carols):
    place = typed(journal, "In the middle of a")
    intake.take_in(journal)

    change_preferences(carols, draft=place.record.hex)

    assert offered(carols) is None


def test_damaged_list_loses_no_words_and_no_page(journal):
    place = typed(journal, "In the middle of a")
    row = Vault.objects.filter(pk=journal.vault_id)
    row.update(manifest_head=b"\x01" + bytes(200))
    fresh = type(journal)(row.get(), journal.key)

    drafts.offer(fresh, record=place.record)
    drafts.put_away(fresh)

    assert offered(fresh) is None
