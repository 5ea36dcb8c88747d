"""Deleting an account: by its owner, with a wait where there is a journal."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse

from journal.domain import waiting
from journal.domain.vaults import start_journal
from journal.domain.waiting import Ending
from journal.models import Vault
from recovery_site import ledger
from recovery_site.accounts import deleting
from recovery_site.accounts.models import Session, User
from tests.conftest import PASSWORD

ADDRESS = reverse("account_delete")
PASSPHRASE = "quiet harbour linen oat seven tide"


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


def test_account_without_a_journal_goes_at_once(alice_client, alice, settings):
    response = alice_client.post(ADDRESS, {"password": PASSWORD})

    assert "The account is deleted" in response.content.decode()
    assert (User.objects.count(), Session.objects.count()) == (0, 0)
    assert response.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert ledger.noted(ledger.ACCOUNT, [alice.pk]) == [alice.pk]


def test_account_with_a_journal_waits_with_it(alice_client, alice, journal):
    assert "30 days" in alice_client.get(ADDRESS).content.decode()

    response = alice_client.post(ADDRESS, {"password": PASSWORD})

    assert response["Location"] == ADDRESS
    assert {end.what for end in waiting.pending(alice)} == {
        Ending.ACCOUNT, Ending.JOURNAL
    }  # fmt: skip
    page = alice_client.get(ADDRESS).content.decode()
    assert "Your account will be deleted on" in page
    assert "Call it off" in page


def test_wrong_password_deletes_nothing(alice_client, journal):
    response = alice_client.post(ADDRESS, {"password": "not this one"})

    assert response.status_code == 422
    assert "not the password" in response.content.decode()
    assert User.objects.get().erase_after is None


def test_empty_password_deletes_nothing(alice_client):
    assert alice_client.post(ADDRESS, {"password": ""}).status_code == 422
    assert User.objects.count() == 1


def test_password_cannot_be_guessed_here_for_long(alice_client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
    for _ in range(2):
        alice_client.post(ADDRESS, {"password": "not this one"})

    response = alice_client.post(ADDRESS, {"password": PASSWORD})

    assert "try again in a minute" in response.content.decode()
    assert User.objects.count() == 1


def test_signed_out_leads_to_sign_in(client, db):
    assert client.get(ADDRESS)["Location"] == f"/account/login/?next={ADDRESS}"


def test_account_and_journal_go_on_their_day(alice, journal, monkeypatch):
    deleting.ask(alice)
    day = Vault.objects.get().erase_after
    assert day == User.objects.get().erase_after

    call_command("clear_expired")
    assert User.objects.count() == 1
    Vault.objects.update(erase_after=date(2026, 1, 1))
    User.objects.update(erase_after=date(2026, 1, 1))
    call_command("clear_expired")

    assert (User.objects.count(), Vault.objects.count()) == (0, 0)


def test_account_stays_while_its_journal_was_called_off(alice, journal):
    User.objects.update(erase_after=date(2026, 1, 1))

    call_command("clear_expired")

    assert User.objects.count() == 1


def test_account_with_a_journal_is_never_deleted_directly(alice, journal):
    with pytest.raises(deleting.JournalLeftError):
        deleting.delete_account(alice)

    assert (User.objects.count(), Vault.objects.count()) == (1, 1)


def test_name_goes_from_the_desks_log_too(alice, dana):
    kind = ContentType.objects.get_for_model(User)
    for user in (alice, dana):
        LogEntry.objects.create(
            user=dana,
            content_type=kind,
            object_id=user.pk,
            object_repr=str(user),
            action_flag=CHANGE,
        )

    deleting.delete_account(alice)

    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["dana"]
