"""Keys: confirming the code, recovering with it, beginning anew, and the clock."""

import re

import pytest
from django.urls import reverse

from journal.crypto.recovery import RecoveryCode
from journal.models import Unlock, Vault
from tests.conftest import PASSWORD
from tests.journal.views.pages import begin, entries_of, save, unlock

NEW = "amber willow north paper grain bell"
NOBODYS = RecoveryCode(b"none", b"s" * 16).text
NOT_FIT = "This code did not fit"


def groups_on(page):
    return "-".join(re.findall(r"</span> ([0-9A-Z]{2,4})</li>", page.content.decode()))


@pytest.fixture
def code(open_client):
    """Return the code as the page after beginning shows it."""
    return groups_on(open_client.get(reverse("journal-code")))


def recover(client, code, **more):
    sent = {"code": code, "passphrase": NEW, "password": "", **more}
    return client.post(reverse("journal-recover"), sent)


def test_code_is_shown_until_it_is_confirmed(open_client, code):
    assert len(code.replace("-", "")) == 34
    assert groups_on(open_client.get(reverse("journal-code"))) == code

    response = open_client.post(reverse("journal-keys"), {"code": code.lower()})

    assert response["Location"] == reverse("journal-keys")
    assert "The code is confirmed" in open_client.get("/journal/keys/").content.decode()
    assert open_client.get(reverse("journal-code"))["Location"] == "/journal/keys/"


@pytest.mark.parametrize(
    "wrong", ["", "abc", NOBODYS, "0" * 34, "a\x00b", "\u0660" * 34, "x" * 10_000]
)
def test_wrong_code_confirms_nothing(open_client, code, wrong):
    response = open_client.post(reverse("journal-keys"), {"code": wrong})

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert groups_on(open_client.get(reverse("journal-code"))) == code


def test_another_journals_code_confirms_nothing(open_client, code, carol_client):
    begin(carol_client)
    theirs = groups_on(carol_client.get(reverse("journal-code")))

    response = open_client.post(reverse("journal-keys"), {"code": theirs})

    assert response.status_code == 422
    assert NOT_FIT in response.content.decode()


def test_code_opens_for_somebody_who_is_signed_out(client, open_client, code, alice):
    save(open_client, title="Before", text="One line.")

    response = recover(client, code)

    fresh = groups_on(response)
    assert response.status_code == 200
    assert fresh not in {"", code}
    assert Unlock.objects.count() == 0
    assert open_client.get("/journal/")["Location"].startswith("/account/login/")
    client.force_login(alice)
    unlock(client, NEW)
    assert entries_of(client) == [("Before", "One line.")]


def test_writer_is_told_once_that_the_code_was_used(client, code, alice):
    recover(client, code)
    client.force_login(alice)

    unlock(client, NEW)
    assert "recovery code was used" in client.get("/journal/").content.decode()

    client.post(reverse("journal-lock"))
    unlock(client, NEW)
    assert "recovery code was used" not in client.get("/journal/").content.decode()


def test_used_code_and_old_passphrase_open_nothing_more(
    client, code, alice, passphrase
):
    recover(client, code)

    assert recover(client, code).status_code == 422
    client.force_login(alice)
    response = client.post(reverse("journal-unlock"), {"passphrase": passphrase})
    assert response.status_code == 422


def test_every_failure_has_one_answer(client, code, db):
    mistyped = ("1" if code[0] != "1" else "2") + code[1:]
    right_locator = RecoveryCode(RecoveryCode.parse(code).locator, b"x" * 16).text

    answers = []
    for wrong in (mistyped, NOBODYS, right_locator):
        response = recover(client, wrong)
        page = response.content.decode().replace(wrong, "")
        page = re.sub(r'value="[^"]*"', "", page)
        answers.append((response.status_code, page))

    assert answers[0][0] == 422
    assert NOT_FIT in answers[0][1]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    "weak",
    [
        {"passphrase": ""},
        {"passphrase": "short"},
        {"passphrase": "a" * 1025},
        {"passphrase": "qwerty123456"},
        {"password": NEW},
        {"password": "short"},
        {"password": "1234567890"},
    ],
)
def test_weak_new_secret_spends_no_code(client, code, alice, passphrase, weak):
    response = recover(client, code, **weak)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    client.force_login(alice)
    unlock(client, passphrase)


def test_present_password_is_refused_as_the_new_passphrase(client, code):
    assert recover(client, code, passphrase=PASSWORD).status_code == 422


def test_new_password_signs_in(client, code, alice):
    password = "eleven grey geese"

    assert recover(client, code, password=password).status_code == 200

    sent = {"login": "alice", "password": password}
    response = client.post(reverse("account_login"), sent)
    assert response.status_code == 302
    unlock(client, NEW)


def test_secrets_stand_on_no_page_that_comes_back(client, code):
    response = recover(client, NOBODYS, passphrase=NEW, password="eleven grey geese")

    assert "eleven grey geese" not in response.content.decode()


def test_new_journal_begins_at_once_and_the_old_one_stays(open_client, alice, code):
    save(open_client, title="Before", text="One line.")
    assert open_client.get(reverse("journal-lost")).status_code == 200

    response = open_client.post(reverse("journal-lost"))

    assert response["Location"] == reverse("journal-start")
    begin(open_client, "the second journals words")
    assert entries_of(open_client) == []
    assert Vault.objects.filter(owner=alice).count() == 2
    recover(open_client, code)
    open_client.force_login(alice)
    unlock(open_client, NEW)
    assert entries_of(open_client) == [("Before", "One line.")]


def test_clock_is_changed_and_entries_keep_it(open_client):
    page = open_client.get(reverse("journal-settings"))
    assert page.status_code == 200

    response = open_client.post("/journal/settings/", {"time_zone": "Asia/Kolkata"})

    assert response["Location"] == reverse("journal-settings")
    page = open_client.get(reverse("journal-settings")).content.decode()
    assert 'value="Asia/Kolkata" selected' in page


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "a\x00b"])
def test_unknown_clock_is_refused(open_client, zone):
    response = open_client.post(reverse("journal-settings"), {"time_zone": zone})

    assert response.status_code == 422
