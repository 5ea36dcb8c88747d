"""Pages of the trash: in, back, and for good."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.domain import trash
from journal.models import Record
from tests.journal.views.pages import (
    begin,
    entries_of,
    save,
    stored,
    typed,
    unlock,
)

TRASH = reverse("journal-trash")


@pytest.fixture
def address(open_client):
    return save(open_client, title="The lift", text="I took the stairs.")


def shown(client, address):
    return html.unescape(client.get(address).content.decode())


def throw(client, address):
    response = client.post(f"{address}trash/")
    assert response["Location"] == reverse("journal-home")


def test_trashed_entry_is_off_the_timeline_and_in_the_trash(open_client, address):
    throw(open_client, address)

    home = shown(open_client, reverse("journal-home"))
    assert "The entry is in the trash. It stays there for 30 days." in home
    assert "The lift" not in home
    assert "The lift" in shown(open_client, TRASH)


def test_undo_stands_beside_the_message_alone(open_client, address):
    throw(open_client, address)
    action = f'action="{address}put-back/"'

    first = shown(open_client, reverse("journal-home"))
    second = shown(open_client, reverse("journal-home"))

    assert action in first
    assert action not in second


def test_entry_that_is_put_back_is_as_it_was(open_client, address):
    throw(open_client, address)

    response = open_client.post(f"{address}put-back/", follow=True)

    assert "The entry is back where it was." in response.content.decode()
    assert entries_of(open_client) == [("The lift", "I took the stairs.")]
    assert "It is empty." in shown(open_client, TRASH)


def test_trash_and_entry_tell_the_day_until_which_it_is_kept(open_client, address):
    throw(open_client, address)
    goes = trash.goes_on(timezone.now().date())
    day = f"{goes.day} {goes:%B %Y}"

    assert f"Kept until {day}." in shown(open_client, TRASH)
    page = shown(open_client, address)
    assert f"after {day}." in page
    assert "Put it back" in page
    assert "Move to trash" not in page


def test_delete_for_good_stands_beside(open_client, address):
    assert f'href="{address}erase/"' in shown(open_client, address)
    assert "Move to trash instead" in shown(open_client, f"{address}erase/")
    throw(open_client, address)
    assert f'href="{address}erase/"' in shown(open_client, TRASH)
    assert "Move to trash instead" not in shown(open_client, f"{address}erase/")

    open_client.post(f"{address}erase/")

    assert not Record.objects.filter(id=address.split("/")[2]).exists()
    assert "It is empty." in shown(open_client, TRASH)


def test_words_saved_in_another_tab_bring_it_back(open_client, address):
    sent = typed(open_client, f"{address}edit/", title="The lift", text="Still typing.")
    throw(open_client, address)

    response = open_client.post(f"{address}edit/", sent)

    assert response.status_code == 409
    assert "Still typing." in response.content.decode()
    assert "It is in the trash" not in shown(open_client, TRASH)


def test_trash_goes_at_the_first_unlock_after_thirty_days(
    open_client, alice, address, passphrase, monkeypatch
):
    day = timezone.now() - timedelta(days=trash.DAYS + 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: day)
    throw(open_client, address)
    monkeypatch.undo()
    open_client.force_login(alice)
    assert Record.objects.filter(id=address.split("/")[2]).exists()

    unlock(open_client, passphrase)

    assert not Record.objects.filter(id=address.split("/")[2]).exists()


def test_another_writer_moves_nothing(open_client, carol_client, address):
    begin(carol_client)

    for tail in ("trash/", "put-back/"):
        assert carol_client.post(address + tail).status_code == 404
        assert carol_client.get(address + tail).status_code == 405
    assert "The lift" not in shown(carol_client, TRASH)
    assert entries_of(open_client) == [("The lift", "I took the stairs.")]


def test_locked_journal_moves_nothing(open_client, address, passphrase):
    open_client.post(reverse("journal-lock"))

    response = open_client.post(f"{address}trash/")

    assert response["Location"].startswith(reverse("journal-unlock"))
    unlock(open_client, passphrase)
    assert stored(open_client, address) == ("The lift", "I took the stairs.")


def test_damaged_entry_is_not_moved_and_told(open_client, address):
    Record.objects.filter(id=address.split("/")[2]).update(body=b"nothing")

    for tail in ("trash/", "put-back/"):
        assert open_client.post(address + tail).status_code == 409


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "9" * 30])
def test_page_that_is_none_shows_one_that_is(open_client, address, number):
    throw(open_client, address)

    assert "The lift" in shown(open_client, f"{TRASH}?page={number}")
