"""The pages on which a journal is erased, its end asked for, and that called off."""

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from journal.domain import waiting
from journal.domain.vaults import leave_behind
from journal.models import Slot, Vault
from tests.conftest import PASSWORD

ERASE = reverse("journal-erase")
LATER = reverse("journal-erase-later")
KEEP = reverse("journal-call-off")
TOLD = "This journal will be deleted on"


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "folder" / "ledger"
    return settings.LEDGER_FILE


@pytest.fixture
def asked(open_client, alice):
    """Alice's browser while the end of her journal was asked for elsewhere."""
    waiting.ask([Vault.objects.get().pk])
    return open_client


def erase(client, **values):
    return client.post(ERASE, {"sure": "on", **values})


def test_journal_is_erased_on_its_passphrase(open_client, passphrase):
    assert "30 days" in open_client.get(ERASE).content.decode()

    response = erase(open_client, passphrase=passphrase)

    assert "The journal is deleted" in response.content.decode()
    assert "30 days" in response.content.decode()
    assert response.cookies[site.UNLOCK_COOKIE_NAME].value == ""
    assert Vault.objects.count() == 0
    home = open_client.get(reverse("journal-home"))
    assert home["Location"] == reverse("journal-start")


@pytest.mark.parametrize(
    "values",
    [
        {"passphrase": "not these words"},
        {"passphrase": ""},
        {"passphrase": "a" * 2000},
        {"passphrase": "quiet harbour linen oat seven tide", "sure": ""},
    ],
)
def test_journal_stays_without_passphrase_and_yes(open_client, values):
    response = erase(open_client, **values)

    assert response.status_code == 422
    assert "Nothing was deleted." in response.content.decode()
    assert values["passphrase"][:20] not in response.content.decode() or (
        values["passphrase"] == ""
    )
    assert Slot.objects.count() == 2


def test_passphrase_cannot_be_guessed_here_for_long(open_client, passphrase):
    for _ in range(10):
        erase(open_client, passphrase="not these words")

    response = erase(open_client, passphrase=passphrase)

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert Vault.objects.count() == 1


def test_erasing_that_cannot_be_noted_says_so(open_client, ledger, passphrase):
    ledger.parent.write_text("a file where the folder should be")

    response = erase(open_client, passphrase=passphrase)

    assert response.status_code == 503
    assert "nothing was changed" in response.content.decode()
    assert Vault.objects.count() == 1


def test_end_is_asked_for_with_the_password(open_client):
    open_client.post(reverse("journal-lock"))
    assert "30 days" in open_client.get(LATER).content.decode()

    response = open_client.post(LATER, {"password": PASSWORD})

    assert response["Location"] == reverse("journal-lost")
    assert Vault.objects.get().erase_after is not None


def test_wrong_password_asks_for_nothing(open_client):
    response = open_client.post(LATER, {"password": "not this one"})

    assert response.status_code == 422
    assert Vault.objects.get().erase_after is None


@pytest.mark.parametrize(
    "name",
    [
        "journal-home", "journal-write", "journal-keys", "journal-settings",
        "journal-check", "journal-code", "journal-passphrase", "journal-erase",
        "journal-erase-later", "journal-lost", "journal-closed", "journal-drop",
        "account_delete",
    ],
)  # fmt: skip
def test_every_page_tells_that_an_end_was_asked_for(asked, name):
    address = reverse(name)

    assert TOLD in asked.get(address).content.decode()


def test_unlock_page_tells_it_and_unlocking_calls_it_off(asked, passphrase):
    asked.post(reverse("journal-lock"))
    assert TOLD in asked.get(reverse("journal-unlock")).content.decode()

    response = asked.post(
        reverse("journal-unlock"), {"passphrase": passphrase}, follow=True
    )

    html = response.content.decode()
    assert "Somebody had asked to delete this." in html
    assert TOLD not in html
    assert Vault.objects.get().erase_after is None


def test_button_calls_it_off_for_whoever_signs_in(asked, alice):
    browser = Client()
    browser.force_login(alice)

    response = browser.post(KEEP, {"next": reverse("journal-lost")}, follow=True)

    assert "Called off. Everything stays." in response.content.decode()
    assert Vault.objects.get().erase_after is None


def test_button_leads_nowhere_else(asked):
    response = asked.post(KEEP, {"next": "https://example.org/"})

    assert response["Location"] == reverse("journal-home")


def test_words_on_a_page_do_not_go_with_the_button(asked):
    for name in ("journal-write", "journal-drop"):
        html = asked.get(reverse(name)).content.decode()
        form = html.split(f'action="{KEEP}"')[1].split("</form>")[0]

        assert form.startswith(' target="_blank"')


def test_button_of_one_account_does_nothing_to_another(asked, carol_client):
    carol_client.post(KEEP)

    assert Vault.objects.get().erase_after is not None


def test_end_of_a_journal_left_behind_is_asked_for_on_its_own_page(open_client, alice):
    leave_behind(alice)

    response = open_client.get(LATER)

    assert response["Location"] == reverse("journal-closed")


def test_calling_off_is_no_link(open_client):
    assert open_client.get(KEEP).status_code == 405


def test_locked_leads_to_unlock(open_client, passphrase):
    open_client.post(reverse("journal-lock"))

    response = erase(open_client, passphrase=passphrase)

    assert response["Location"].startswith(reverse("journal-unlock"))
    assert Vault.objects.count() == 1


def test_other_account_erases_its_own_or_nothing(open_client, carol_client, passphrase):
    erase(carol_client, passphrase=passphrase)

    assert Vault.objects.count() == 1
