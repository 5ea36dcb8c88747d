"""New keys: all that was, under a key that nobody has had before."""

import pytest

from journal.crypto.keys import key_id_of
from journal.crypto.recovery import RecoveryCode
from journal.domain import (
    copying,
    entries,
    examining,
    exchanging,
    inbox,
    intake,
    passkeys,
    recovering,
    renewing,
    timeline,
    unlocking,
)
from journal.domain.errors import (
    EntryDamagedError,
    KeysChangedError,
    ListDamagedError,
    WrongSecretError,
)
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import ManifestBlock, Note, Record, Slot, Unlock, Vault
from tests.journal.plenty import fill

NEW = "sable orchard mint quill nine lantern"
SESSION = "a session's key"


@pytest.fixture
def written(journal):
    """Write three entries and return their ids."""
    return [
        entries.write_entry(journal, words=Words(f"Title {n}", f"Text {n}"))
        for n in range(3)
    ]


def begun(journal, passphrase, *, new=NEW) -> RecoveryCode:
    renewing.begin(journal, old=passphrase, new=new, session_key=SESSION)
    text = renewing.renewal_of(journal).code.text
    renewing.confirm_code(journal, text=text)
    return RecoveryCode.parse(text)


def to_the_end(journal) -> OpenJournal:
    for _ in range(10):
        opening = exchanging.go_on(journal, session_key=SESSION)
        if opening:
            return opening.journal
    raise AssertionError


def texts(journal):
    page = timeline.page(journal)
    assert not [leaf for leaf in page.leaves if leaf.trouble]
    return {
        leaf.id: entries.read_entry(journal, record=leaf.id).text
        for leaf in page.leaves
    }


def test_every_page_is_there_under_new_keys(journal, passphrase, written):
    before, old_key = texts(journal), journal.key
    change_preferences(journal, time_zone="Africa/Accra")
    begun(journal, passphrase)

    renewed = to_the_end(journal)

    assert texts(renewed) == before
    assert set(before) == set(written)
    assert renewed.key != old_key
    assert examining.examine(renewed) == []
    assert read_preferences(renewed).time_zone == "Africa/Accra"
    assert read_preferences(renewed).renewing == {}
    assert renewed.vault.generation == 2
    assert bytes(renewed.vault.pending_key) == b""


def test_nothing_opens_under_the_old_key(journal, alice, passphrase, written):
    old_code = read_preferences(journal).pending_code
    code = begun(journal, passphrase)
    old = OpenJournal(Vault.objects.get(), journal.key)

    to_the_end(journal)

    assert set(Slot.objects.values_list("generation", flat=True)) == {2}
    assert set(Record.objects.values_list("generation", flat=True)) == {2}
    assert Vault.objects.get().key_id == key_id_of(
        unlocking.open_with_passphrase(alice, passphrase=NEW).key
    )
    for wrong in (passphrase, "words that were never set"):
        with pytest.raises(WrongSecretError):
            unlocking.open_with_passphrase(alice, passphrase=wrong)
    with pytest.raises(WrongSecretError):
        recovering.owner_of_code(old_code)
    assert recovering.owner_of_code(code.text) == alice.pk
    under_old_key = OpenJournal(Vault.objects.get(), old.key)
    with pytest.raises(ListDamagedError):
        timeline.page(under_old_key)
    for record in written:
        with pytest.raises(EntryDamagedError):
            entries.read_entry(under_old_key, record=record)


def test_backup_and_the_old_words_do_not_open_what_came_later(
    journal, alice, passphrase, written
):
    backup = list(Slot.objects.values())
    begun(journal, passphrase)
    renewed = to_the_end(journal)
    later = entries.write_entry(renewed, words=Words("", "after the new keys"))

    # The thief puts the old slots beside the new rows, and opens with the old words.
    Slot.objects.bulk_create(Slot(**row) for row in backup)
    Vault.objects.update(generation=1, key_id=journal.vault.key_id)
    old = unlocking.open_with_passphrase(alice, passphrase=passphrase)

    assert old.key == journal.key
    Vault.objects.update(generation=2)
    with pytest.raises(EntryDamagedError):
        entries.read_entry(OpenJournal(Vault.objects.get(), old.key), record=later)


def test_passkeys_open_nothing_afterwards(journal, alice, passphrase, written):
    recovering.confirm_code(journal, text=read_preferences(journal).pending_code)
    answer = passkeys.Answer(b"a passkey's id", b"o" * 32)
    passkeys.add_passkey(journal, answer, salt=b"s" * 32, name="My phone")
    assert passkeys.open_with_passkey(alice, answer).key == journal.key
    begun(journal, passphrase)

    renewed = to_the_end(journal)

    assert passkeys.passkeys_in(renewed) == []
    assert read_preferences(renewed).passkeys == {}
    assert examining.examine(renewed) == []
    with pytest.raises(WrongSecretError):
        passkeys.open_with_passkey(alice, answer)


