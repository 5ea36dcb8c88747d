"""Keeping a thing: its note, the list, the trash, and every closed door."""

import html
import json

import pytest
from django.urls import reverse

from journal.models import Note, Record, Vault
from tests.journal.domain.things import ARTICLE, LINE, LISTING
from tests.journal.views.pages import (
    begin,
    entries_of,
    hidden,
    is_unsaved,
    lock_behind_her_back,
    seal_of,
    text_on,
    unlock,
)

pytestmark = pytest.mark.alike  # domain/test_kept.py asks PostgreSQL
NEW, KEPT = map(reverse, ("journal-keep-new", "journal-kept"))


def bring(client, thing=LISTING):
    """Lay a thing ready in the session, as a door does."""
    session = client.session
    session["journal_thing"] = [int(thing.kind), thing.values]
    session.save()


def filled(client, text="", address=NEW):
    """Open the page with the note, and return what its button sends."""
    page = client.get(address)
    assert page.status_code == 200, page
    thing = hidden(page, "thing_kept")
    return {"text": text, "keep": "yes", "thing_kept": thing, **seal_of(page)}


def keep(client, text="", thing=LISTING):
    """Keep a thing, and return the address of its page."""
    bring(client, thing)
    response = client.post(NEW, filled(client, text))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def shown(client, address=KEPT):
    page = client.get(address)
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def test_thing_is_kept_with_a_note_and_shown(open_client):
    address = keep(open_client, "Ask for \u201cMira\u201d. \U0001f33f")

    page = shown(open_client, address)
    for words in (LISTING.title, "+1 503-555-0142", "Portland", "\U0001f33f"):
        assert words in page
    assert f'href="{LISTING.address}"' in page
    assert LISTING.title in shown(open_client)
    assert LISTING.title not in shown(open_client, reverse("journal-home"))


def test_groups_have_their_headings_and_empty_ones_none(open_client):
    keep(open_client, thing=LINE)
    keep(open_client, thing=ARTICLE)

    page = shown(open_client)

    assert [word in page for word in (">To read<", ">Help lines</h2>")] == [True, True]
    assert ">Therapists</h2>" not in page


def test_thing_waits_until_it_is_kept(open_client):
    bring(open_client)

    assert "waits to be kept" in shown(open_client)
    assert "waits to be kept" in shown(open_client, reverse("journal-home"))
    open_client.post(NEW, filled(open_client))

    assert "waits to be kept" not in shown(open_client)
    assert "waits to be kept" not in shown(open_client, reverse("journal-home"))


def test_without_a_thing_the_page_leads_to_what_is_kept(open_client):
    assert open_client.get(NEW)["Location"] == KEPT


def test_keeping_twice_shows_the_note_that_stands_and_changes_it(open_client):
    first = keep(open_client, "First.")
    bring(open_client)
    page = open_client.get(NEW)
    assert "You kept this" in page.content.decode()
    assert not is_unsaved(page)
    assert text_on(page) == "First."

    second = open_client.post(NEW, filled(open_client, "Second."))["Location"]

    assert second == first
    assert text_on(open_client.get(f"{first}edit/")) == "Second."
    assert shown(open_client).count(LISTING.title) == 1


def test_note_is_changed_and_the_change_undone(open_client):
    address = keep(open_client, "First.")

    sent = filled(open_client, "Second.", f"{address}edit/")
    assert open_client.post(f"{address}edit/", sent)["Location"] == address

    page = shown(open_client, address)
    assert ("Second." in page, "Undo" in page) == (True, True)
    open_client.post(f"{address}history/1/restore/", {"base": "2"})
    assert "First." in shown(open_client, address)


