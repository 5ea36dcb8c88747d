"""Text is never lost: whatever order its sendings arrive in, the newest words stand."""

import itertools
import uuid

import pytest

from journal.domain import entries, inbox, intake
from journal.domain.errors import InboxClosedError
from journal.domain.matter import Sending, Words
from journal.domain.vaults import start_journal
from journal.models import Note, Vault

PASSPHRASE = "quiet harbour linen oat seven tide"


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


def texts(journal):
    page = entries.timeline(journal)
    return [entries.read_entry(journal, record=leaf.id).text for leaf in page.leaves]


def keep(journal, place, text, sequence):
    seal = inbox.seal_for_form(journal, place)
    inbox.keep(
        ticket=seal.ticket,
        token=seal.origin,
        words=Words("", text),
        sequence=sequence,
    )


def save(journal, place, text, sequence):
    sending = Sending(place.form, sequence)
    entries.write_entry(
        journal, words=Words("", text), record=place.record, sending=sending
    )
    inbox.close(journal, sending)


STEPS = {
    "autosave": lambda journal, place: keep(journal, place, "One.", 1),
    "next autosave": lambda journal, place: keep(journal, place, "One. Two.", 2),
    "beacon": lambda journal, place: keep(journal, place, "One. Two. Th", 3),
    "save": lambda journal, place: save(journal, place, "One. Two. Three.", 4),
}


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids="-".join)
def test_every_order_ends_with_the_saved_words(journal, order):
    place = inbox.new_place(record=uuid.uuid4())

    for step in order:
        STEPS[step](journal, place)
    intake.take_in(journal)

    assert texts(journal) == ["One. Two. Three."]
    assert Note.objects.count() == 0


@pytest.mark.parametrize("order", list(itertools.permutations(STEPS)), ids="-".join)
def test_every_order_with_an_intake_between_ends_the_same(journal, order):
    place = inbox.new_place(record=uuid.uuid4())

    for step in order:
        STEPS[step](journal, place)
        intake.take_in(journal)

    assert texts(journal) == ["One. Two. Three."]


@pytest.mark.parametrize("order", list(itertools.permutations(list(STEPS)[:3])))
def test_without_a_save_the_newest_sending_stands(journal, order):
    place = inbox.new_place(record=uuid.uuid4())

    for step in order:
        STEPS[step](journal, place)
    intake.take_in(journal)

    assert texts(journal) == ["One. Two. Th"]


def test_words_typed_after_the_save_on_the_same_page_take_their_place(journal):
    place = inbox.new_place(record=uuid.uuid4())
    save(journal, place, "Saved.", 4)

    keep(journal, place, "Saved. And more, after Back.", 5)
    intake.take_in(journal)

    assert texts(journal) == ["Saved. And more, after Back."]


def test_emptied_page_keeps_what_stood_there(journal):
    place = inbox.new_place(record=uuid.uuid4())
    keep(journal, place, "A long page.", 1)

    keep(journal, place, "", 2)
    intake.take_in(journal)

    assert texts(journal) == ["A long page."]


def test_draft_of_an_edit_becomes_its_revision(journal):
    record = entries.write_entry(journal, words=Words("", "First."))
    place = inbox.new_place(record=record, revision=1)

    keep(journal, place, "Second.", 1)
    intake.take_in(journal)

    assert texts(journal) == ["Second."]


def test_draft_of_an_entry_that_moved_on_keeps_both(journal):
    record = entries.write_entry(journal, words=Words("", "First."))
    place = inbox.new_place(record=record, revision=1)
    entries.revise_entry(journal, record=record, base=1, words=Words("", "Other."))

    keep(journal, place, "Second.", 1)
    intake.take_in(journal)

    assert sorted(texts(journal)) == ["Other.", "Second."]


def test_draft_of_an_erased_entry_comes_back_as_an_entry(journal):
    record = entries.write_entry(journal, words=Words("", "First."))
    place = inbox.new_place(record=record, revision=1)
    keep(journal, place, "Second.", 1)
    entries.erase_entry(journal, record=record)

    intake.take_in(journal)

    assert texts(journal) == ["Second."]


def test_damaged_private_key_leaves_the_notes_where_they_are(journal):
    keep(journal, inbox.new_place(record=uuid.uuid4()), "Words.", 1)
    whole = bytes(journal.vault.inbox_private_key)
    Vault.objects.filter(pk=journal.vault_id).update(inbox_private_key=b"x" + whole[1:])

    intake.take_in(journal)

    assert Note.objects.count() == 1
    Vault.objects.filter(pk=journal.vault_id).update(inbox_private_key=whole)
    intake.take_in(journal)
    assert texts(journal) == ["Words."]


def test_drops_leave_room_for_rescued_words(journal, settings):
    settings.JOURNAL_NOTES_MAXIMUM = 2
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "Dropped."))

    with pytest.raises(InboxClosedError):
        inbox.seal_for_drop(journal.vault)
    keep(journal, inbox.new_place(record=uuid.uuid4()), "Rescued.", 0)

    intake.take_in(journal)
    assert sorted(texts(journal)) == ["Dropped.", "Rescued."]


def test_dropped_words_wait_with_their_mark_until_kept(journal):
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "Dropped."))
    intake.take_in(journal)
    (leaf,) = entries.timeline(journal).leaves
    assert (leaf.header.trusted, leaf.header.waiting) == (False, True)

    entries.accept_entry(journal, record=leaf.id)

    (leaf,) = entries.timeline(journal).leaves
    assert (leaf.header.trusted, leaf.header.waiting) == (False, False)
