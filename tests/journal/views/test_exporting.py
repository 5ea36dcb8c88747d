"""The readable way out: the file, and entries to print."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import ManifestBlock, Record, Vault
from tests.journal.views.pages import begin, save

pytestmark = pytest.mark.alike  # domain/test_exporting.py asks PostgreSQL
EXPORT, PRINT = reverse("journal-export"), reverse("journal-print")
MARK = "Written while locked."


def download(client):
    """Return the file's pieces."""
    response = client.post(EXPORT)
    assert response.status_code == 200
    return [piece.decode() for piece in response.streaming_content]


def drop(client, text):
    """Write without opening the journal, and take it in."""
    client.post(reverse("journal-lock"))
    page = client.get(reverse("journal-drop")).content.decode()
    ticket = html.unescape(re.search(r'name="ticket" value="([^"]*)"', page)[1])
    client.post(reverse("journal-drop"), {"text": text, "ticket": ticket})


def test_file_holds_every_entry_escaped_and_says_where_it_ends(open_client):
    save(open_client, title="One & two", text="A <script>alert(1)</script> line.")
    save(open_client, text="Second.", prompt_text="A <b>step</b>?")

    file = "".join(download(open_client))

    assert file.count("<article") == 2
    assert "One &amp; two" in file
    assert "&lt;script&gt;alert(1)&lt;/script&gt; line." in file
    assert "A &lt;b&gt;step&lt;/b&gt;?" in file
    assert file.count("Second.") == 1
    assert "The end. There were 2 entries." in file
    assert file.rstrip().endswith("</html>")


def test_file_needs_nothing_else_and_runs_nothing(open_client):
    save(open_client, text="One line.")

    file = "".join(download(open_client))

    assert not re.search(r"<script|<link|<img|<a |src=|href=|url\(|csrf", file)
    assert "default-src 'none'" in file
    assert "max-width" in file
    assert "&quot;" not in re.search(r"<style>(.*?)</style>", file, re.DOTALL)[1]


def test_file_comes_in_pieces_under_a_name_that_says_nothing(open_client):
    for number in range(3):
        save(open_client, text=f"Line {number}.")

    response = open_client.post(EXPORT)

    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="pages.html"'
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Length" not in response
    assert len(list(response.streaming_content)) == 5


def test_empty_journal_gives_a_file_that_says_so(open_client):
    assert "There were 0 entries." in "".join(download(open_client))


def test_mark_of_words_from_outside_stays_in_the_file_and_on_paper(
    open_client, passphrase
):
    drop(open_client, "Not mine.")
    open_client.post(reverse("journal-unlock"), {"passphrase": passphrase})
    record = re.search(
        r'href="/journal/([0-9a-f-]{36})/"',
        open_client.get(reverse("journal-home")).content.decode(),
    )[1]

    assert "".join(download(open_client)).count(MARK) == 1
    printed = open_client.get(PRINT, {"entry": record}).content.decode()
    assert (printed.count(MARK), printed.count("Not mine.")) == (1, 1)


def test_damaged_entry_is_named_and_the_rest_goes_out(open_client):
    damaged = save(open_client, text="One.").split("/")[2]
    save(open_client, text="Two.")
    Record.objects.filter(id=damaged).update(body=b"\x01" + bytes(1052))

    file = "".join(download(open_client))

    assert file.count("An entry is left out") == 1
    assert "Two." in file


def test_new_keys_in_the_middle_are_said_in_the_file(open_client):
    save(open_client, text="One.")
    pieces = open_client.post(EXPORT).streaming_content
    first = next(pieces)
    Vault.objects.update(generation=2)

    rest = b"".join(pieces).decode()

    assert b"<h1>" in first
    assert "Please download it again." in rest


def test_damaged_list_leads_to_the_page_that_names_it(open_client):
    save(open_client, text="One.")
    ManifestBlock.objects.all().delete()

    assert open_client.post(EXPORT)["Location"] == reverse("journal-check")
    assert open_client.get(PRINT)["Location"] == reverse("journal-check")


def test_page_says_what_a_copy_means_before_it_is_made(open_client):
    page = open_client.get(EXPORT).content.decode()

    assert "Anyone who uses this device can open the file." in page
    assert "A court can order you to hand over a journal" in page


def test_file_without_the_form_token_is_refused(open_client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = open_client.cookies

    assert strict.post(EXPORT).status_code == 403


def test_chosen_entries_are_shown_to_print_and_others_are_not(open_client):
    chosen = [save(open_client, text=f"Line {n}.").split("/")[2] for n in (1, 2)]
    save(open_client, text="Line 3.")

    offered = open_client.get(PRINT).content.decode()
    printed = open_client.get(PRINT, {"entry": chosen}).content.decode()

    assert offered.count('type="checkbox"') == 3
    assert [f"Line {n}." in printed for n in (1, 2, 3)] == [True, True, False]


def test_another_writers_entry_is_not_printed(open_client, carol_client):
    theirs = save(open_client, text="Alice's line.").split("/")[2]
    begin(carol_client)

    page = carol_client.get(PRINT, {"entry": theirs})

    assert "Alice" not in page.content.decode()
    assert "".join(download(carol_client)).count("<article") == 0


@pytest.mark.parametrize("entry", ["", "x", "1" * 500, "é", "../../"])
def test_strange_choice_shows_the_list_again(open_client, entry):
    save(open_client, text="One line.")

    response = open_client.get(PRINT, {"entry": entry})

    assert response.status_code == 200
    assert b'type="checkbox"' in response.content


def test_more_than_a_page_is_not_opened_at_once(open_client):
    ids = [save(open_client, text=f"Line {n:02}.").split("/")[2] for n in range(22)]

    page = open_client.get(PRINT, {"entry": ids}).content.decode()

    assert page.count("<article") == 20


def test_page_to_print_leaves_by_itself(open_client):
    entry = save(open_client, text="One line.").split("/")[2]

    response = open_client.get(PRINT, {"entry": entry})

    assert response["Refresh"].endswith("next=%2Fjournal%2Fexport%2Fprint%2F&rest=1")
    assert response["Cache-Control"] == "no-store"


def test_style_of_the_file_survives_escaping():
    path = Path(__file__).parents[3] / "templates/journal/export/pages.css"

    assert not set("\"'<>&") & set(path.read_text())
