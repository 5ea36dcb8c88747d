"""Pages of history, trash, search and the way out: what was noted stands there too."""

import html

import pytest
from django.urls import reverse

from tests.journal.views.pages import save, typed

pytestmark = pytest.mark.alike  # domain/test_noted_elsewhere.py asks PostgreSQL
NOTED = {"mood": "2", "feelings": ["worried"], "own_feelings": "like gravel",
         "sleep": "some", "body": "tense", "tags": "river & sea"}  # fmt: skip
DAY = {"day": "2019-02-03", "time": "04:05"}
SEEN = ("hard", "worried", "like gravel", "some", "tense", "river & sea")


@pytest.fixture
def noted(open_client):
    """Save an entry with all that can be noted; return its address."""
    return save(open_client, title="The lift", text="Stairs.", **NOTED, **DAY)


@pytest.fixture
def check_in(open_client):
    """Save a check-in without words; return its address."""
    return save(open_client, text="", **NOTED)


def change(client, address, **fields):
    edit = f"{address}edit/"
    return client.post(edit, typed(client, edit, **fields))


def shown(client, address, **options):
    return html.unescape(client.get(address, **options).content.decode())


def test_version_shows_what_was_noted_and_what_is_now(open_client, noted):
    change(open_client, noted, title="The lift", text="Stairs.", tags="lake",
           day="2020-06-07", time="08:09")  # fmt: skip

    page = shown(open_client, f"{noted}history/1/")

    for words in (*SEEN, "3 February 2019, at 04:05", "7 June 2020, at 08:09"):
        assert words in page, words
    assert "Beside it now:" in page
    assert '<span class="tag">lake</span>' in page


def test_version_says_when_nothing_stands_beside_the_entry_now(open_client, noted):
    change(open_client, noted, title="The lift", text="Stairs.", mood="0")

    page = shown(open_client, f"{noted}history/1/")

    assert "No mood, feelings or tags stand beside it now." in page
    assert "Beside it now:" not in page


def test_version_says_nothing_of_what_is_the_same(open_client, noted):
    change(open_client, noted, text="Lift.", **NOTED, **DAY)

    page = shown(open_client, f"{noted}history/1/")

    assert "Beside it now:" not in page
    assert "about Sunday" not in page


def test_undo_brings_back_what_was_noted(open_client, noted):
    change(open_client, noted, title="The lift", text="Stairs.", mood="5", **DAY)

    open_client.post(f"{noted}history/1/restore/", {"base": "2"})

    page = shown(open_client, noted)
    for words in (*SEEN, "3 February 2019, at 04:05"):
        assert words in page, words


def test_check_in_is_called_so_in_the_trash_and_the_history(open_client, check_in):
    change(open_client, check_in, text="", **{**NOTED, "mood": "4"})
    history = shown(open_client, f"{check_in}history/")
    open_client.post(f"{check_in}trash/")

    trash = shown(open_client, reverse("journal-trash"))

    assert "Check-in</a></h2>" in trash
    assert "Check-in" in history
    assert '<span class="tag">river & sea</span>' in history


def test_search_shows_the_tag_marked_and_escaped(open_client, check_in):
    search = reverse("journal-search")

    page = open_client.post(search, {"words": "river"}, follow=True).content.decode()

    assert "Check-in</a></h3>" in page
    assert "<mark>river</mark> &amp; sea" in page


def test_file_says_what_was_noted_in_words(open_client, check_in, noted):
    pieces = open_client.post(reverse("journal-export")).streaming_content

    file = html.unescape(b"".join(pieces).decode())

    assert file.count("<article") == 2
    assert "Check-in" in file
    for words in ("Mood: hard", "worried, like gravel", "Sleep: some", "Body: tense",
                  "Tags: river & sea"):  # fmt: skip
        assert file.count(words) == 2, words


def test_check_in_can_be_chosen_and_printed(open_client, check_in):
    choice = shown(open_client, reverse("journal-print"))
    pk = check_in.split("/")[2]

    printed = shown(open_client, reverse("journal-print"), data={"entry": pk})

    assert "Check-in" in choice
    assert "Mood: hard" in printed
