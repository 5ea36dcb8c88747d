"""What another person plants at a signed-in browser bears its mark on every page."""

import time
from uuid import uuid4

import pytest
from django.urls import reverse

from journal.crypto.inbox_keys import InboxPrivateKey
from journal.crypto.tickets import KeepTicket, issue_ticket
from journal.domain.inbox import NO_RECORD
from journal.domain.secrets import inbox_secret
from journal.models import Note, Vault
from tests.journal.views.pages import (
    entries_of,
    hidden,
    lock_behind_her_back,
    save,
    stored,
    text_on,
    title_on,
    typed,
    unlock,
)

DROP, WRITE, KEEP = map(reverse, ("journal-drop", "journal-write", "journal-keep"))
MARK = "Written while locked"
WHO = "Anyone who could use your signed-in account could have written this."
FORGED = {"title": "Forged", "text": "Not hers.", "sequence": "9"}


@pytest.fixture
def entry(open_client):
    """Alice's entry; she has gone, signed in, with the journal locked."""
    address = save(open_client, title="Hers", text="Her own words.")
    lock_behind_her_back()
    return address


def address_of(client, title):
    page = client.get(reverse("journal-home")).content.decode()
    (line,) = (one for one in page.split("<li") if f">{title}</a>" in one)
    return line.split('href="')[1].split('"')[0], line


@pytest.mark.parametrize("target", ["drop", "write", "keep", "edit", "lock", "leave"])
def test_planted_words_bear_the_mark_and_change_nothing(
    open_client, passphrase, entry, target
):
    ticket = hidden(open_client.get(DROP), "ticket")
    to = {"edit": f"{entry}edit/", "leave": reverse("leave")}
    address = to.get(target) or reverse(f"journal-{target}")
    open_client.post(address, {**FORGED, "ticket": ticket, "origin": ""})
    if target == "leave":
        open_client.force_login(Vault.objects.get().owner)

    unlock(open_client, passphrase)

    planted, line = address_of(open_client, "Forged")
    assert MARK in line
    assert WHO in line
    page = open_client.get(planted).content.decode()
    assert (MARK in page, WHO in page) == (True, True)
    assert ("Keep it" in page, "Discard it" in page) == (True, True)
    assert stored(open_client, entry) == ("Hers", "Her own words.")
    assert MARK not in address_of(open_client, "Hers")[1]
    assert MARK not in open_client.get(entry).content.decode()


def test_page_to_drop_words_on_that_lay_open_for_two_days_keeps_them(
    open_client, passphrase, entry
):
    vault = Vault.objects.get()
    ticket = KeepTicket(vault.owner_id, vault.pk, uuid4(), NO_RECORD, revision=0)
    two_days_ago = int(time.time()) - 2 * 24 * 60 * 60
    late = issue_ticket(ticket, secret=inbox_secret(), now=two_days_ago)

    response = open_client.post(DROP, {"text": "Late.", "ticket": late})

    assert (response.status_code, text_on(response)) == (409, "Late.")
    page = response.content.decode()
    assert ("open for more than a day" in page, "too much waits" in page) == (
        True,
        False,
    )
    open_client.post(DROP, {"text": "Late.", "ticket": hidden(response, "ticket")})
    unlock(open_client, passphrase)
    assert min(entries_of(open_client)) == ("", "Late.")


def test_mark_stays_on_the_page_of_what_was_kept(open_client, passphrase, entry):
    ticket = hidden(open_client.get(DROP), "ticket")
    open_client.post(DROP, {**FORGED, "ticket": ticket})
    unlock(open_client, passphrase)
    planted, _line = address_of(open_client, "Forged")

    open_client.post(f"{planted}accept/")

    page = open_client.get(planted).content.decode()
    assert (WHO in page, "Keep it" in page) == (True, False)
    assert WHO in address_of(open_client, "Forged")[1]


def test_page_of_hers_without_its_token_bears_the_mark(open_client, passphrase):
    address = save(open_client, title="Hers", text="Her own words.")
    sent = {**typed(open_client, f"{address}edit/", **FORGED), "origin": ""}
    lock_behind_her_back()
    open_client.post(f"{address}edit/", sent)

    unlock(open_client, passphrase)

    assert WHO in address_of(open_client, "Forged")[1]
    assert stored(open_client, address) == ("Hers", "Her own words.")


@pytest.mark.parametrize("target", [KEEP, WRITE, DROP])
def test_swapped_public_key_leaves_the_words_on_the_page(
    open_client, passphrase, target
):
    sent = typed(open_client, title="T", text="An hour.", sequence="1")
    if target == DROP:
        sent["ticket"] = hidden(open_client.get(DROP), "ticket")
    lock_behind_her_back()
    thiefs = InboxPrivateKey.generate().public_key.material
    Vault.objects.update(inbox_public_key=thiefs)

    response = open_client.post(target, sent)

    assert response.status_code == 409
    assert Note.objects.count() == 0
    if target != KEEP:  # a script asked, and its page still shows them
        assert (title_on(response), text_on(response)) == ("T", "An hour.")
    arrived = open_client.get(unlock(open_client, passphrase)["Location"])
    assert "had been changed from outside" in arrived.content.decode()
    assert open_client.post(KEEP, sent).status_code == 204
    assert entries_of(open_client) == []
