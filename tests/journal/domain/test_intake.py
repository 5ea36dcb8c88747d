"""Intake: nobody can put words into an entry, and no note keeps a journal closed."""

import uuid

import pytest

from journal.crypto.inbox_keys import InboxPrivateKey
from journal.domain import entries, examining, inbox_keys, intake, timeline
from journal.domain.errors import InboxClosedError
from journal.domain.matter import Sending, Words
from journal.models import Note, Vault
from tests.journal.domain.late import form_for, keep, shown
from tests.journal.domain.planting import FORGED, put, taken_in_and_put_back


@pytest.fixture
def entry(journal, words):
    """Alice's entry, which nobody may change."""
    return entries.write_entry(journal, words=words)


def test_forged_note_becomes_an_untrusted_entry_with_its_mark(journal, entry, words):
    put(journal.vault, FORGED)

    assert intake.take_in(journal) == 1

    assert shown(journal) == [("Forged", False), ("The lift", True)]
    assert entries.read_entry(journal, record=entry).words == words
    assert examining.examine(journal) == []


def test_mark_stays_when_the_entry_is_accepted_and_edited(journal):
    put(journal.vault, FORGED)
    intake.take_in(journal)
    (leaf,) = timeline.page(journal).leaves
    assert leaf.header.waiting

    entries.accept_entry(journal, record=leaf.id)
    entries.revise_entry(journal, record=leaf.id, base=2, words=Words("Mine", "Now."))

    header = entries.read_entry(journal, record=leaf.id).header
    assert (header.title, header.trusted, header.waiting) == ("Mine", False, False)


@pytest.mark.parametrize("token", ["", "AAAA", "\u00e9", "another form's", "carol's"])
def test_token_that_does_not_vouch_leaves_the_entry_alone(
    journal, carols, entry, words, token
):
    tokens = {
        "another form's": form_for(journal, record=entry, revision=1).origin,
        "carol's": form_for(carols, record=entry, revision=1).origin,
    }

    put(journal.vault, {**FORGED, "origin": tokens.get(token, token)})
    intake.take_in(journal)

    assert entries.read_entry(journal, record=entry).words == words
    assert shown(journal) == [("Forged", False), ("The lift", True)]


def test_token_of_this_very_form_vouches(journal, entry):
    form = form_for(journal, record=entry, revision=1)

    put(journal.vault, {**FORGED, "origin": form.origin}, note=form.id)
    intake.take_in(journal)

    assert shown(journal) == [("Forged", True)]


def test_swapped_public_key_takes_no_words(journal):
    form = form_for(journal)
    thiefs = InboxPrivateKey.generate().public_key.material
    Vault.objects.update(inbox_public_key=thiefs)

    with pytest.raises(InboxClosedError):
        keep(form)

    assert Note.objects.count() == 0
    journal.vault.refresh_from_db()
    assert not inbox_keys.is_own(journal)


def test_public_key_and_mac_of_another_journal_take_no_words(journal, carols):
    form = form_for(journal)
    theirs = Vault.objects.get(pk=carols.vault_id)
    Vault.objects.filter(pk=journal.vault_id).update(
        inbox_public_key=theirs.inbox_public_key, inbox_mac=theirs.inbox_mac
    )

    with pytest.raises(InboxClosedError):
        keep(form)


@pytest.mark.parametrize("mac", [b"", bytes(32), b"m" * 31])
def test_swapped_mac_takes_no_words(journal, mac):
    form = form_for(journal)
    Vault.objects.update(inbox_mac=mac)

    with pytest.raises(InboxClosedError):
        keep(form)

    assert inbox_keys.is_own(journal)


def test_own_inbox_is_known_as_such(journal):
    assert inbox_keys.is_own(journal)


def test_note_moved_to_another_journal_opens_in_neither(journal, carols):
    keep(form_for(carols))
    Note.objects.update(vault=journal.vault_id)

    assert intake.take_in(journal) == 0
    assert shown(journal) == []
    Note.objects.update(vault=carols.vault_id)
    assert intake.take_in(carols) == 1


