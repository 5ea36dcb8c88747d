"""Beginning, unlocking, locking, and what ends with the sign-in."""

import re

import pytest
from django.urls import reverse

from journal.models import Slot, Unlock
from tests.conftest import PASSWORD
from tests.journal.views.pages import (
    CAROLS,
    begin,
    entries_of,
    hidden,
    save,
    typed,
    unlock,
)

HOME = "/journal/"


def is_open(client):
    return client.get(reverse("journal-home")).status_code == 200


@pytest.mark.parametrize(
    "typed_words",
    [
        "quiet harbour linen oat seven tide",
        "  quiet harbour linen oat seven tide\n",
    ],
)
def test_right_words_open(open_client, typed_words):
    open_client.post(reverse("journal-lock"))

    unlock(open_client, typed_words)

    assert is_open(open_client)


@pytest.mark.parametrize(
    "wrong", ["", " ", "not these words", "a" * 5000, "a\x00b", "Quiet harbour linen"]
)
def test_wrong_words_open_nothing_and_stand_on_no_page(open_client, wrong):
    open_client.post(reverse("journal-lock"))

    response = open_client.post(reverse("journal-unlock"), {"passphrase": wrong})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    field = re.search(r'<input[^>]*name="passphrase"[^>]*>', page)[0]
    assert "value=" not in field
    assert not is_open(open_client)
    assert Unlock.objects.count() == 0


def test_unlock_page_says_nothing_of_whose_journal_it_is(open_client, carol_client):
    begin(carol_client)
    carol_client.post(reverse("journal-lock"))

    response = carol_client.post(
        reverse("journal-unlock"), {"passphrase": "quiet harbour linen oat seven tide"}
    )

    assert response.status_code == 422
    assert not is_open(carol_client)
    assert unlock(carol_client, CAROLS)["Location"] == HOME


def test_unlocking_gives_the_session_another_key(open_client, passphrase):
    open_client.post(reverse("journal-lock"))
    before = open_client.cookies["session"].value

    unlock(open_client, passphrase)

    assert open_client.cookies["session"].value != before
    old = open_client.cookies["session"].value
    open_client.cookies["session"] = before
    assert open_client.get(HOME)["Location"].startswith("/account/login/")
    open_client.cookies["session"] = old
    assert is_open(open_client)


def test_cookie_is_for_this_site_and_no_script(open_client):
    cookie = open_client.cookies["open"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert (cookie["path"], cookie["max-age"], cookie["expires"]) == ("/", "", "")
    assert len(cookie.value) == 64


ELSEWHERE = [
    "https://evil.example/",
    "https://evil.example/journal/",
    "//evil.example/journal/",
    "///evil.example/journal/",
    "/\\evil.example/journal/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
    "/account/logout/",
    "/journalist/",
    "/journal/../leave/",
    "/journal/%2e%2e/leave/",
    "/journal/write/..;/leave/",
    "journal/",
    "",
    " ",
    "/manage/",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_next_leads_nowhere_but_into_the_journal(open_client, passphrase, elsewhere):
    open_client.post(reverse("journal-lock"))
    page = open_client.get(reverse("journal-unlock"), {"next": elsewhere})
    assert hidden(page, "next") == HOME

    response = open_client.post(
        reverse("journal-unlock"), {"passphrase": passphrase, "next": elsewhere}
    )

    assert response["Location"] == HOME


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_next_of_an_open_journal_leads_nowhere_else(open_client, elsewhere):
    response = open_client.get(reverse("journal-unlock"), {"next": elsewhere})

    assert response["Location"] == HOME


def test_next_with_a_line_break_sets_no_header(open_client, passphrase):
    open_client.post(reverse("journal-lock"))
    sent = {"passphrase": passphrase, "next": "/journal/\r\nSet-Cookie: a=b"}

    response = open_client.post(reverse("journal-unlock"), sent)

    assert response.status_code == 302
    assert "\n" not in response["Location"]
    assert "a" not in response.cookies


def test_lock_closes_this_browser_and_takes_its_cookie(open_client):
    response = open_client.post(reverse("journal-lock"))

    assert response["Location"] == reverse("journal-unlock")
    assert response.cookies["open"].value == ""
    assert response.cookies["open"]["max-age"] == 0
    assert Unlock.objects.count() == 0


def test_lock_takes_the_words_on_the_page_along(open_client, passphrase):
    sent = typed(open_client, text="Half a sentence, and")

    response = open_client.post(reverse("journal-lock"), sent)

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    assert not is_open(open_client)
    told = open_client.get(response["Location"]).content.decode()
    assert "is kept" in told
    unlock(open_client, passphrase)
    assert "Half a sentence, and" in open_client.get(HOME).content.decode()


def test_lock_with_a_full_inbox_loses_no_word_and_locks(
    open_client, passphrase, settings
):
    settings.JOURNAL_NOTES_MAXIMUM = 0
    sent = typed(open_client, text="Half a sentence, and")

    response = open_client.post(reverse("journal-lock"), sent)

    assert not is_open(open_client)
    if "Half a sentence, and" not in response.content.decode():
        unlock(open_client, passphrase)
        assert entries_of(open_client) == [("", "Half a sentence, and")]


def open_twice(open_client, client, alice, passphrase):
    """Open Alice's journal in a second browser."""
    client.force_login(alice)
    unlock(client, passphrase)
    assert Unlock.objects.count() == 2
    return client


def test_locking_one_browser_leaves_the_other_open(
    open_client, client, alice, passphrase
):
    other = open_twice(open_client, client, alice, passphrase)

    open_client.post(reverse("journal-lock"))

    assert not is_open(open_client)
    assert is_open(other)


def test_signing_out_locks_every_browser_of_the_account(
    open_client, client, alice, passphrase, carol_client
):
    other = open_twice(open_client, client, alice, passphrase)
    begin(carol_client)

    response = open_client.post(reverse("account_logout"))

    assert Unlock.objects.get().user_id != alice.pk
    assert response.cookies["open"]["max-age"] == 0
    assert not is_open(other)
    assert is_open(carol_client)


def test_changing_the_password_locks_every_browser(
    open_client, client, alice, passphrase
):
    open_twice(open_client, client, alice, passphrase)
    new = "eleven grey geese on a wall"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    open_client.post(reverse("account_change_password"), sent)

    alice.refresh_from_db()
    assert alice.check_password(new)
    assert Unlock.objects.count() == 0
    assert not is_open(open_client)


def test_refused_change_of_the_password_locks_nothing(open_client):
    sent = {"oldpassword": "not this", "password1": "x", "password2": "x"}

    open_client.post(reverse("account_change_password"), sent)

    assert is_open(open_client)


def test_session_that_was_deleted_opens_nothing_although_the_row_is_there(
    open_client, alice
):
    alice.sessions.all().delete()
    assert Unlock.objects.count() == 1

    assert open_client.get(HOME)["Location"].startswith("/account/login/")


def test_something_changed_is_said_first_after_unlocking(open_client, passphrase):
    address = save(open_client, text="One line.")
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).delete()
    open_client.post(reverse("journal-lock"))

    response = open_client.post(
        reverse("journal-unlock"), {"passphrase": passphrase, "next": address}
    )

    assert response["Location"] == reverse("journal-check")
    assert (
        "added or removed outside"
        in open_client.get("/journal/check/").content.decode()
    )