def test_same_words_may_open_the_new_keys(journal, alice, passphrase, written):
    begun(journal, passphrase, new=passphrase)

    renewed = to_the_end(journal)

    opened = unlocking.open_with_passphrase(alice, passphrase=passphrase)
    assert opened.key == renewed.key


def test_until_the_exchange_the_old_words_and_code_open(
    journal, alice, passphrase, written
):
    old_code = read_preferences(journal).pending_code
    code = begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)

    assert Record.objects.filter(generation=2).count() == 3
    opened = unlocking.open_with_passphrase(alice, passphrase=passphrase)
    assert set(texts(opened)) == set(written)
    assert examining.examine(opened) == []
    assert recovering.owner_of_code(old_code) == alice.pk
    with pytest.raises(WrongSecretError):
        recovering.owner_of_code(code.text)
    with pytest.raises(WrongSecretError):
        unlocking.open_with_passphrase(alice, passphrase=NEW)


def test_wrong_passphrase_begins_nothing(journal, written):
    with pytest.raises(WrongSecretError):
        renewing.begin(journal, old="not the passphrase", new=NEW, session_key=SESSION)

    assert renewing.renewal_of(journal) is None
    assert Slot.objects.count() == 2


def test_code_must_be_confirmed_first(journal, passphrase, written):
    renewing.begin(journal, old=passphrase, new=NEW, session_key=SESSION)

    with pytest.raises(WrongSecretError):
        exchanging.go_on(journal, session_key=SESSION)
    with pytest.raises(WrongSecretError):
        renewing.confirm_code(journal, text=RecoveryCode.generate().text)

    assert renewing.renewal_of(journal).copied == 0


def test_later_unlock_goes_on_where_it_stopped(
    journal, alice, passphrase, written, monkeypatch
):
    monkeypatch.setattr(copying, "BATCH", 2)
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)

    later = unlocking.open_with_passphrase(alice, passphrase=passphrase)

    assert renewing.renewal_of(later).copied == 2
    assert len(texts(to_the_end(later))) == 3


def test_part_of_the_list_that_is_copied_is_passed_over(
    journal, passphrase, monkeypatch
):
    fill(journal, 300, text="x")
    monkeypatch.setattr(copying, "BATCH", 290)
    begun(journal, passphrase)
    assert len(ManifestBlock.objects.filter(vault=journal.vault_id)) == 2

    renewed = to_the_end(journal)

    assert timeline.page(renewed).total == 300
    assert examining.examine(renewed) == []


def test_page_that_changes_meanwhile_is_copied_again(journal, passphrase, written):
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)
    revised, erased, _kept = written
    entries.revise_entry(
        journal, record=revised, base=1, words=Words("New", "new words")
    )
    entries.erase_entry(journal, record=erased)
    added = entries.write_entry(journal, words=Words("Added", "added words"))

    assert Record.objects.filter(generation=2).count() == 1
    renewed = to_the_end(journal)

    now = texts(renewed)
    assert now[revised] == "new words"
    assert now[added] == "added words"
    assert erased not in now
    assert examining.examine(renewed) == []


def test_page_erased_and_written_again_is_not_the_old_copy(
    journal, passphrase, written
):
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)
    entries.erase_entry(journal, record=written[0])
    entries.write_entry(journal, words=Words("", "other words"), record=written[0])

    renewed = to_the_end(journal)

    assert texts(renewed)[written[0]] == "other words"


def test_page_saved_during_the_exchange_puts_it_off(
    journal, passphrase, written, monkeypatch
):
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)
    prepare = exchanging._prepare  # noqa: SLF001 -- the moment before the lock
    other_device = OpenJournal(Vault.objects.get(), journal.key)

    def save_in_between(*arguments):
        prepared = prepare(*arguments)
        monkeypatch.undo()
        entries.write_entry(other_device, words=Words("", "just now"))
        return prepared

    monkeypatch.setattr(exchanging, "_prepare", save_in_between)

    assert exchanging.go_on(journal, session_key=SESSION) is None
    assert Vault.objects.get().generation == 1
    fresh = OpenJournal(Vault.objects.get(), journal.key)
    assert "just now" in texts(to_the_end(fresh)).values()


def test_note_that_comes_in_between_is_taken_in_first(journal, passphrase, written):
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "from the drop page"))

    renewed = to_the_end(journal)

    assert "from the drop page" in texts(renewed).values()
    assert not Note.objects.exists()


def test_note_that_does_not_open_yet_opens_after_new_keys(journal, passphrase, written):
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "damaged for a while"))
    note = Note.objects.get()
    whole, note.sealed = note.sealed, b"nothing"
    note.save()
    begun(journal, passphrase)
    renewed = to_the_end(journal)
    assert Note.objects.count() == 1

    Note.objects.update(sealed=whole)
    intake.take_in(renewed)

    assert "damaged for a while" in texts(renewed).values()
    assert not Note.objects.exists()