def test_note_changed_on_two_devices_shows_both(open_client):
    address = keep(open_client, "First.")
    sent = filled(open_client, "Mine.", f"{address}edit/")
    other = filled(open_client, "Other.", f"{address}edit/")
    open_client.post(f"{address}edit/", other)

    response = open_client.post(f"{address}edit/", sent)

    assert (response.status_code, text_on(response)) == (409, "Mine.")
    assert is_unsaved(response)
    assert "Other." in response.content.decode()
    again = {**sent, **seal_of(response)}
    assert open_client.post(f"{address}edit/", again).status_code == 302
    assert "Mine." in shown(open_client, address)


def test_first_notes_of_two_tabs_meet_on_a_page_that_shows_both(open_client):
    bring(open_client)
    mine = filled(open_client, "Mine.")
    address = keep(open_client, "Theirs.")

    response = open_client.post(NEW, mine)

    assert (response.status_code, text_on(response)) == (409, "Mine.")
    assert is_unsaved(response)
    page = response.content.decode()
    assert ("Theirs." in page, f'action="{address}edit/"' in page) == (True, True)
    again = {**mine, **seal_of(response)}
    assert open_client.post(f"{address}edit/", again)["Location"] == address
    assert "Mine." in shown(open_client, address)
    assert "Theirs." in shown(open_client, f"{address}history/1/")
    assert shown(open_client).count(LISTING.title) == 1


def test_note_left_unsaved_takes_no_newer_one_s_place(open_client, passphrase):
    bring(open_client)
    newer = filled(open_client, "Newer.")
    older = {**filled(open_client, "Older."), "keep": "", "sequence": "1"}
    assert open_client.post(reverse("journal-keep"), older).status_code == 204
    address = open_client.post(NEW, newer)["Location"]
    lock_behind_her_back()

    unlock(open_client, passphrase)

    assert "Newer." in shown(open_client, address)
    assert entries_of(open_client) == [(LISTING.title, "Older.")]


def test_trash_and_back(open_client):
    address = keep(open_client, "A note.", LINE)

    response = open_client.post(f"{address}trash/")

    assert response["Location"] == KEPT
    page = shown(open_client)
    assert "It is in the trash. It stays there for 30 days." in page
    assert "Undo" in page
    assert LINE.title in shown(open_client, reverse("journal-trash"))
    assert LINE.title not in shown(open_client)
    open_client.post(f"{address}put-back/")
    assert "It is back where it was." in shown(open_client, address)
    assert LINE.title in shown(open_client)


@pytest.mark.parametrize("page", ["edit/", "history/", "stored/", "erase/"])
def test_pages_of_an_entry_serve_a_thing_as_well(open_client, page):
    address = keep(open_client, "A note.")
    open_client.post(f"{address}edit/", filled(open_client, "B.", f"{address}edit/"))

    assert LISTING.title in shown(open_client, f"{address}{page}")
    assert "A note." in shown(open_client, f"{address}history/1/")


def test_search_leads_to_it(open_client):
    address = keep(open_client, "For the winter.")
    found = open_client.post(reverse("journal-search"), {"words": "winter harbour"})

    page = shown(open_client, found["Location"])

    assert f'href="{address}"' in page
    assert f"<mark>{LISTING.title[:7]}</mark>" in page


def test_file_and_paper_hold_it(open_client):
    address = keep(open_client, "For the winter.")
    pk = address.split("/")[2]

    file = open_client.post(reverse("journal-export")).getvalue().decode()
    paper = shown(open_client, f"{reverse('journal-print')}?entry={pk}")

    for copy in (file, paper):
        assert [words in copy for words in (LISTING.title, "+1 503-555-0142")] == [
            True,
            True,
        ]
        assert "For the winter." in copy


def test_signed_out_and_locked_lead_on_and_back(client, open_client):
    assert client.get(NEW)["Location"] == f"/account/login/?next={NEW}"
    bring(open_client)
    lock_behind_her_back()

    response = open_client.get(NEW)

    assert response["Location"].endswith("next=%2Fjournal%2Fkept%2Fnew%2F")


def test_thing_survives_the_lock(open_client, passphrase):
    bring(open_client)
    open_client.post(reverse("journal-lock"))
    unlock(open_client, passphrase)

    assert LISTING.title in shown(open_client, NEW)


