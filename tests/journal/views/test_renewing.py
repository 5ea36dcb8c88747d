"""New keys, screen by screen."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from journal.domain import copying
from journal.models import Record, Slot, Unlock, Vault
from tests.journal.views.pages import (
    entries_of,
    lock_behind_her_back,
    save,
    stored,
    typed,
    unlock,
)
from tests.journal.views.test_keys import groups_on

NEW = "amber willow north paper grain bell"
PAGE = "/journal/keys/new/"


def begin(client, passphrase, **more):
    sent = {"old": passphrase, "offered": "x", "choice": "own", "own": NEW, **more}
    return client.post(PAGE, sent)


def confirmed(client, passphrase, **more):
    """Begin and confirm the code; return it."""
    assert begin(client, passphrase, **more).status_code == 302
    code = groups_on(client.get(PAGE))
    response = client.post(reverse("journal-new-keys-code"), {"code": code})
    assert response.status_code == 302
    return code


def to_the_end(client):
    """Press Continue until it leads elsewhere; return how often."""
    for presses in range(1, 20):
        response = client.post(reverse("journal-new-keys-go-on"))
        if response["Location"] != PAGE:
            assert response["Location"] == reverse("journal-keys")
            return presses
    raise AssertionError


def test_new_keys_keep_every_page_and_this_browser_open(open_client, passphrase):
    entry = save(open_client, title="The lift", text="I took the stairs.")
    half = open_client.cookies[settings.UNLOCK_COOKIE_NAME].value
    confirmed(open_client, passphrase)

    to_the_end(open_client)

    page = open_client.get(reverse("journal-keys")).content.decode()
    assert "Your journal has new keys" in page
    assert "Your code is confirmed" in page
    assert stored(open_client, entry) == ("The lift", "I took the stairs.")
    assert Vault.objects.get().generation == 2
    assert Unlock.objects.count() == 1
    assert open_client.cookies[settings.UNLOCK_COOKIE_NAME].value != half
    lock_behind_her_back()
    unlock(open_client, NEW)
    assert entries_of(open_client) == [("The lift", "I took the stairs.")]


def test_old_words_open_nothing_afterwards(open_client, passphrase):
    confirmed(open_client, passphrase)
    to_the_end(open_client)
    lock_behind_her_back()

    wrong = open_client.post(reverse("journal-unlock"), {"passphrase": passphrase})

    assert wrong.status_code == 422


def test_same_words_can_be_kept(open_client, passphrase):
    confirmed(open_client, passphrase, choice="same", own="")

    to_the_end(open_client)

    lock_behind_her_back()
    unlock(open_client, passphrase)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"old": "not the words at all"}, "These words do not open it"),
        ({"old": ""}, "required"),
        ({"own": "short"}, "twelve letters"),
        ({"choice": "offered"}, "these words were changed"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(
    open_client, passphrase, more, said
):
    response = begin(open_client, passphrase, **more)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert Slot.objects.count() == 2
    assert bytes(Vault.objects.get().pending_key) == b""


def test_wrong_code_is_not_taken(open_client, passphrase):
    begin(open_client, passphrase)

    response = open_client.post(reverse("journal-new-keys-code"), {"code": "A" * 34})

    assert response.status_code == 422
    assert "did not fit" in response.content.decode()
    go_on = open_client.post(reverse("journal-new-keys-go-on"))
    assert go_on["Location"] == PAGE
    assert Vault.objects.get().generation == 1


def test_progress_is_shown_and_goes_on_after_a_lock(
    open_client, passphrase, monkeypatch
):
    monkeypatch.setattr(copying, "BATCH", 2)
    for number in range(3):
        save(open_client, title="", text=f"Page {number}")
    confirmed(open_client, passphrase)
    open_client.post(reverse("journal-new-keys-go-on"))
    assert "2 of 3" in open_client.get(PAGE).content.decode()
    lock_behind_her_back()
    unlock(open_client, passphrase)

    home = open_client.get(reverse("journal-home")).content.decode()
    to_the_end(open_client)

    assert "New keys are half made" in home
    assert len(entries_of(open_client)) == 3


def test_stopping_keeps_the_old_keys(open_client, passphrase):
    save(open_client, title="", text="A page")
    confirmed(open_client, passphrase)
    open_client.post(reverse("journal-new-keys-go-on"))

    response = open_client.post(reverse("journal-new-keys-stop"))

    assert response["Location"] == reverse("journal-keys")
    assert Record.objects.filter(generation=2).count() == 0
    lock_behind_her_back()
    unlock(open_client, passphrase)


def test_page_that_does_not_open_is_said_and_can_be_deleted(open_client, passphrase):
    entry = save(open_client, title="", text="A page")
    Record.objects.filter(id=entry.split("/")[2]).update(body=b"nothing")
    seen_first = begin(open_client, passphrase)
    open_client.post(reverse("journal-check"))

    refused = begin(open_client, passphrase)

    assert "see first what changed" in seen_first.content.decode()
    assert refused.status_code == 422
    assert "does not open" in refused.content.decode()
    damaged = open_client.get(entry).content.decode()
    assert f'href="{entry}erase/"' in damaged
    open_client.post(f"{entry}erase/")
    assert begin(open_client, passphrase).status_code == 302


def test_words_typed_before_the_exchange_are_kept_after_it(open_client, passphrase):
    """A page that stood open in another tab saves under the new keys."""
    page = typed(open_client, title="Before", text="typed before the exchange")
    confirmed(open_client, passphrase)
    to_the_end(open_client)

    response = open_client.post(reverse("journal-write"), page)

    assert response.status_code == 302
    assert entries_of(open_client) == [("Before", "typed before the exchange")]


def test_words_from_another_browser_go_into_the_new_inbox(
    open_client, passphrase, alice
):
    other = type(open_client)()
    other.force_login(alice)
    unlock(other, passphrase)
    page = typed(other, title="Elsewhere", text="typed on another device")
    confirmed(open_client, passphrase)
    to_the_end(open_client)

    response = other.post(reverse("journal-write"), page)
    unlock(other, NEW)

    assert response.status_code in {200, 302}
    found = entries_of(other)
    assert found == [("Elsewhere", "typed on another device")]


def test_wrong_passphrases_are_slowed_down_and_begin_nothing(open_client, passphrase):
    answers = {
        begin(open_client, "wrong words of somebody").status_code for _ in range(40)
    }

    assert answers == {422, 429}
    assert re.search("second", begin(open_client, "wrong words").content.decode())
    assert bytes(Vault.objects.get().pending_key) == b""


def test_lock_on_the_way_leads_back_to_where_it_stood(open_client, passphrase):
    confirmed(open_client, passphrase)
    lock_behind_her_back()

    pressed = open_client.post(
        reverse("journal-new-keys-go-on"),
        headers={"referer": f"http://testserver{PAGE}"},
    )
    opened = open_client.post(pressed["Location"], {"passphrase": passphrase})

    assert opened["Location"] == PAGE
    assert "Sealing your pages anew" in open_client.get(PAGE).content.decode()


@pytest.mark.parametrize("name", ["", "-code", "-go-on", "-stop"])
def test_address_of_a_step_leads_to_the_page(open_client, passphrase, name):
    begin(open_client, passphrase)

    page = open_client.get(reverse(f"journal-new-keys{name}"), follow=True)

    assert page.status_code == 200
    assert "A new spare key" in page.content.decode()


def test_page_damaged_on_the_way_is_said_and_ends_no_loop(open_client, passphrase):
    entry = save(open_client, title="", text="A page")
    confirmed(open_client, passphrase)
    Record.objects.filter(id=entry.split("/")[2]).update(body=b"nothing")
    open_client.post(reverse("journal-check"))

    response = open_client.post(reverse("journal-new-keys-go-on"), follow=True)

    assert response.redirect_chain[-1][0] == reverse("journal-home")
    assert "new keys could not take it along" in response.content.decode()


def test_new_keys_that_were_changed_are_thrown_away(open_client, passphrase):
    confirmed(open_client, passphrase)
    Slot.objects.filter(generation=2, kind=Slot.Kind.RECOVERY).update(sealed=bytes(93))

    response = open_client.post(reverse("journal-new-keys-go-on"), follow=True)

    assert response.redirect_chain[-1][0] == reverse("journal-keys")
    assert "thrown away" in response.content.decode()
    assert bytes(Vault.objects.get().pending_key) == b""


@pytest.mark.parametrize("change", ["passphrase", "code"])
def test_change_that_ends_new_keys_says_so(open_client, passphrase, change):
    confirmed(open_client, passphrase)
    sent = {"old": passphrase, "offered": "x", "choice": "own", "own": NEW}
    address = "journal-passphrase" if change == "passphrase" else "journal-new-code"

    open_client.post(reverse(address), sent)

    page = open_client.get(reverse("journal-keys")).content.decode()
    assert "half made are thrown away" in page


def test_beginning_locks_every_other_browser(open_client, passphrase, alice):
    other = type(open_client)()
    other.force_login(alice)
    unlock(other, passphrase)

    begin(open_client, passphrase)

    assert other.get(PAGE).status_code == 302
    assert open_client.get(PAGE).status_code == 200