@pytest.mark.parametrize(
    "change", [{"sealed": b""}, {"sealed": b"\x01" + bytes(2000)}, {"generation": 2},
               {"sequence": 7}, {"id": uuid.UUID(int=1)}]
)  # fmt: skip
def test_changed_note_does_not_open_and_stays(journal, change):
    keep(form_for(journal))
    Note.objects.update(**change)

    assert intake.take_in(journal) == 0

    assert shown(journal) == []
    assert Note.objects.count() == 1


def test_note_waits_until_a_damaged_private_key_is_put_right(journal):
    keep(form_for(journal))
    right = bytes(journal.vault.inbox_private_key)
    Vault.objects.update(inbox_private_key=b"damaged")
    journal.vault.refresh_from_db()

    assert intake.take_in(journal) == 0
    Vault.objects.update(inbox_private_key=right)

    assert intake.take_in(journal) == 1
    assert shown(journal) == [("Late", True)]


def test_replayed_note_of_an_unchanged_entry_adds_nothing(journal):
    form = form_for(journal)
    taken_in_and_put_back(journal, form)

    intake.take_in(journal)

    assert shown(journal) == [("Late", True)]


def test_replayed_note_never_changes_an_entry_that_moved_on(journal):
    form = form_for(journal)
    taken_in_and_put_back(journal, form)
    newer = Words("Newer", "Written since.")
    entries.revise_entry(journal, record=form.record, base=1, words=newer)

    intake.take_in(journal)

    assert entries.read_entry(journal, record=form.record).words == newer


def test_replayed_edit_never_changes_an_entry_that_moved_on(journal, entry):
    taken_in_and_put_back(journal, form_for(journal, record=entry, revision=1))
    newer = Words("Newer", "Written since.")
    entries.revise_entry(journal, record=entry, base=2, words=newer)

    intake.take_in(journal)

    assert entries.read_entry(journal, record=entry).words == newer


def test_replayed_note_never_undoes_a_save_of_the_same_form(journal):
    form = form_for(journal)
    taken_in_and_put_back(journal, form)
    saved = Words("Saved", "The page went on after it was kept.")
    entries.write_entry(
        journal, words=saved, record=form.record, sending=Sending(form.id, 0)
    )

    intake.take_in(journal)

    assert entries.read_entry(journal, record=form.record).words == saved


def test_replayed_note_of_an_erased_entry_is_the_same_words_and_no_others(journal):
    form = form_for(journal)
    taken_in_and_put_back(journal, form)
    entries.erase_entry(journal, record=form.record)

    intake.take_in(journal)

    assert [leaf.header.title for leaf in timeline.page(journal).leaves] == ["Late"]


MALFORMED = {
    "nothing": None,
    "a list": [1, 2],
    "no title": {"text": "x"},
    "no time": {**FORGED, "at": ""},
    "time of no kind": {**FORGED, "at": 7},
    "prompt of one": {**FORGED, "prompt": []},
    "prompt of four": {**FORGED, "prompt": ["a", "b", "c", "d"]},
}
HOSTILE = {
    "title is a number": {**FORGED, "title": 7},
    "text is a list": {**FORGED, "text": ["a"]},
    "text is half a letter": {**FORGED, "text": "\ud800"},
    "title is half a letter": {**FORGED, "title": "\ud800"},
    "origin is a number": {**FORGED, "origin": 7},
    "prompt of numbers": {**FORGED, "prompt": [1, 2, 3]},
    "time at the world's end": {**FORGED, "at": "9999-12-31T23:59:59-14:00"},
}


@pytest.mark.parametrize("values", MALFORMED.values(), ids=MALFORMED)
def test_malformed_note_changes_nothing(journal, entry, words, values):
    put(journal.vault, values)

    intake.take_in(journal)

    assert entries.read_entry(journal, record=entry).words == words
    assert examining.examine(journal) == []


@pytest.mark.parametrize("values", HOSTILE.values(), ids=HOSTILE)
def test_hostile_note_never_keeps_the_journal_closed(journal, entry, values):
    put(journal.vault, values)
    keep(form_for(journal))

    intake.take_in(journal)

    titles = [leaf.header.title for leaf in timeline.page(journal).leaves]
    assert "Late" in titles
    assert examining.examine(journal) == []
