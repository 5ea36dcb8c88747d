"""The inbox: words that come late come back, as what they were meant to be, once."""

import time

import pytest

from journal.crypto import tickets
from journal.domain import entries, examining, inbox, intake, timeline
from journal.domain.errors import InboxClosedError
from journal.domain.matter import Prompt, Sending, Words
from journal.domain.preferences import change_preferences
from journal.domain.secrets import inbox_secret
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Note, Record
from tests.journal.domain.late import LATE, form_for, keep, shown

DAY = 24 * 60 * 60  # seconds


@pytest.fixture
def form(journal):
    """An empty page."""
    return form_for(journal)


def ticket_of(journal, form, *, age):
    """Sign a ticket like the form's, as old as wished."""
    now = int(time.time())
    held = tickets.verify_ticket(form.ticket, secret=inbox_secret(), now=now)
    return tickets.issue_ticket(held, secret=inbox_secret(), now=now - age)


def test_kept_words_become_the_writers_own_entry(journal, form):
    keep(form)
    (note,) = Note.objects.all()
    assert note.vault_id == journal.vault_id
    assert b"Typed while" not in bytes(note.sealed)

    assert intake.take_in(journal) == 1

    entry = entries.read_entry(journal, record=form.record)
    assert (entry.words, entry.header.trusted) == (LATE, True)
    assert Note.objects.count() == 0
    assert examining.examine(journal) == []


def test_prompt_and_clock_come_back_as_well(journal, form):
    change_preferences(journal, time_zone="Asia/Kolkata")
    words = Words("", "An answer.", Prompt("A step?", "On waking", "steady"))
    keep(form, words)

    intake.take_in(journal)

    entry = entries.read_entry(journal, record=form.record)
    assert entry.words == words
    assert entry.header.moment.zone == "Asia/Kolkata"
    assert entry.header.moment.offset == 330


def test_kept_edit_becomes_the_revision_it_was_meant_to_be(journal, words):
    record = entries.write_entry(journal, words=words)
    keep(form_for(journal, record=record, revision=1))

    assert intake.take_in(journal) == 1

    entry = entries.read_entry(journal, record=record)
    assert (entry.words, entry.revision) == (LATE, 2)
    assert len(shown(journal)) == 1


def test_entry_that_moved_on_keeps_both(journal, words):
    record = entries.write_entry(journal, words=words)
    form = form_for(journal, record=record, revision=1)
    newer = Words("Newer", "From the other device.")
    entries.revise_entry(journal, record=record, base=1, words=newer)
    keep(form)

    assert intake.take_in(journal) == 1

    assert entries.read_entry(journal, record=record).words == newer
    assert shown(journal) == [("Late", True), ("Newer", True)]


def test_edit_of_an_erased_entry_becomes_an_entry(journal, words):
    record = entries.write_entry(journal, words=words)
    form = form_for(journal, record=record, revision=1)
    entries.erase_entry(journal, record=record)
    keep(form)

    assert intake.take_in(journal) == 1

    assert shown(journal) == [("Late", True)]


def test_edit_of_a_damaged_entry_becomes_an_entry(journal, words):
    record = entries.write_entry(journal, words=words)
    form = form_for(journal, record=record, revision=1)
    Record.objects.filter(id=record).update(body=b"nothing")
    keep(form)

    assert intake.take_in(journal) == 1

    titles = [leaf.header and leaf.header.title for leaf in _leaves(journal)]
    assert sorted(titles, key=str) == ["Late", None]


def _leaves(journal):
    return timeline.page(journal).leaves


def test_form_sent_twice_is_one_entry(journal, form):
    keep(form)
    keep(form)

    intake.take_in(journal)

    assert shown(journal) == [("Late", True)]


def test_form_sent_again_with_other_words_drops_none(journal, form):
    titles = ["First", "Second", "Third"]
    for title in titles:
        keep(form, Words(title, "Something else."))

    intake.take_in(journal)

    assert shown(journal) == [(title, True) for title in titles]


def test_form_kept_and_then_saved_is_one_entry(journal, form):
    keep(form)
    intake.take_in(journal)

    entries.write_entry(journal, words=LATE, record=form.record)

    assert shown(journal) == [("Late", True)]


def test_form_saved_and_then_kept_is_one_entry(journal, form):
    entries.write_entry(journal, words=LATE, record=form.record)
    keep(form)

    intake.take_in(journal)

    assert shown(journal) == [("Late", True)]


def test_second_intake_takes_nothing(journal, form):
    keep(form)

    assert [intake.take_in(journal), intake.take_in(journal)] == [1, 0]
    assert shown(journal) == [("Late", True)]


def test_more_notes_than_one_batch_are_all_taken_in(journal):
    for number in range(intake.BATCH + 3):
        form = form_for(journal)
        keep(form, Words(str(number), "A line."))

    assert intake.take_in(journal) == intake.BATCH + 3

    assert timeline.page(journal).total == intake.BATCH + 3
    assert examining.examine(journal) == []


def test_note_is_taken_in_although_the_list_is_damaged(journal, form):
    journal.vault.blocks.all().delete()
    keep(form)

    assert intake.take_in(journal) == 1

    examining.accept(journal)
    journal.vault.refresh_from_db()
    assert entries.read_entry(journal, record=form.record).words == LATE