def test_request_that_holds_the_old_key_writes_nothing(journal, passphrase, written):
    begun(journal, passphrase)
    elsewhere = OpenJournal(Vault.objects.get(), journal.key)
    renewed = to_the_end(journal)

    with pytest.raises(KeysChangedError):
        entries.write_entry(elsewhere, words=Words("", "under the old key"))

    assert len(texts(renewed)) == 3


def test_every_open_journal_is_locked_but_this_one(journal, alice, passphrase, written):
    other = unlocking.keep_open(journal, session_key="another session")
    begun(journal, passphrase)

    to_the_end(journal)

    assert (
        unlocking.opened(alice, cookie=other.cookie, session_key="another session")
        is None
    )
    assert Unlock.objects.count() == 1


@pytest.mark.parametrize("end", ["call off", "passphrase", "code", "recover"])
def test_other_change_of_keys_ends_what_was_under_way(
    journal, alice, passphrase, written, end
):
    begun(journal, passphrase)
    exchanging.go_on(journal, session_key=SESSION)
    if end == "call off":
        renewing.call_off(journal)
    elif end == "passphrase":
        recovering.change_passphrase(
            journal, old=passphrase, new="other words for it", session_key=SESSION
        )
    elif end == "code":
        recovering.replace_code(journal)
    else:
        code = read_preferences(journal).pending_code
        recovering.recover(code, passphrase="words after the code")

    now = OpenJournal(Vault.objects.get(), journal.key)
    assert renewing.renewal_of(now) is None
    assert Record.objects.filter(generation=2).count() == 0
    assert set(Slot.objects.values_list("generation", flat=True)) == {1}
    assert examining.examine(now) == []
    assert set(texts(now)) == set(written)


def test_confirming_the_present_code_leaves_new_keys_under_way(
    journal, passphrase, written
):
    present = read_preferences(journal).pending_code
    begun(journal, passphrase)

    recovering.confirm_code(journal, text=present)

    assert len(texts(to_the_end(journal))) == 3


def test_changed_page_is_never_blessed(journal, passphrase, written):
    begun(journal, passphrase)
    Record.objects.filter(id=written[0]).update(header=b"nothing")

    with pytest.raises(ListDamagedError):
        to_the_end(journal)

    assert Vault.objects.get().generation == 1


def test_rolled_back_page_is_never_blessed(journal, passphrase, written):
    older = Record.objects.filter(id=written[0]).values().get()
    entries.revise_entry(journal, record=written[0], base=1, words=Words("", "later"))
    begun(journal, passphrase)
    Record.objects.filter(id=written[0]).update(**older)

    with pytest.raises(ListDamagedError):
        to_the_end(journal)


def test_page_that_does_not_open_keeps_new_keys_from_beginning(
    journal, passphrase, written
):
    Record.objects.filter(id=written[0]).update(body=b"nothing")
    with pytest.raises(ListDamagedError):
        renewing.begin(journal, old=passphrase, new=NEW, session_key=SESSION)
    examining.accept(journal)

    with pytest.raises(EntryDamagedError):
        renewing.begin(journal, old=passphrase, new=NEW, session_key=SESSION)
    entries.erase_entry(journal, record=written[0])
    begun(journal, passphrase)

    assert len(texts(to_the_end(journal))) == 2


def test_changed_slot_of_the_new_code_keeps_the_exchange_from_happening(
    journal, passphrase, written
):
    begun(journal, passphrase)
    Slot.objects.filter(generation=2, kind=Slot.Kind.RECOVERY).update(sealed=bytes(93))

    with pytest.raises(WrongSecretError):
        to_the_end(journal)

    assert Vault.objects.get().generation == 1
    assert set(texts(journal)) == set(written)


def test_changed_pending_key_ends_the_renewal(journal, passphrase, written):
    begun(journal, passphrase)
    Vault.objects.update(pending_key=bytes(61))

    now = OpenJournal(Vault.objects.get(), journal.key)

    assert renewing.renewal_of(now) is None
    with pytest.raises(WrongSecretError):
        exchanging.go_on(now, session_key=SESSION)


def test_second_renewal_follows_the_first(journal, passphrase, written):
    begun(journal, passphrase)
    renewed = to_the_end(journal)

    begun(renewed, NEW, new="third words to open it with")
    again = to_the_end(renewed)

    assert set(texts(again)) == set(written)
    assert again.vault.generation == 3
    assert ManifestBlock.objects.count() == 1


def test_long_pages_are_copied_a_few_at_a_time(
    journal, passphrase, written, monkeypatch
):
    monkeypatch.setattr(copying, "BATCH_SIZE", 1)
    begun(journal, passphrase)

    exchanging.go_on(journal, session_key=SESSION)

    assert renewing.renewal_of(journal).copied == 1
    assert len(texts(to_the_end(journal))) == 3
