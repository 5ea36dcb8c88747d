"""New keys where something is in the way: another device, a damaged row, a thief."""

import uuid

import pytest

from journal.domain import (
    entries,
    examining,
    exchanging,
    inbox,
    intake,
    passkeys,
    renewing,
)
from journal.domain.errors import ListDamagedError, WrongSecretError
from journal.domain.examining import Finding, Trouble
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.models import Record, Slot, Vault
from tests.journal.domain.test_renewing import SESSION, begun, texts, to_the_end


@pytest.fixture
def copied(journal, passphrase):
    """Write two pages, begin new keys, and copy both pages; return their ids."""
    written = [
        entries.write_entry(journal, words=Words("", text)) for text in ("one", "two")
    ]
    begun(journal, passphrase)
    assert exchanging.go_on(journal, session_key=SESSION) is None
    return written


def test_save_on_another_device_only_puts_a_step_off(journal, copied):
    here = OpenJournal(Vault.objects.get(), journal.key)
    entries.write_entry(journal, words=Words("", "saved elsewhere, just now"))

    assert exchanging.go_on(here, session_key=SESSION) is None

    fresh = OpenJournal(Vault.objects.get(), journal.key)
    assert set(texts(to_the_end(fresh)).values()) == {
        *("one", "two", "saved elsewhere, just now"),
    }


def test_row_that_appears_before_the_exchange_is_looked_at_first(journal, copied):
    row = Record.objects.get(id=copied[0], generation=1)
    row.id = uuid.uuid4()
    row.save(force_insert=True)

    with pytest.raises(ListDamagedError):
        exchanging.go_on(journal, session_key=SESSION)

    assert Vault.objects.get().generation == 1


def test_row_that_vanishes_before_it_is_copied_is_looked_at_first(journal, copied):
    Record.objects.filter(id=copied[0]).delete()

    with pytest.raises(ListDamagedError):
        exchanging.go_on(journal, session_key=SESSION)


def test_copy_that_vanishes_at_the_last_moment_keeps_its_page(journal, copied):
    following = renewing.following_of(journal)
    Record.objects.filter(id=copied[0], generation=2).delete()

    assert exchanging._exchange(journal, following) is False  # noqa: SLF001 -- the last moment

    assert set(texts(to_the_end(journal)).values()) == {"one", "two"}


def test_copy_that_nobody_made_is_named_afterwards(journal, copied):
    row = Record.objects.get(id=copied[0], generation=2)
    row.id = uuid.uuid4()
    row.save(force_insert=True)

    renewed = to_the_end(journal)

    assert examining.examine(renewed) == [Finding(Trouble.EXTRA)]
    assert set(texts(renewed).values()) == {"one", "two"}


def test_missing_slot_of_the_new_code_keeps_the_exchange_from_happening(
    journal, copied
):
    Slot.objects.filter(generation=2, kind=Slot.Kind.RECOVERY).delete()

    with pytest.raises(WrongSecretError):
        exchanging.go_on(journal, session_key=SESSION)


def test_inbox_that_does_not_open_is_not_taken_along(journal):
    inbox.keep(
        ticket=inbox.seal_for_drop(journal.vault), token="", words=Words("", "late")
    )
    journal.vault.inbox_private_key = b"damaged"

    assert intake.inboxes_to_keep(journal) == {}


def test_new_keys_show_nothing_of_themselves(journal, copied):
    renewal = renewing.renewal_of(journal)

    assert renewing.is_under_way(journal)
    assert (repr(renewal), repr(renewal.code)) == ("<renewal>", "<code>")


def test_journal_knows_whether_it_has_passkeys(journal):
    assert not passkeys.has_passkeys(journal)
