"""Intake when the database refuses, or another device was faster."""

import pytest
from django.db import DatabaseError, connection

from journal.domain import examining, inbox, inbox_keys, intake
from journal.domain.matter import Words
from journal.domain.notes import OpenedNote
from journal.models import Note, Vault
from tests.journal.domain.late import form_for, keep, shown


class Refusing:
    """Instrumentation of the connection that lets no record be written."""

    def __init__(self):
        self.refused = 0

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "journal_record"'):
            self.refused += 1
            raise DatabaseError("The disk is full.")
        return execute(sql, params, many, context)


class Faster:
    """Instrumentation that takes the notes away once the vault's row is held."""

    def __init__(self):
        self.is_done = False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'FROM "journal_vault"' in sql and not self.is_done:
            self.is_done = True
            Note.objects.all().delete()
        return result


def test_note_that_the_database_refuses_waits_for_the_next_time(journal):
    keep(form_for(journal))
    refusing = Refusing()

    with connection.execute_wrapper(refusing):
        taken = intake.take_in(journal)

    assert (taken, refusing.refused, Note.objects.count()) == (0, 1, 1)
    assert intake.take_in(journal) == 1
    assert shown(journal) == [("Late", True)]
    assert examining.examine(journal) == []


def test_note_that_another_device_took_in_is_not_taken_twice(journal):
    keep(form_for(journal))

    with connection.execute_wrapper(Faster()):
        taken = intake.take_in(journal)

    assert taken == 0
    assert shown(journal) == []


def test_late_autosave_changes_nothing(journal):
    form = form_for(journal)
    keep(form, Words("Newer", "Both lines."), sequence=2)
    before = bytes(Note.objects.get().sealed)

    keep_autosave(form, Words("Older", "One line."), sequence=1)

    assert bytes(Note.objects.get().sealed) == before
    intake.take_in(journal)
    assert shown(journal) == [("Newer", True)]


def keep_autosave(form, words, *, sequence):
    intake_of = {"ticket": form.ticket, "token": form.origin, "words": words}
    inbox.keep(**intake_of, sequence=sequence, is_autosave=True)


@pytest.mark.parametrize("waits", [True, False])
def test_new_key_pair_is_made_only_while_nothing_waits_for_the_old(journal, waits):
    if waits:
        keep(form_for(journal))
    before = bytes(journal.vault.inbox_public_key)
    Vault.objects.update(inbox_private_key=b"damaged")
    journal.vault.refresh_from_db()

    inbox_keys.mend(journal)
    inbox_keys.renew(journal)

    after = bytes(Vault.objects.get(pk=journal.vault_id).inbox_public_key)
    assert (after == before) is waits


def test_opened_note_shows_no_words(journal):
    note = OpenedNote(Words("Title", "Text"), "t", form_for(journal).id, None)

    assert repr(note) == "<note>"
