"""Text is never lost: whatever order its sendings arrive in, the newest words stand."""

import itertools
import os
import uuid
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction

from journal.domain import entries, inbox, intake, timeline
from journal.domain.errors import InboxClosedError
from journal.domain.matter import Sending, Words
from journal.domain.vaults import start_journal
from journal.models import Note, Vault

PASSPHRASE = "quiet harbour linen oat seven tide"


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


def texts(journal):
    page = timeline.page(journal)
    return [entries.read_entry(journal, record=leaf.id).text for leaf in page.leaves]


def keep(journal, place, text, sequence, *, is_autosave=False):
    seal = inbox.seal_for_form(journal, place)
    inbox.keep(
        ticket=seal.ticket,
        token=seal.origin,
        words=Words("", text),
        sequence=sequence,
        is_autosave=is_autosave,
    )


def save(journal, place, text, sequence):
    """Save where the journal is open, as the views do."""
    values = {"words": Words("", text), "sending": Sending(place.form, sequence)}
    if place.revision:
        entries.revise_entry(
            journal, record=place.record, base=place.revision, **values
        )
    else:
        entries.write_entry(journal, record=place.record, **values)
    inbox.close(journal, values["sending"])


# What one page sends, and how far it has come by then. Autosaves and the beacon go out
# by themselves, a save is a person's; at a locked door it is sealed like the others.
STATES = {"autosave": 1, "next autosave": 2, "beacon": 3, "save": 4}
TEXTS = {1: "One.", 2: "One. Two.", 3: "One. Two. Th", 4: "One. Two. Three."}
# 1 + 3·2 + 6·4 + 6·8 ways on from each first step: any of the others, or none, in any
# order, each with or without an intake before it.
WAYS = 79
# What is sent first, whether the page is of an entry, and whether the journal is locked
# when it is saved. Every two choices meet in a case; ``make test-full`` has them all.
# All of that is the same on every database; PostgreSQL sees a new page of an open one.
CASES = list(itertools.product(STATES, [False, True], [False, True]))
EVERY = os.environ.get("EVERY_GUISE") == "True"
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
if not ON_SQLITE:
    CASES = [(first, False, False) for first in STATES]
elif not EVERY:
    CASES = [case for case in CASES if (STATES[case[0]] + sum(case[1:])) % 2]


def send(journal, place, step, *, is_locked):
    number = STATES[step]
    if step == "save" and not is_locked:
        save(journal, place, TEXTS[number], number)
    else:
        by_itself = step != "save"
        keep(journal, place, TEXTS[number], number, is_autosave=by_itself)


@contextmanager
def undone(journal):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    journal.vault.refresh_from_db()


def every_way_on(journal, place, path, **door):
    """Go every way on from a path; return what each ends with after an intake."""
    with undone(journal):
        intake.take_in(journal)
        found = {path: (texts(journal), Note.objects.count())}
    for step in STATES.keys() - set(path):
        with undone(journal):
            send(journal, place, step, **door)
            found |= every_way_on(journal, place, (*path, step), **door)
        with undone(journal):
            intake.take_in(journal)
            send(journal, place, step, **door)
            found |= every_way_on(journal, place, (*path, "intake", step), **door)
    return found


@pytest.mark.parametrize(("first", "is_edit", "is_locked"), CASES, ids=str)
def test_every_order_with_any_intakes_ends_with_the_newest_words(
    journal, first, is_edit, is_locked
):
    place = place_for(journal, is_edit=is_edit)
    send(journal, place, first, is_locked=is_locked)

    found = every_way_on(journal, place, (first,), is_locked=is_locked)

    assert len(found) == WAYS
    assert {path: end for path, end in found.items() if end != newest(path)} == {}


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL sees fewer")
def test_every_two_choices_meet_in_a_case():
    choices = (list(STATES), [False, True], [False, True])

    for one, other in itertools.combinations(range(len(choices)), 2):
        met = {(case[one], case[other]) for case in CASES}
        assert met == set(itertools.product(choices[one], choices[other]))


def newest(path):
    last = max(STATES.get(step, 0) for step in path)
    return [TEXTS[last]], 0


def place_for(journal, *, is_edit):
    if not is_edit:
        return inbox.new_place(record=uuid.uuid4())
    record = entries.write_entry(journal, words=Words("", "As it was."))
    return inbox.new_place(record=record, revision=1)


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


def test_tickets_gathered_beforehand_leave_room_for_rescued_words(journal, settings):
    settings.JOURNAL_NOTES_MAXIMUM = 4
    gathered = [inbox.seal_for_drop(journal.vault) for _ in range(4)]
    # Somebody who may only drop can send a token and a number as well.
    sent = {"token": "x", "words": Words("", "Dropped."), "is_autosave": True}

    for ticket in gathered[:2]:
        inbox.keep(ticket=ticket, sequence=1, **sent)
    for ticket in gathered[2:]:
        with pytest.raises(InboxClosedError):
            inbox.keep(ticket=ticket, sequence=1, **sent)
    for number in range(2):
        place = inbox.new_place(record=uuid.uuid4())
        keep(journal, place, f"Rescued {number}.", 0)

    intake.take_in(journal)
    assert sorted(texts(journal)) == ["Dropped."] * 2 + ["Rescued 0.", "Rescued 1."]


def test_dropped_words_wait_with_their_mark_until_kept(journal):
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "Dropped."))
    intake.take_in(journal)
    (leaf,) = timeline.page(journal).leaves
    assert (leaf.header.trusted, leaf.header.waiting) == (False, True)

    entries.accept_entry(journal, record=leaf.id)

    (leaf,) = timeline.page(journal).leaves
    assert (leaf.header.trusted, leaf.header.waiting) == (False, False)