@pytest.mark.parametrize("token", ["its own", "none that vouches"])
def test_page_that_was_emptied_before_it_was_left_gives_back_its_words(
    journal, form, token
):
    token = form.origin if token == "its own" else ""
    for sequence, words in enumerate((LATE, Words("", "")), start=1):
        inbox.keep(
            ticket=form.ticket,
            token=token,
            words=words,
            sequence=sequence,
            is_autosave=True,
        )

    assert intake.take_in(journal) == 1

    assert shown(journal) == [("Late", bool(token))]
    assert Note.objects.count() == 0


def test_page_that_says_nothing_makes_no_entry(journal, form):
    inbox.keep(
        ticket=form.ticket, token="", words=Words("", ""), sequence=1, is_autosave=True
    )

    assert intake.take_in(journal) == 1

    assert shown(journal) == []
    assert Note.objects.count() == 0


@pytest.mark.parametrize("damage", [{"generation": 2}, {"sealed": b"nothing"}])
def test_autosave_beside_a_note_that_does_not_open_is_kept_or_refused(
    journal, form, damage
):
    keep(form, Words("", "The first state."), sequence=1)
    Note.objects.update(**damage)

    for sequence, text in ((2, "The second state."), (3, "The third state.")):
        inbox.keep(
            ticket=form.ticket,
            token=form.origin,
            words=Words("", text),
            sequence=sequence,
            is_autosave=True,
        )

    intake.take_in(journal)
    texts = [
        entries.read_entry(journal, record=leaf.id).text
        for leaf in timeline.page(journal).leaves
    ]
    assert texts == ["The third state."]


def test_ticket_holds_for_a_day_and_no_longer(journal, form):
    fresh = ticket_of(journal, form, age=DAY - 60)
    inbox.keep(ticket=fresh, token=form.origin, words=LATE)
    assert Note.objects.count() == 1

    stale = ticket_of(journal, form, age=DAY + 60)
    with pytest.raises(InboxClosedError):
        inbox.keep(ticket=stale, token=form.origin, words=Words("", "Too late."))
    intake.take_in(journal)
    assert shown(journal) == [("Late", True)]


def test_ticket_names_its_place_to_its_own_account_alone(alice, carol, journal, form):
    place = inbox.FormPlace(form.id, form.record, revision=0)
    assert inbox.place_of(alice, form.ticket) == place
    stale = ticket_of(journal, form, age=DAY + 60)

    assert inbox.place_of(alice, stale) is None
    assert inbox.place_of(carol, form.ticket) is None
    assert inbox.place_of(alice, "") is None


def test_tampered_ticket_keeps_nothing(journal, form):
    places = range(0, len(form.ticket), 5)
    other = [form.ticket[:at] + _turned(form.ticket[at]) + form.ticket[at + 1 :]
             for at in places]  # fmt: skip

    for ticket in (*other, "", "\u00e9", form.ticket + "=", form.ticket * 2):
        with pytest.raises(InboxClosedError):
            inbox.keep(ticket=ticket, token=form.origin, words=LATE)

    assert Note.objects.count() == 0


def _turned(letter):
    return "A" if letter != "A" else "B"


def test_ticket_signed_with_another_secret_keeps_nothing(journal, form, settings):
    settings.JOURNAL_INBOX_SECRET = b"x" * 32
    forged = form_for(journal)
    settings.JOURNAL_INBOX_SECRET = bytes.fromhex("c3" * 32)

    with pytest.raises(InboxClosedError):
        keep(forged)


def test_foreign_ticket_reaches_its_own_inbox_alone(journal, carols, form):
    hers = form_for(carols)

    inbox.keep(ticket=hers.ticket, token=form.origin, words=LATE)

    assert Note.objects.get().vault_id == carols.vault_id
    assert intake.take_in(journal) == 0
    assert intake.take_in(carols) == 1
    assert shown(carols) == [("Late", False)]


def test_ticket_of_a_vault_that_changed_hands_keeps_nothing(carol, journal, form):
    journal.vault.owner = carol
    journal.vault.save()

    with pytest.raises(InboxClosedError):
        keep(form)


def test_full_inbox_takes_no_more_and_loses_nothing(journal, form, settings):
    settings.JOURNAL_NOTES_MAXIMUM = 2
    others = [form_for(journal) for _ in "ab"]
    for each in others:
        keep(each)

    with pytest.raises(InboxClosedError):
        keep(form)
    keep(others[0], Words("Again", "An open page may go on."), sequence=1)

    assert intake.take_in(journal) == 2
    keep(form)
    assert shown(journal) == [("Again", True), ("Late", True)]


def test_another_writers_full_inbox_does_not_matter(journal, carols, form, settings):
    settings.JOURNAL_NOTES_MAXIMUM = 1
    keep(form_for(carols))

    keep(form)

    assert intake.take_in(journal) == 1


def test_note_for_a_journal_left_behind_waits_there(alice, journal, form):
    leave_behind(alice)
    second = start_journal(alice, passphrase="the second journals words")

    keep(form)

    assert intake.take_in(second) == 0
    assert intake.take_in(journal) == 1


def test_text_that_is_too_long_to_seal_is_not_said_to_be_kept(form):
    with pytest.raises(InboxClosedError):
        keep(form, Words("", "\u0633" * 9_000_000))


@pytest.mark.parametrize("sequence", [-1, 2**31, 10**30])
def test_impossible_sequence_keeps_nothing_and_says_so(form, sequence):
    with pytest.raises(InboxClosedError):
        keep(form, sequence=sequence)


def test_saving_drops_the_note_of_its_form_alone(journal, form):
    other = form_for(journal)
    for each in (form, other):
        keep(each, sequence=2)

    inbox.close(journal, Sending(form.id, 3))

    assert [note.pk for note in Note.objects.all()] == [other.id]
