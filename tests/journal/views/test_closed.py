"""The pages of closed journals: listed neutrally, merged, or left to their end."""

import uuid

import pytest
from django.urls import reverse

from journal.domain import entries, merging
from journal.domain.matter import Words
from journal.domain.vaults import MOST, leave_behind, start_journal
from journal.models import Record, Vault
from tests.conftest import PASSWORD

LIST = reverse("journal-closed")
MERGE = reverse("journal-merge")
OLD = "amber willow north paper grain bell"


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "folder" / "ledger"
    return settings.LEDGER_FILE


@pytest.fixture
def older(alice):
    """The journal whose passphrase and code Alice had lost."""
    journal = start_journal(alice, passphrase=OLD)
    for number in range(3):
        entries.write_entry(journal, words=Words(f"Old page {number}", "Words."))
    leave_behind(alice)
    return journal


@pytest.fixture
def browser(older, open_client):
    """Alice's browser with the new journal open."""
    return open_client


def one(journal):
    return reverse("journal-closed-one", args=[journal.vault_id])


def end(journal):
    return reverse("journal-closed-erase", args=[journal.vault_id])


def test_list_tells_nothing_apart(browser, older):
    html = browser.get(LIST).content.decode()

    assert html.count("An older journal, closed") == 1
    assert "20" not in html.split("<main")[1].split("</main>")[0].replace(
        str(older.vault_id), ""
    )


def test_list_without_an_older_journal_says_so(open_client):
    assert "There is none." in open_client.get(LIST).content.decode()


def test_found_passphrase_brings_the_pages_over(browser, older):
    response = browser.post(one(older), {"secret": OLD})
    assert response["Location"] == MERGE
    assert "Continue" in browser.get(MERGE).content.decode()

    response = browser.post(MERGE, follow=True)

    html = response.content.decode()
    assert "All pages are in this journal now." in html
    assert html.count("Old page") == 3
    assert not Vault.objects.filter(pk=older.vault_id).exists()


def test_interrupted_merging_is_offered_again(browser, older, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 1)
    monkeypatch.setattr(merging, "BATCHES", 1)
    browser.post(one(older), {"secret": OLD})

    assert browser.post(MERGE)["Location"] == MERGE

    assert "Bring over the rest" in browser.get(LIST).content.decode()


def test_what_does_not_open_is_told(browser, older):
    Record.objects.filter(vault=older.vault_id).update(body=b"nothing")
    browser.post(one(older), {"secret": OLD})

    response = browser.post(MERGE, follow=True)

    assert "it stays as it was" in response.content.decode()
    assert Vault.objects.filter(pk=older.vault_id).exists()


def test_old_journal_that_cannot_be_erased_is_told(browser, older, ledger):
    browser.post(one(older), {"secret": OLD})
    ledger.parent.write_text("a file where the folder should be")

    response = browser.post(MERGE, follow=True)

    assert "could not be deleted just now" in response.content.decode()
    assert response.content.decode().count("Old page") == 3


@pytest.mark.parametrize("secret", ["not these words", "", "a" * 2000])
def test_wrong_secret_opens_nothing(browser, older, secret):
    response = browser.post(one(older), {"secret": secret})

    assert response.status_code == 422
    assert browser.get(MERGE)["Location"] == reverse("journal-home")


def test_secret_cannot_be_guessed_here_for_long(browser, older):
    for _ in range(10):
        browser.post(one(older), {"secret": "not these words"})

    assert browser.post(one(older), {"secret": OLD}).status_code == 429


def test_damaged_list_is_looked_at_first(browser, older):
    Vault.objects.filter(is_current=True).update(manifest_head=b"")

    response = browser.post(one(older), {"secret": OLD})

    assert response["Location"] == reverse("journal-check")
    assert browser.post(MERGE)["Location"] == reverse("journal-check")


def test_end_of_a_closed_journal_is_asked_for(browser, older):
    response = browser.post(end(older), {"password": PASSWORD})

    assert response["Location"] == reverse("journal-lost")
    html = browser.get(reverse("journal-home")).content.decode()
    assert "An older journal of yours will be deleted on" in html
    assert Vault.objects.get(is_current=True).erase_after is None


def test_without_a_current_journal_the_older_one_opens_at_the_unlock_page(
    alice_client, older
):
    start = alice_client.get(reverse("journal-start")).content.decode()
    assert "Open an older journal instead" in start

    response = alice_client.post(reverse("journal-unlock"), {"passphrase": OLD})

    assert response["Location"] == reverse("journal-home")
    assert Vault.objects.get().is_current


@pytest.mark.parametrize("address", [one, end])
def test_closed_journal_of_another_is_404(older, address, carol_client):
    carol_client.post(
        reverse("journal-start"),
        {"offered": "x", "choice": "own", "own": "carols own words"},
    )

    assert carol_client.get(address(older)).status_code == 404
    assert carol_client.post(address(older)).status_code == 404


def test_closed_journal_that_is_not_there_is_404(open_client):
    missing = reverse("journal-closed-one", args=[uuid.uuid4()])

    assert open_client.get(missing).status_code == 404


def test_signed_out_leads_to_sign_in(client, older):
    for address in (LIST, MERGE, one(older), end(older)):
        response = client.get(address)

        assert response["Location"] == f"/account/login/?next={address}"


def test_locked_leads_to_unlock(browser, older):
    browser.post(reverse("journal-lock"))

    for address in (MERGE, one(older)):
        location = browser.post(address, {"secret": OLD})["Location"]

        assert location.startswith(reverse("journal-unlock"))


def test_account_that_holds_all_it_can_says_so_and_begins_no_more(
    browser, older, alice
):
    for number in range(2, MOST):
        leave_behind(alice)
        start_journal(alice, passphrase=f"{OLD} {number}")

    refused = browser.post(reverse("journal-lost"))

    assert refused.status_code == 409
    assert "holds as many journals as it can" in refused.content.decode()
    # Where a second press had got through, there is none to begin either.
    Vault.objects.update(is_current=False)
    begun = {"offered": "x", "choice": "own", "own": "words of her own"}
    response = browser.post(reverse("journal-start"), begun)
    assert response["Location"] == reverse("journal-lost")
    assert Vault.objects.count() == MOST
