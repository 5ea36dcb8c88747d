"""Words on their pages: rendered alike everywhere, and shown before they are saved."""

import re

import pytest
from django.urls import reverse

from journal.models import Note, Record
from tests.journal.views.pages import (
    hidden,
    is_unsaved,
    lock_behind_her_back,
    save,
    stored,
    text_on,
    title_on,
    typed,
    unlock,
)

WRITE, SETTINGS = reverse("journal-write"), reverse("journal-settings")
TEXT = "Some **strong** words.\n\n- <script>alert(1)</script>"
RENDERED = (
    "<p>Some <strong>strong</strong> words.</p>\n"
    "<ul>\n<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>\n</ul>"
)
PLAIN = (
    "<p>Some **strong** words.</p>\n\n<p>- &lt;script&gt;alert(1)&lt;/script&gt;</p>"
)


def pages_with(client, address):
    """Return each page, file and sheet that shows the words of an entry."""
    record = address.split("/")[2]
    pages = {
        "page": client.get(address),
        "stored": client.get(reverse("entry-stored", args=[record])),
        "paper": client.get(reverse("journal-print"), {"entry": record}),
    }
    shown = {name: page.content.decode() for name, page in pages.items()}
    file = client.post(reverse("journal-export"))
    return {**shown, "file": b"".join(file.streaming_content).decode()}


def test_words_are_rendered_alike_everywhere(open_client):
    address = save(open_client, text=TEXT)

    pages = pages_with(open_client, address)

    assert {name: RENDERED in page for name, page in pages.items()} == dict.fromkeys(
        ("page", "stored", "paper", "file"), True
    )
    assert stored(open_client, address) == ("", TEXT)


def test_earlier_version_is_rendered_as_well(open_client):
    address = save(open_client, text=TEXT)
    open_client.post(
        f"{address}edit/", typed(open_client, f"{address}edit/", text="Other.")
    )

    page = open_client.get(f"{address}history/1/").content.decode()

    assert RENDERED in page


def test_plain_text_is_plain_everywhere(open_client):
    address = save(open_client, text=TEXT)
    open_client.post(SETTINGS, {"plain_text": "on", "initial-plain_text": "False"})

    pages = pages_with(open_client, address)

    assert {name: PLAIN in page for name, page in pages.items()} == dict.fromkeys(
        ("page", "stored", "paper", "file"), True
    )
    assert 'name="preview"' not in open_client.get(WRITE).content.decode()


def test_preview_shows_the_words_above_the_form_and_stores_nothing(open_client):
    records = Record.objects.count()
    sent = typed(
        open_client, title="The lift", text=TEXT, tags="work", mood="2", sequence="3"
    )

    response = open_client.post(WRITE, {**sent, "preview": "yes"})

    page = response.content.decode()
    assert response.status_code == 200
    assert page.index(RENDERED) < page.index("<textarea")
    assert (title_on(response), text_on(response)) == ("The lift", TEXT)
    assert 'value="work"' in page
    assert re.search(r'name="mood" value="2"[^>]* checked', page)
    assert hidden(response, "sequence") == "3"
    assert is_unsaved(response)
    assert 'role="alert"' not in page
    assert (Record.objects.count(), Note.objects.count()) == (records, 0)


def test_words_are_saved_from_the_page_of_the_preview(open_client):
    sent = typed(open_client, title="The lift", text=TEXT)
    page = open_client.post(WRITE, {**sent, "preview": "yes"})
    seal = {name: hidden(page, name) for name in ("ticket", "origin")}

    for _ in range(2):
        response = open_client.post(WRITE, {"title": "The lift", "text": TEXT, **seal})

    assert stored(open_client, response["Location"]) == ("The lift", TEXT)
    assert Record.objects.count() == 2  # the settings, and one entry


def test_preview_of_an_edit_leaves_the_entry_as_it_was(open_client):
    address = save(open_client, text="As it was.")
    sent = typed(open_client, f"{address}edit/", text=TEXT)

    response = open_client.post(f"{address}edit/", {**sent, "preview": "yes"})

    assert RENDERED in response.content.decode()
    assert is_unsaved(response)
    assert stored(open_client, address) == ("", "As it was.")
    seal = {name: hidden(response, name) for name in ("ticket", "origin")}
    open_client.post(f"{address}edit/", {"text": TEXT, **seal})
    assert stored(open_client, address) == ("", TEXT)


def test_preview_of_words_too_long_to_save_says_so_and_keeps_them(open_client):
    sent = typed(open_client, title="t" * 501, text=TEXT)

    response = open_client.post(WRITE, {**sent, "preview": "yes"})

    assert RENDERED in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    assert title_on(response) == "t" * 501


def test_preview_that_comes_once_it_has_locked_is_kept(open_client):
    sent = typed(open_client, text=TEXT)
    lock_behind_her_back()

    response = open_client.post(WRITE, {**sent, "preview": "yes"})

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    assert Note.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_words_in_an_address_are_never_shown(open_client, method):
    page = getattr(open_client, method)(WRITE, {"preview": "yes", "text": "Planted."})

    assert "Planted." not in page.content.decode()


def test_what_was_written_while_locked_stays_as_it_was_typed(open_client, passphrase):
    lock_behind_her_back()
    drop = reverse("journal-drop")
    ticket = hidden(open_client.get(drop), "ticket")
    open_client.post(
        drop, {"text": f"{TEXT}\n\n<https://a.example/>", "ticket": ticket}
    )
    unlock(open_client, passphrase)
    home = open_client.get(reverse("journal-home")).content.decode()
    address = re.search(r'href="(/journal/[0-9a-f-]{36}/)"', home)[1]

    pages = pages_with(open_client, address)

    for page in pages.values():
        assert "Some **strong** words." in page
        assert 'href="https://a.example/"' not in page
