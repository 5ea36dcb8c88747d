"""The recovery code: it opens once, ends what was open, and is then another."""

import pytest
from django.db import connection

from journal.crypto.recovery import RecoveryCode
from journal.domain import entries, examining, recovering, slots, unlocking
from journal.domain.errors import (
    CodeTypingError,
    PassphraseError,
    WrongSecretError,
)
from journal.domain.examining import Trouble
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, read_preferences
from journal.domain.vaults import current_vault, leave_behind, start_journal
from journal.models import ManifestBlock, Record, Slot, Unlock, Vault
from recovery_site.accounts.models import Session
from tests.journal.unlocked import unlock_with_passphrase

NEW = "amber willow north paper grain bell"
NOBODYS = RecoveryCode(b"none", b"s" * 16).text


@pytest.fixture
def code(journal):
    return recovering.pending_code(journal)


def open_with(user, passphrase):
    return unlock_with_passphrase(user, passphrase=passphrase, session_key="s").journal


def mistyped(code):
    return ("1" if code[0] != "1" else "2") + code[1:]


def test_code_sets_a_new_passphrase_and_every_word_is_there(
    alice, journal, code, words, passphrase
):
    record = entries.write_entry(journal, words=words)

    recovering.recover(code, passphrase=NEW)

    opened = open_with(alice, NEW)
    assert opened.key == journal.key
    assert entries.read_entry(opened, record=record).words == words
    assert examining.examine(opened) == []
    with pytest.raises(WrongSecretError):
        open_with(alice, passphrase)


def test_code_typed_kindly_is_the_same_code(journal, code):
    typed = " " + code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert recovering.owner_of_code(typed) == journal.vault.owner_id


def test_used_code_is_spent_and_the_new_one_opens(alice, journal, code):
    fresh = recovering.recover(code, passphrase=NEW)

    assert fresh.text != code
    with pytest.raises(WrongSecretError):
        recovering.recover(code, passphrase="others words again")
    assert recovering.owner_of_code(fresh.text) == alice.pk
    assert Slot.objects.filter(kind=Slot.Kind.RECOVERY).count() == 1
    assert Slot.objects.filter(kind=Slot.Kind.PASSPHRASE).count() == 1
    assert open_with(alice, NEW).key == journal.key


def test_recovering_ends_every_session_and_every_open_journal(
    alice, journal, carols, code, alice_client, carol_client
):
    for each in (journal, journal, carols):
        unlocking.keep_open(each, session_key="s")

    recovering.recover(code, passphrase=NEW)

    carol = carols.vault.owner_id
    assert [row.user_id for row in Unlock.objects.all()] == [carol]
    assert [row.user_id for row in Session.objects.all()] == [carol]


def test_password_changes_only_when_one_is_given(alice, code):
    before = alice.password

    fresh = recovering.recover(code, passphrase=NEW)
    alice.refresh_from_db()
    assert alice.password == before

    recovering.recover(fresh.text, passphrase=NEW, password="twelve grey geese")
    alice.refresh_from_db()
    assert alice.check_password("twelve grey geese")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("", CodeTypingError),
        ("not a code", CodeTypingError),
        ("0" * 33, CodeTypingError),
        (NOBODYS, WrongSecretError),
    ],
)
def test_wrong_code_opens_and_changes_nothing(alice, journal, passphrase, wrong, error):
    with pytest.raises(error):
        recovering.recover(wrong, passphrase=NEW)

    assert open_with(alice, passphrase).key == journal.key


def test_mistyped_code_is_found_without_any_look_up(code, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(CodeTypingError):
        recovering.recover(mistyped(code), passphrase=NEW)


def test_right_locator_with_another_secret_opens_nothing(code):
    right = RecoveryCode.parse(code)
    guess = RecoveryCode(right.locator, b"x" * 16)

    with pytest.raises(WrongSecretError):
        recovering.owner_of_code(guess.text)


def test_failing_look_up_costs_what_a_found_one_costs(code, django_assert_num_queries):
    guess = RecoveryCode(RecoveryCode.parse(code).locator, b"x" * 16).text

    for text in (NOBODYS, guess):
        with django_assert_num_queries(1), pytest.raises(WrongSecretError):
            recovering.owner_of_code(text)


@pytest.mark.parametrize(
    "change", [{"sealed": b""}, {"sealed": bytes(93)}, {"generation": 2}]
)
def test_changed_recovery_slot_opens_nothing(code, change):
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).update(**change)

    with pytest.raises(WrongSecretError):
        recovering.owner_of_code(code)


def test_slot_moved_to_another_journal_opens_neither(journal, carols, code):
    Slot.objects.filter(vault=journal.vault, kind=Slot.Kind.RECOVERY).update(
        vault=carols.vault
    )

    with pytest.raises(WrongSecretError):
        recovering.owner_of_code(code)


