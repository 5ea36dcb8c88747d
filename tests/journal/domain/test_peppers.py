"""Peppers: an old one still opens, and a missing one is named before anybody is in."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from journal.domain import peppers, slots
from journal.domain.errors import WrongSecretError
from journal.domain.recovering import pending_code, recover
from journal.domain.vaults import start_journal
from journal.models import Slot

NEW = "amber willow north paper grain bell"


@pytest.fixture
def journal_of_old(alice, settings, passphrase):
    """Alice's journal from when p0 was the server's pepper."""
    now = dict(settings.JOURNAL_PEPPERS)
    settings.JOURNAL_PEPPERS = {"p0": now["p0"]}
    journal = start_journal(alice, passphrase=passphrase)
    settings.JOURNAL_PEPPERS = now
    return journal


def complaints():
    return [each for each in run_checks(databases=["default"]) if each.is_serious()]


def test_new_slot_names_the_first_pepper(journal):
    assert peppers.pepper_ids_in_use() == {"p1"}


def test_old_pepper_still_opens(journal_of_old, passphrase):
    assert peppers.pepper_ids_in_use() == {"p0"}

    key = slots.open_with_passphrase(journal_of_old.vault, passphrase=passphrase)

    assert key == journal_of_old.key


def test_server_with_all_peppers_starts(transactional_db, journal_of_old):
    assert complaints() == []


# The check closes the connection, as it must before the server forks; in a test's own
# transaction that would throw the rows away.
def test_missing_pepper_is_named(transactional_db, journal_of_old, settings):
    settings.JOURNAL_PEPPERS = {"p1": settings.JOURNAL_PEPPERS["p1"]}

    (complaint,) = complaints()

    assert complaint.id == "journal.E001"
    assert "'p0'" in complaint.msg
    assert "Restore the file of secrets" in complaint.msg


def test_missing_pepper_stops_the_start(transactional_db, journal_of_old, settings):
    settings.JOURNAL_PEPPERS = {"p1": settings.JOURNAL_PEPPERS["p1"]}

    with pytest.raises(SystemCheckError, match="'p0'"):
        call_command("check", databases=["default"])


def test_missing_pepper_opens_nothing_and_the_code_still_does(
    journal_of_old, settings, passphrase
):
    settings.JOURNAL_PEPPERS = {"p1": settings.JOURNAL_PEPPERS["p1"]}

    with pytest.raises(WrongSecretError):
        slots.open_with_passphrase(journal_of_old.vault, passphrase=passphrase)

    recover(pending_code(journal_of_old), passphrase=NEW)
    assert slots.open_with_passphrase(journal_of_old.vault, passphrase=NEW)
    assert peppers.pepper_ids_in_use() == {"p1"}


def test_other_secret_under_the_same_id_opens_nothing(journal, settings, passphrase):
    settings.JOURNAL_PEPPERS = {"p1": b"x" * 32}

    with pytest.raises(WrongSecretError):
        slots.open_with_passphrase(journal.vault, passphrase=passphrase)


@pytest.mark.parametrize(
    "change",
    [
        {"salt": b"s" * 16},
        {"salt": b""},
        {"sealed": b""},
        {"pepper_id": "p0"},
        {"pepper_id": "p7"},
        {"generation": 2},
        {"kind": 3},
        {"argon2_time": 0},
        {"argon2_time": 2},
        {"argon2_memory_kib": 2_000_000_000},
        {"argon2_lanes": 2},
    ],
)
def test_changed_slot_opens_nothing(journal, passphrase, change):
    Slot.objects.filter(kind=Slot.Kind.PASSPHRASE).update(**change)

    with pytest.raises(WrongSecretError):
        slots.open_with_passphrase(journal.vault, passphrase=passphrase)


def test_slot_of_another_journal_opens_nothing(journal, carols, passphrase):
    mine = Slot.objects.get(vault=journal.vault, kind=Slot.Kind.PASSPHRASE)
    Slot.objects.filter(vault=carols.vault, kind=Slot.Kind.PASSPHRASE).delete()
    Slot.objects.filter(pk=mine.pk).update(vault=carols.vault)

    for vault in (journal.vault, carols.vault):
        with pytest.raises(WrongSecretError):
            slots.open_with_passphrase(vault, passphrase=passphrase)
