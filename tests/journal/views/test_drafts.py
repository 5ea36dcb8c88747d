"""Words that were not saved: offered at home and where one writes, on every device."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.journal.views.pages import (
    begin,
    entries_of,
    hidden,
    save,
    seal_of,
    typed,
    unlock,
)

HOME, WRITE, DRAFT = (
    reverse(name) for name in ("journal-home", "journal-write", "journal-draft")
)
KEEP, LOCK, FIRST = reverse("journal-keep"), reverse("journal-lock"), reverse("home")
OFFER = "Words that you did not save are kept as an entry."


def offers(client, address=HOME):
    return client.get(address).content.decode().count(OFFER)


@pytest.fixture
def left_client(open_client, passphrase):
    """Alice's browser: she typed, locked, and has opened her journal again."""
    sent = typed(open_client, title="The lift", text="In the middle of a")
    open_client.post(LOCK, sent)
    assert offers(open_client, FIRST) == 0
    unlock(open_client, passphrase)
    return open_client


def test_nothing_is_offered_where_all_was_saved(open_client, passphrase):
    save(open_client, text="One line.")
    open_client.post(LOCK)
    unlock(open_client, passphrase)

    assert [offers(open_client, page) for page in (HOME, WRITE, FIRST)] == [0, 0, 0]


def test_words_left_unsaved_are_offered_on_all_three_pages(left_client):
    assert [offers(left_client, page) for page in (HOME, WRITE, FIRST)] == [1, 1, 1]


def test_first_page_tells_no_word_of_the_draft(left_client):
    page = left_client.get(FIRST).content.decode()

    assert "The lift" not in page
    assert "In the middle" not in page


def test_saving_the_draft_ends_the_offer(left_client):
    page = left_client.get(HOME).content.decode()
    edit = page.split("Go on writing")[0].rsplit('href="', 1)[1].split('"')[0]

    sent = typed(left_client, edit, title="The lift", text="In the middle of a day.")
    assert left_client.post(edit, sent).status_code == 302

    assert [offers(left_client, page) for page in (HOME, WRITE, FIRST)] == [0, 0, 0]
    assert entries_of(left_client) == [("The lift", "In the middle of a day.")]


def test_putting_away_ends_the_offer_and_keeps_the_words(left_client):
    sent = {"draft": hidden(left_client.get(HOME), "draft")}

    response = left_client.post(DRAFT, sent)

    assert response["Location"] == HOME
    assert [offers(left_client, page) for page in (HOME, WRITE, FIRST)] == [0, 0, 0]
    assert entries_of(left_client) == [("The lift", "In the middle of a")]


def test_putting_away_leaves_the_draft_that_came_in_since(left_client, passphrase):
    sent = {"draft": hidden(left_client.get(HOME), "draft")}
    left_client.post(LOCK, typed(left_client, text="Left later."))
    unlock(left_client, passphrase)

    left_client.post(DRAFT, sent)

    assert offers(left_client) == 1
    assert hidden(left_client.get(HOME), "draft") != sent["draft"]


@pytest.mark.parametrize("sent", [{}, {"draft": ""}, {"draft": "x"}])
def test_putting_away_nothing_that_was_shown_changes_nothing(left_client, sent):
    assert left_client.post(DRAFT, sent)["Location"] == HOME

    assert offers(left_client) == 1


def test_draft_of_another_device_is_offered_after_its_unlock(
    open_client, alice, passphrase
):
    page = open_client.get(WRITE)
    sent = {"text": "Typed here.", "sequence": "1", **seal_of(page)}
    assert open_client.post(KEEP, sent).status_code == 204
    other = Client()
    other.force_login(alice)

    unlock(other, passphrase)

    assert [offers(client) for client in (open_client, other)] == [1, 1]
    assert entries_of(other) == [("", "Typed here.")]


def test_words_that_wait_while_it_is_open_are_offered_where_one_writes(open_client):
    page = open_client.get(WRITE)
    open_client.post(KEEP, {"text": "Typed.", "sequence": "1", **seal_of(page)})

    for address in (HOME, WRITE):
        assert "One text was typed" in open_client.get(address).content.decode()
    open_client.post(reverse("journal-waiting"))

    assert "One text was typed" not in open_client.get(WRITE).content.decode()
    assert offers(open_client) == 1


def test_nobody_else_is_offered_anything(left_client, carol_client):
    begin(carol_client)

    assert [offers(carol_client, page) for page in (HOME, WRITE, FIRST)] == [0, 0, 0]
    sent = {"draft": hidden(left_client.get(HOME), "draft")}
    assert carol_client.post(DRAFT, sent)["Location"] == HOME
    assert offers(left_client) == 1


def test_putting_away_takes_no_get(left_client):
    assert left_client.get(DRAFT).status_code == 405
    assert offers(left_client) == 1
