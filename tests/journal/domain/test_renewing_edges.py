"""New keys where something is in the way: another device, a damaged row, a thief."""

import uuid

import pytest

from journal.domain import (
    copying,
    entries,
    examining,
    exchanging,
    inbox,
    inbox_keys,
    manifest,
    passkeys,
    recovering,
    renewing,
    slots,
    unlocking,
)
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    WrongSecretError,
)
from journal.domain.examining import Finding, Trouble
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock, Record, Slot, Vault
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

    assert inbox_keys.keys_to_keep(journal) == {}


def test_new_keys_show_nothing_of_themselves(journal, copied):
    renewal = renewing.renewal_of(journal)

    assert renewing.is_under_way(journal)
    assert (repr(renewal), repr(renewal.code)) == ("<renewal>", "<code>")


def test_journal_knows_whether_it_has_passkeys(journal):
    assert not passkeys.has_passkeys(journal)


@pytest.mark.parametrize("column", ["header", "body"])
def test_changed_copy_is_made_again(journal, copied, column):
    copy = Record.objects.get(id=copied[0], generation=2)
    flipped = bytearray(getattr(copy, column))
    flipped[40] ^= 1
    Record.objects.filter(id=copied[0], generation=2).update(**{column: bytes(flipped)})

    renewed = to_the_end(journal)

    assert set(texts(renewed).values()) == {"one", "two"}
    assert examining.examine(renewed) == []


def test_copy_from_before_the_page_was_written_anew_is_made_again(journal, copied):
    older = Record.objects.filter(id=copied[0], generation=2).values().get()
    entries.erase_entry(journal, record=copied[0])
    entries.write_entry(journal, words=Words("", "newer"), record=copied[0])
    assert exchanging.go_on(journal, session_key=SESSION) is None
    Record.objects.filter(id=copied[0], generation=2).update(
        header=older["header"], body=older["body"]
    )

    renewed = to_the_end(journal)

    assert set(texts(renewed).values()) == {"newer", "two"}


def test_copies_of_a_try_whose_key_was_taken_away_are_not_used(
    journal, copied, passphrase
):
    Vault.objects.update(pending_key=b"")
    now = OpenJournal(Vault.objects.get(), journal.key)

    begun(now, passphrase)

    assert Record.objects.filter(generation=2).count() == 0
    assert set(texts(to_the_end(now)).values()) == {"one", "two"}


def test_copies_that_another_window_made_stay(journal, copied, monkeypatch):
    other_window = OpenJournal(Vault.objects.get(), journal.key)
    head = manifest.read_head(other_window)
    lines = [
        line
        for line in manifest.all_lines(other_window, head)
        if line.record != head.settings
    ]
    before = set(Record.objects.filter(generation=2).values_list("id", "body"))
    # It read which pages were missing before the first window stored its copies.
    monkeypatch.setattr(copying, "missing_lines", lambda *_: lines)

    copying.copy_batch(other_window, renewing.following_of(other_window))

    after = set(Record.objects.filter(generation=2).values_list("id", "body"))
    assert after == before


def test_passphrase_that_ended_meanwhile_does_not_come_back(
    journal, alice, passphrase, monkeypatch
):
    here = OpenJournal(Vault.objects.get(), journal.key)
    stretch = slots.new_passphrase_slot

    def change_elsewhere_meanwhile(*arguments, **named):
        monkeypatch.undo()
        recovering.change_passphrase(
            journal, old=passphrase, new="words set elsewhere", session_key="other"
        )
        return stretch(*arguments, **named)

    monkeypatch.setattr(slots, "new_passphrase_slot", change_elsewhere_meanwhile)

    with pytest.raises(WrongSecretError):
        renewing.begin(here, old=passphrase, new=passphrase, session_key=SESSION)

    assert not Slot.objects.filter(generation=2).exists()


def test_beginning_locks_every_other_device(journal, alice, passphrase):
    other = unlocking.keep_open(journal, session_key="other")

    opening = renewing.begin(
        journal, old=passphrase, new=passphrase, session_key=SESSION
    )

    assert unlocking.opened(alice, cookie=other.cookie, session_key="other") is None
    assert unlocking.opened(alice, cookie=opening.cookie, session_key=SESSION)


def test_page_that_was_accepted_as_damaged_meanwhile_is_said(journal, passphrase):
    entry = entries.write_entry(journal, words=Words("", "one"))
    begun(journal, passphrase)
    Record.objects.filter(id=entry).update(body=b"nothing")
    examining.accept(journal)

    with pytest.raises(EntryDamagedError):
        exchanging.go_on(journal, session_key=SESSION)


def test_page_saved_while_the_list_is_damaged_is_not_deleted(
    journal, copied, monkeypatch
):
    prepare = exchanging._prepare  # noqa: SLF001 -- the moment before the lock
    other_device = OpenJournal(Vault.objects.get(), journal.key)

    def save_with_a_damaged_list(*arguments):
        prepared = prepare(*arguments)
        monkeypatch.undo()
        whole = list(ManifestBlock.objects.values_list("pk", "sealed"))
        ManifestBlock.objects.update(sealed=b"damaged")
        entries.write_entry(other_device, words=Words("", "just now"))
        for pk, sealed in whole:
            ManifestBlock.objects.filter(pk=pk).update(sealed=sealed)
        return prepared

    monkeypatch.setattr(exchanging, "_prepare", save_with_a_damaged_list)

    assert exchanging.go_on(journal, session_key=SESSION) is None

    kept = OpenJournal(Vault.objects.get(), journal.key)
    examining.accept(kept)
    assert "just now" in texts(kept).values()


def test_missing_passphrase_slot_keeps_the_exchange_from_happening(journal, copied):
    Slot.objects.filter(generation=2, kind=Slot.Kind.PASSPHRASE).delete()

    with pytest.raises(WrongSecretError):
        exchanging.go_on(journal, session_key=SESSION)