def test_new_journal_leads_on_to_the_thing(alice_client):
    bring(alice_client)
    begin(alice_client)

    after = alice_client.post(reverse("journal-first-visit"))

    assert after.url == NEW
    assert LISTING.title in shown(alice_client, NEW)


@pytest.mark.parametrize("text", ["Typed as it locked.", ""])
def test_button_pressed_after_the_lock_still_keeps_it(open_client, passphrase, text):
    bring(open_client)
    sent = filled(open_client, text)
    lock_behind_her_back()

    assert open_client.post(NEW, sent)["Location"].endswith("?kept=1")

    unlock(open_client, passphrase)
    page = shown(open_client)
    assert (LISTING.title in page, text in page) == (True, True)


def test_page_that_is_left_with_nothing_typed_keeps_nothing(open_client, passphrase):
    bring(open_client)
    sent = filled(open_client)
    del sent["keep"]

    open_client.post(reverse("journal-lock"), sent)

    assert Note.objects.count() == 0
    unlock(open_client, passphrase)
    assert "Nothing here yet" in shown(open_client)


def test_note_that_is_left_by_the_exit_keeps_the_thing(open_client, alice, passphrase):
    bring(open_client)
    sent = {**filled(open_client, "Half a note"), "keep": ""}

    open_client.post(reverse("leave"), sent)

    open_client.force_login(alice)
    unlock(open_client, passphrase)
    assert "Half a note" in shown(open_client)


@pytest.mark.parametrize("text", ["a\x00b", "\u6f6e" * 2_000_001])
def test_note_that_cannot_be_stored_stays_on_the_page(open_client, text):
    bring(open_client)

    response = open_client.post(NEW, filled(open_client, text))

    assert (response.status_code, text_on(response)) == (422, text)
    assert is_unsaved(response)
    assert LISTING.title in response.content.decode()


def test_long_note_in_any_script_is_kept(open_client):
    text = "\U0001f33f\u0633 " * 250_000  # 1.75 MB

    address = keep(open_client, text)

    assert text_on(open_client.get(f"{address}edit/")) == text


BAD = ["", "[]", "{", json.dumps([1, ["T", "/a/", []]]), "[4, [1, 2, 3]]"]


@pytest.mark.parametrize("thing", BAD)
def test_thing_made_by_hand_is_none_and_costs_no_word(open_client, thing):
    bring(open_client)
    sent = {**filled(open_client, "Words."), "thing_kept": thing}

    assert open_client.post(NEW, sent).status_code == 302

    assert entries_of(open_client) == [("", "Words.")]
    assert "Nothing here yet" in shown(open_client)
    assert open_client.post(NEW, {**sent, "text": " "}).status_code == 422


def test_address_of_a_thing_cannot_lead_elsewhere(open_client):
    bring(open_client)
    bad = json.dumps([5, ["T", "//elsewhere.example/", []]])
    sent = {**filled(open_client), "thing_kept": bad}

    assert open_client.post(NEW, sent).status_code == 422


def test_no_address_and_no_title_names_what_is_kept(open_client):
    address = keep(open_client)

    for page in (NEW, KEPT, address):
        assert "harbour" not in page
    title = shown(open_client, address).partition("</title>")[0]
    assert LISTING.title not in title


def test_another_persons_thing_is_404(open_client, carol_client):
    address = keep(open_client)
    begin(carol_client)

    assert carol_client.get(address).status_code == 404
    assert LISTING.title not in shown(carol_client)


def test_damaged_list_leads_to_the_check(open_client):
    keep(open_client)
    Vault.objects.update(manifest_head=b"x")

    assert open_client.get(KEPT)["Location"] == reverse("journal-check")


def test_reading_what_is_kept_writes_nothing(open_client):
    keep(open_client)
    before = list(Record.objects.values())

    for page in (KEPT, reverse("journal-plan")):
        open_client.get(page)

    assert list(Record.objects.values()) == before
