"""Another passphrase, another code, another pepper: nothing is sealed again."""

import pytest
from django.core.management import CommandError, call_command

from journal.crypto.recovery import RecoveryCode
from journal.domain import (
    entries,
    examining,
    inbox_keys,
    peppers,
    recovering,
    slots,
    vaults,
)
from journal.domain.errors import (
    PassphraseError,
    TooManyJournalsError,
    WrongSecretError,
)
from journal.domain.examining import Trouble
from journal.domain.matter import Words
from journal.domain.preferences import read_preferences
from journal.domain.unlocking import opened
from journal.domain.vaults import current_vault, leave_behind, start_journal
from journal.models import Record, Slot, Unlock, Vault
from tests.journal.unlocked import unlock_with_passphrase

OLD = "quiet harbour linen oat seven tide"
NEW = "amber willow north paper grain bell"


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=OLD)


def test_new_passphrase_opens_and_the_old_one_does_not(journal, alice):
    record = entries.write_entry(journal, words=Words("", "The same row."))
    before = bytes(Record.objects.get(id=record).body)
    unlock_with_passphrase(alice, passphrase=OLD, session_key="other device")

    opening = recovering.change_passphrase(
        journal, old=OLD, new=NEW, session_key="here"
    )

    assert opened(alice, cookie=opening.cookie, session_key="here") is not None
    assert Unlock.objects.count() == 1
    unlock_with_passphrase(alice, passphrase=NEW, session_key="here")
    with pytest.raises(WrongSecretError):
        unlock_with_passphrase(alice, passphrase=OLD, session_key="here")
    assert bytes(Record.objects.get(id=record).body) == before
    assert examining.examine(journal) == []


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("not the words", NEW, WrongSecretError), (OLD, "", PassphraseError)],
)
def test_refused_change_leaves_the_old_passphrase(journal, alice, old, new, error):
    with pytest.raises(error):
        recovering.change_passphrase(journal, old=old, new=new, session_key="here")

    unlock_with_passphrase(alice, passphrase=OLD, session_key="here")


def test_passphrase_changed_elsewhere_meanwhile_is_not_overwritten(
    journal, alice, monkeypatch
):
    """Somebody who once learned the old words must not win a race with the new."""
    stretch = slots.new_passphrase_slot

    def change_elsewhere_meanwhile(*arguments, **named):
        monkeypatch.undo()
        recovering.change_passphrase(
            journal, old=OLD, new="words set elsewhere", session_key="other"
        )
        return stretch(*arguments, **named)

    monkeypatch.setattr(slots, "new_passphrase_slot", change_elsewhere_meanwhile)

    with pytest.raises(WrongSecretError):
        recovering.change_passphrase(journal, old=OLD, new=NEW, session_key="here")

    assert Slot.objects.filter(kind=Slot.Kind.PASSPHRASE).count() == 1
    unlock_with_passphrase(alice, passphrase="words set elsewhere", session_key="s")
    with pytest.raises(WrongSecretError):
        unlock_with_passphrase(alice, passphrase=NEW, session_key="here")


def test_old_code_opens_until_the_new_one_is_confirmed(journal):
    old = read_preferences(journal).pending_code
    recovering.confirm_code(journal, text=old)

    recovering.replace_code(journal)

    new = read_preferences(journal).pending_code
    assert new != old
    for code in (old, new):
        slots.open_with_code(RecoveryCode.parse(code))
    with pytest.raises(WrongSecretError):
        recovering.confirm_code(journal, text=old)
    recovering.confirm_code(journal, text=new)
    with pytest.raises(WrongSecretError):
        slots.open_with_code(RecoveryCode.parse(old))
    slots.open_with_code(RecoveryCode.parse(new))
    assert read_preferences(journal).pending_code == ""
    assert examining.examine(journal) == []


def test_code_replaced_twice_leaves_the_confirmed_and_the_last(journal):
    first = read_preferences(journal).pending_code
    recovering.confirm_code(journal, text=first)

    recovering.replace_code(journal)
    recovering.replace_code(journal)

    assert Slot.objects.filter(kind=Slot.Kind.RECOVERY).count() == 2
    slots.open_with_code(RecoveryCode.parse(first))


