"""The first visit: three short notes, each may be the last, and never again."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from journal.models import Record
from tests.journal.views.pages import begin, unlock

FIRST, WRITE = reverse("journal-first-visit"), reverse("journal-write")
MOST_WORDS = 150


def words_on(page):
    """Return every word of a page's main part, buttons too."""
    main = re.search(r"<main.*?</main>", page.content.decode(), re.DOTALL)
    return strip_tags(main[0]).split()


def test_code_leads_to_the_first_note(open_client):
    page = open_client.get(reverse("journal-code")).content.decode()

    assert page.count(f'href="{FIRST}"') == 2
    assert "A place to write" in open_client.get(FIRST).content.decode()


def test_three_notes_follow_each_other_and_lead_to_the_page(open_client):
    address, seen = FIRST, []

    while address:
        page = open_client.get(address).content.decode()
        seen.append(re.search(r"<h1>(.*?)</h1>", page)[1])
        onward = re.search(r'<a class="button" href="(\?note=\d)"', page)
        address = f"{FIRST}{onward[1]}" if onward else ""

    assert seen == [
        "A place to write",
        "What is safe, and what is not",
        "How to leave quickly",
    ]
    assert open_client.post(FIRST)["Location"] == WRITE


def test_all_three_have_few_words_and_one_main_action_each(open_client):
    pages = [open_client.get(FIRST, {"note": number}) for number in (1, 2, 3)]

    words = [words_on(page) for page in pages]
    assert all(len(each) > 20 for each in words)
    assert sum(map(len, words)) <= MOST_WORDS
    for page in pages:
        assert page.content.decode().count('class="button"') == 1


def test_notes_name_the_courts_the_history_and_the_open_server(open_client):
    said = " ".join(
        " ".join(words_on(open_client.get(FIRST, {"note": number})))
        for number in (1, 2, 3)
    )

    for promise in (
        "A court can ask for a journal",
        "does not erase the browser’s history",
        "While your journal is open, the running server could",
    ):
        assert promise in said


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_note_can_be_the_last(open_client, number):
    page = open_client.get(FIRST, {"note": number}).content.decode()
    assert f'<form class="indent row" method="post" action="{FIRST}">' in page

    open_client.post(FIRST)

    for again in (1, 2, 3):
        assert open_client.get(FIRST, {"note": again})["Location"] == WRITE


@pytest.mark.parametrize("number", ["0", "4", "-1", "x", "", "1e3", "²"])
def test_other_numbers_are_the_first_note(open_client, number):
    page = open_client.get(FIRST, {"note": number})

    assert "A place to write" in page.content.decode()


def test_reading_the_notes_stores_nothing(open_client):
    before = list(Record.objects.values_list("revision", flat=True))

    for number in (1, 2, 3):
        open_client.get(FIRST, {"note": number})

    assert list(Record.objects.values_list("revision", flat=True)) == before


def test_over_is_over_after_locking_and_for_nobody_else(
    open_client, carol_client, passphrase
):
    open_client.post(FIRST)
    open_client.post(reverse("journal-lock"))
    unlock(open_client, passphrase)
    begin(carol_client)

    assert open_client.get(FIRST)["Location"] == WRITE
    assert carol_client.get(FIRST).status_code == 200
