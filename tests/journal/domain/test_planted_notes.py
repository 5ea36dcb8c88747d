"""Planted notes: none changes an entry; each bears the mark, or sealing refuses.

Forged rows, tokens that do not vouch, swapped public keys and replays of several kinds
are in ``test_intake.py``, moved and expired tickets in ``test_inbox.py``.
"""

import pytest

from journal.crypto.inbox_keys import InboxPrivateKey
from journal.domain import entries, inbox, intake, slots
from journal.domain.errors import InboxClosedError, WrongSecretError
from journal.domain.matter import Sending, Words
from journal.domain.vaults import start_journal
from journal.models import Note, Vault
from tests.journal.domain.late import LATE, form_for, keep, shown
from tests.journal.domain.planting import FORGED, sealed_by_hand, taken_in_and_put_back

EMPTY, NEWER = Words("", ""), Words("Newer", "Written since.")
AS_IT_WAS = ("The lift", True)


@pytest.fixture
def entry(journal, words):
    """Alice's entry, which nobody may change."""
    return entries.write_entry(journal, words=words)


def unchanged(journal, entry, words):
    found = entries.read_entry(journal, record=entry)
    return (found.words, found.revision) == (words, 1)


# --- Another person at the browser that is signed in ----------------------------------


def test_words_dropped_by_another_person_bear_the_mark(journal, entry, words):
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token="", words=LATE)

    intake.take_in(journal)

    assert shown(journal) == [("Late", False), AS_IT_WAS]
    assert unchanged(journal, entry, words)


def test_form_of_an_entry_without_its_token_bears_the_mark(journal, entry, words):
    form = form_for(journal, record=entry, revision=1)
    inbox.keep(ticket=form.ticket, token="", words=LATE, sequence=9)

    intake.take_in(journal)

    assert shown(journal) == [("Late", False), AS_IT_WAS]
    assert unchanged(journal, entry, words)


def test_dropped_words_with_another_pages_token_bear_the_mark(journal, entry, words):
    token = form_for(journal, record=entry, revision=1).origin
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token=token, words=LATE)

    intake.take_in(journal)

    assert shown(journal) == [("Late", False), AS_IT_WAS]
    assert unchanged(journal, entry, words)


# --- A writer of rows: an earlier state that was never typed --------------------------


def emptied(journal, form):
    """Write a page, and empty it; what stood there before is kept beside."""
    keep(form, Words("Before", "A long page."), sequence=1)
    keep(form, EMPTY, sequence=2)
    return Note.objects.get()


def test_emptied_page_comes_back_as_the_writers_own(journal):
    emptied(journal, form_for(journal))

    intake.take_in(journal)

    assert shown(journal) == [("Before", True)]


@pytest.mark.parametrize("token", ["", "another form's"])
def test_forged_earlier_state_bears_the_mark(journal, entry, words, token):
    form = form_for(journal, record=entry, revision=1)
    row = emptied(journal, form)
    tokens = {"another form's": form_for(journal, record=entry, revision=1).origin}
    values = {**FORGED, "origin": tokens.get(token, token)}
    row.earlier = sealed_by_hand(journal.vault, values, note=row.pk, sequence=1)
    row.save()

    intake.take_in(journal)

    assert shown(journal) == [("Forged", False), AS_IT_WAS]
    assert unchanged(journal, entry, words)


# --- A writer of rows: the key that words are sealed to -------------------------------


@pytest.mark.parametrize("is_drop", [True, False], ids=["drop", "form"])
def test_swapped_public_key_is_sealed_to_by_nothing(journal, is_drop):
    form = form_for(journal)
    ticket = inbox.seal_for_drop(journal.vault) if is_drop else form.ticket
    thiefs = InboxPrivateKey.generate().public_key.material
    Vault.objects.update(inbox_public_key=thiefs)

    with pytest.raises(InboxClosedError):
        inbox.keep(ticket=ticket, token=form.origin, words=LATE)

    assert Note.objects.count() == 0


def test_raised_generation_takes_no_words(journal):
    form = form_for(journal)
    Vault.objects.update(generation=2)

    with pytest.raises(InboxClosedError):
        keep(form)


def test_swapped_key_id_opens_nothing_and_loses_nothing(journal, carols, passphrase):
    form = form_for(journal)
    own, theirs = journal.vault.key_id, carols.vault.key_id
    Vault.objects.filter(pk=journal.vault_id).update(key_id=theirs)

    keep(form)

    vault = Vault.objects.get(pk=journal.vault_id)
    with pytest.raises(WrongSecretError):
        slots.open_with_passphrase(vault, passphrase=passphrase)
    assert intake.take_in(carols) == 0
    Vault.objects.filter(pk=journal.vault_id).update(key_id=own)
    assert intake.take_in(journal) == 1
    assert shown(journal) == [("Late", True)]


def test_vault_put_under_another_owner_takes_no_words(alice, carol, journal, carols):
    # Carol lays her own journal in Alice's way, with key and MAC as the site made them.
    Vault.objects.filter(pk=journal.vault_id).update(is_current=False)
    Vault.objects.filter(pk=carols.vault_id).update(owner=alice)
    laid = Vault.objects.get(pk=carols.vault_id)

    with pytest.raises(InboxClosedError):
        inbox.keep(ticket=inbox.seal_for_drop(laid), token="", words=LATE)

    assert Note.objects.count() == 0


def test_second_journal_of_an_owner_takes_words_under_its_own_key(alice, journal):
    Vault.objects.filter(pk=journal.vault_id).update(is_current=False)
    second = start_journal(alice, passphrase="the second journals words")

    inbox.keep(ticket=inbox.seal_for_drop(second.vault), token="", words=LATE)

    assert [intake.take_in(journal), intake.take_in(second)] == [0, 1]


# --- A writer of rows: notes that were taken in before --------------------------------


def test_replayed_note_with_a_raised_sequence_opens_nothing(journal):
    form = form_for(journal)
    row = taken_in_and_put_back(journal, form)
    Note.objects.update(sequence=row.sequence + 5)

    assert intake.take_in(journal) == 0

    assert shown(journal) == [("Late", True)]
    assert entries.read_entry(journal, record=form.record).revision == 1


def test_replayed_drop_bears_the_mark_again(journal, entry, words):
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token="", words=LATE)
    row = Note.objects.get()
    intake.take_in(journal)
    row.save(force_insert=True)

    intake.take_in(journal)

    assert shown(journal) == [("Late", False), ("Late", False), AS_IT_WAS]
    assert unchanged(journal, entry, words)


def moved_on(journal, form, base):
    """Let the entry of a form go on by another one."""
    entries.revise_entry(
        journal,
        record=form.record,
        base=base,
        words=NEWER,
        sending=Sending(form_for(journal).id, 1),
    )


@pytest.mark.parametrize("is_edit", [True, False], ids=["edit", "new"])
def test_note_replayed_again_and_again_adds_one_entry_at_most(
    journal, entry, words, is_edit
):
    form = form_for(journal, record=entry, revision=1) if is_edit else form_for(journal)
    row = taken_in_and_put_back(journal, form)
    moved_on(journal, form, base=2 if is_edit else 1)

    for _ in range(3):
        intake.take_in(journal)
        row.save(force_insert=True)

    others = [] if is_edit else [AS_IT_WAS]
    assert shown(journal) == sorted([("Late", True), ("Newer", True), *others])
    assert entries.read_entry(journal, record=form.record).words == NEWER