def test_outdated_cost_is_raised_at_the_next_unlock(journal, alice, settings):
    settings.JOURNAL_ARGON2 = (2, 128, 1)

    unlock_with_passphrase(alice, passphrase=OLD, session_key="here")

    row = Slot.objects.get(kind=Slot.Kind.PASSPHRASE)
    assert (row.argon2_time, row.argon2_memory_kib) == (2, 128)
    unlock_with_passphrase(alice, passphrase=OLD, session_key="here")
    assert examining.examine(journal) == []


def test_pepper_is_rotated_without_a_passphrase(journal, alice, settings):
    first = dict(settings.JOURNAL_PEPPERS)
    settings.JOURNAL_PEPPERS = {"p9": b"\x09" * 32, **first}

    call_command("rotate_pepper")

    assert peppers.pepper_ids_in_use() == {"p9"}
    settings.JOURNAL_PEPPERS = {"p9": b"\x09" * 32}
    unlock_with_passphrase(alice, passphrase=OLD, session_key="here")
    assert peppers.rotate() == 0


def test_rotation_without_the_old_pepper_changes_nothing(journal, alice, settings):
    before = dict(settings.JOURNAL_PEPPERS)
    settings.JOURNAL_PEPPERS = {"p9": b"\x09" * 32}

    with pytest.raises(CommandError):
        call_command("rotate_pepper")

    settings.JOURNAL_PEPPERS = before
    unlock_with_passphrase(alice, passphrase=OLD, session_key="here")


def test_passphrase_is_refused_as_the_accounts_password(alice_client, alice):
    start_journal(alice, passphrase=OLD)

    response = alice_client.post(
        "/account/password/change/",
        {"oldpassword": "seven quiet herons", "password1": OLD, "password2": OLD},
    )

    assert "other than your passphrase" in response.content.decode()
    alice.refresh_from_db()
    assert alice.check_password("seven quiet herons")


def test_journal_left_behind_opens_with_its_own_passphrase(journal, alice):
    record = entries.write_entry(journal, words=Words("", "From before."))
    leave_behind(alice)
    start_journal(alice, passphrase=NEW)

    opening = unlock_with_passphrase(alice, passphrase=OLD, session_key="here")

    assert entries.read_entry(opening.journal, record=record).text == "From before."
    assert current_vault(alice) == journal.vault
    assert opened(alice, cookie=opening.cookie, session_key="here") is not None
    newer = unlock_with_passphrase(alice, passphrase=NEW, session_key="here")
    assert newer.journal.vault_id != journal.vault_id


def test_no_number_of_new_journals_buries_one_that_was_left_behind(journal, alice):
    for number in range(vaults.MOST - 1):
        leave_behind(alice)
        start_journal(alice, passphrase=f"{NEW} {number}")

    with pytest.raises(TooManyJournalsError):
        leave_behind(alice)

    assert current_vault(alice) != journal.vault
    opening = unlock_with_passphrase(alice, passphrase=OLD, session_key="here")
    assert opening.journal.vault_id == journal.vault_id


def test_journal_that_begins_beside_the_last_is_one_too_many(journal, alice):
    for number in range(vaults.MOST - 1):
        leave_behind(alice)
        start_journal(alice, passphrase=f"{NEW} {number}")
    # Left behind by a press that was let through before the last one had begun.
    Vault.objects.filter(owner=alice).update(is_current=False)

    with pytest.raises(TooManyJournalsError):
        start_journal(alice, passphrase=NEW)

    assert Vault.objects.filter(owner=alice).count() == vaults.MOST


def test_damaged_inbox_is_made_anew_when_that_is_accepted(journal):
    Vault.objects.filter(pk=journal.vault_id).update(inbox_private_key=b"nothing")
    journal.vault.refresh_from_db()
    assert [f.trouble for f in examining.examine(journal)] == [Trouble.KEYS]

    examining.accept(journal)

    journal.vault.refresh_from_db()
    assert examining.examine(journal) == []
    assert inbox_keys.is_own(journal)