def test_unusable_passphrase_changes_nothing(alice, journal, code, passphrase):
    with pytest.raises(PassphraseError):
        recovering.recover(code, passphrase="   ")

    assert recovering.owner_of_code(code) == alice.pk
    assert open_with(alice, passphrase).key == journal.key


def test_code_waits_sealed_until_it_is_confirmed_and_is_then_in_no_row(
    journal, code, words
):
    entries.write_entry(journal, words=words)
    assert recovering.pending_code(journal) == code

    recovering.confirm_code(journal, text=code.lower())

    assert recovering.pending_code(journal) == ""
    head = entries.manifest.read_head(journal)
    row = Record.objects.get(id=head.settings)
    opened = entries.records.open_body(journal, row).decode()
    assert code not in opened
    assert '"pending_code": ""' in opened
    assert examining.examine(journal) == []


@pytest.mark.parametrize("wrong", ["carols", "nobodys"])
def test_another_journals_code_does_not_confirm_mine(journal, carols, code, wrong):
    text = {"carols": recovering.pending_code(carols), "nobodys": NOBODYS}[wrong]

    with pytest.raises(WrongSecretError):
        recovering.confirm_code(journal, text=text)
    with pytest.raises(CodeTypingError):
        recovering.confirm_code(journal, text=mistyped(code))

    assert recovering.pending_code(journal) == code


def test_writer_learns_that_the_code_was_used_until_she_has_seen_it(alice, code):
    recovering.recover(code, passphrase=NEW)
    journal = open_with(alice, NEW)
    assert read_preferences(journal).code_was_used

    recovering.acknowledge_code_use(journal)

    assert not read_preferences(journal).code_was_used


def test_settings_survive_recovering(alice, journal, code):
    change_preferences(journal, time_zone="Europe/Berlin")

    fresh = recovering.recover(code, passphrase=NEW)

    after = read_preferences(open_with(alice, NEW))
    assert (after.time_zone, after.pending_code) == ("Europe/Berlin", fresh.text)


def test_journal_left_behind_becomes_current_again(alice, journal, code, words):
    record = entries.write_entry(journal, words=words)
    leave_behind(alice)
    second = start_journal(alice, passphrase="the second journals words")

    recovering.recover(code, passphrase=NEW)

    assert current_vault(alice).pk == journal.vault_id
    assert Vault.objects.filter(owner=alice, is_current=True).count() == 1
    opened = open_with(alice, NEW)
    assert entries.read_entry(opened, record=record).words == words
    assert Vault.objects.filter(pk=second.vault_id).exists()


def test_journal_left_behind_opens_with_its_code_back_and_forth(alice, journal, code):
    leave_behind(alice)
    second = start_journal(alice, passphrase="the second journals words")
    its_code = recovering.pending_code(second)

    recovering.recover(code, passphrase=NEW)
    recovering.recover(its_code, passphrase=NEW)

    assert current_vault(alice).pk == second.vault_id
    assert open_with(alice, NEW).key == second.key


def test_recovering_one_journal_leaves_another_writers_alone(
    carol, carols, code, passphrase
):
    recovering.recover(code, passphrase=NEW)

    assert open_with(carol, passphrase).key == carols.key
    assert examining.examine(carols) == []


def test_slot_put_back_by_hand_is_named(alice, journal, code):
    spent = Slot.objects.get(kind=Slot.Kind.RECOVERY)
    recovering.recover(code, passphrase=NEW)
    spent.save(force_insert=True)

    found = examining.examine(open_with(alice, NEW))

    assert [finding.trouble for finding in found] == [Trouble.KEYS]


@pytest.mark.parametrize("damage", ["head", "blocks"])
def test_code_opens_although_the_list_is_damaged(alice, journal, code, words, damage):
    record = entries.write_entry(journal, words=words)
    if damage == "head":
        Vault.objects.update(manifest_head=b"")
    else:
        ManifestBlock.objects.all().delete()

    fresh = recovering.recover(code, passphrase=NEW)

    opened = open_with(alice, NEW)
    assert isinstance(opened, OpenJournal)
    assert slots.open_with_code(fresh)[1] == journal.key
    assert entries.read_entry(opened, record=record).words == words


class UsedMeanwhile:
    """Instrumentation that lets a code be used elsewhere once it was looked up."""

    def __init__(self, use):
        self.use = use

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "locator_hash" in sql and sql.startswith("SELECT") and self.use:
            use, self.use = self.use, None
            use()
        return result


def test_code_that_is_used_elsewhere_meanwhile_opens_no_second_time(
    alice, journal, code
):
    def use():
        recovering.recover(code, passphrase=NEW)

    second = UsedMeanwhile(use)
    with connection.execute_wrapper(second), pytest.raises(WrongSecretError):
        recovering.recover(code, passphrase="words of somebody else here")

    assert second.use is None
    assert unlocking.open_with_passphrase(alice, passphrase=NEW).vault == journal.vault
