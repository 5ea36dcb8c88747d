"""How long pages stay open: asked for, by writing, never by themselves."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from journal.models import Note, Unlock

HOME, STAY = reverse("journal-home"), reverse("journal-stay")
READING = ("home", "code", "check")
TAKING = ("write", "keys", "settings", "passphrase")


def idle_until():
    return Unlock.objects.values_list("idle_until", flat=True).get()


def age(minutes):
    """Let the row be that many minutes older, and return its end."""
    Unlock.objects.update(idle_until=idle_until() - timedelta(minutes=minutes))
    return idle_until()


def refresh_of(response):
    after, _, address = response["Refresh"].partition("; url=")
    return int(after), address


def hidden(response, name):
    html = response.content.decode()
    return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)


@pytest.mark.parametrize("name", READING)
def test_reading_page_goes_to_rest_after_the_journal_has_locked(open_client, name):
    response = open_client.get(reverse(f"journal-{name}"))

    after, address = refresh_of(response)
    # Up to a minute longer than the limit, because rows are rounded up.
    assert 15 * 60 + 9 <= after <= 16 * 60 + 10
    assert address.startswith(f"{reverse('journal-unlock')}?next=")
    assert address.endswith("&rest=1")


@pytest.mark.parametrize("name", TAKING)
def test_page_that_takes_words_does_not_go_by_itself(open_client, name):
    response = open_client.get(reverse(f"journal-{name}"))

    assert "Refresh" not in response


@pytest.mark.parametrize("name", [*READING, *TAKING])
def test_open_page_carries_its_seconds_and_the_script(open_client, name):
    page = open_client.get(reverse(f"journal-{name}")).content.decode()

    seconds = int(re.search(r'data-idle="(\d+)"', page).group(1))
    assert 15 * 60 - 2 <= seconds <= 16 * 60
    assert page.count("js/idle.js") == 1
    assert ("data-reading" in page) == (name in READING)


def test_page_without_an_open_journal_has_neither(alice_client, open_client):
    open_client.post(reverse("journal-lock"))

    page = open_client.get(reverse("journal-unlock")).content.decode()

    assert "data-idle" not in page
    assert "idle.js" not in page


def test_page_that_went_by_itself_rests_and_keeps_nothing_open(open_client):
    _, address = refresh_of(open_client.get(HOME))
    end = age(minutes=10)

    page = open_client.get(address)

    assert "put itself away" in page.content.decode()
    assert f'href="{HOME}"' in page.content.decode()
    assert idle_until() == end


def test_two_reading_pages_do_not_keep_each_other_open(open_client):
    first = open_client.get(HOME)
    second = open_client.get(reverse("journal-check"))
    end = age(minutes=8)

    for response in (first, second):
        open_client.get(refresh_of(response)[1])

    assert idle_until() == end


def test_page_that_went_by_itself_asks_for_the_passphrase_once_locked(open_client):
    _, address = refresh_of(open_client.get(HOME))
    age(minutes=20)

    page = open_client.get(address)

    assert page.status_code == 200
    assert 'name="passphrase"' in page.content.decode()


def test_asking_for_the_unlock_page_leads_on_while_open(open_client):
    response = open_client.get(reverse("journal-unlock"), {"next": HOME})

    assert (response.status_code, response["Location"]) == (302, HOME)


def test_stay_puts_the_end_off(open_client):
    end = age(minutes=13)

    response = open_client.post(STAY)

    assert response.status_code == 204
    assert idle_until() - end >= timedelta(minutes=12)
    assert 15 * 60 - 2 <= int(response["Seconds-Left"]) <= 16 * 60


def test_stay_revives_nothing_that_has_locked(open_client):
    end = age(minutes=20)

    assert open_client.post(STAY).status_code == 403
    assert idle_until() == end


def test_stay_takes_no_get_no_stranger_and_no_foreign_page(open_client, alice):
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = open_client.cookies

    assert open_client.get(STAY).status_code == 405
    assert Client().post(STAY).status_code == 403
    assert careful.post(STAY).status_code == 403


def test_stay_does_not_go_beyond_the_deadline(settings, alice_client):
    settings.JOURNAL_OPEN_HOURS = 1 / 60
    alice_client.post(
        reverse("journal-start"),
        {"offered": "x", "choice": "own", "own": "words of her own"},
    )

    response = alice_client.post(STAY)

    assert response.status_code == 204
    assert int(response["Seconds-Left"]) <= 2 * 60


def test_autosave_of_changed_words_puts_the_end_off(open_client):
    page = open_client.get(reverse("journal-write"))
    sent = {
        "ticket": hidden(page, "ticket"),
        "origin": hidden(page, "origin"),
        "sequence": "1",
        "text": "In the middle of a",
    }
    end = age(minutes=13)

    response = open_client.post(reverse("journal-keep"), sent)

    assert response.status_code == 204
    assert int(response["Seconds-Left"]) >= 15 * 60 - 2
    assert idle_until() > end
    assert Note.objects.count() == 1


def test_autosave_revives_nothing_that_has_locked(open_client):
    page = open_client.get(reverse("journal-write"))
    sent = {
        "ticket": hidden(page, "ticket"),
        "origin": hidden(page, "origin"),
        "sequence": "1",
        "text": "In the middle of a",
    }
    end = age(minutes=20)

    response = open_client.post(reverse("journal-keep"), sent)

    assert (response.status_code, response["Seconds-Left"]) == (204, "0")
    assert idle_until() == end


def test_lock_everywhere_locks_every_browser_and_signs_nobody_out(
    open_client, alice, passphrase
):
    other = Client()
    other.force_login(alice)
    other.post(reverse("journal-unlock"), {"passphrase": passphrase})
    assert other.get(HOME).status_code == 200

    response = open_client.post(reverse("journal-lock-everywhere"))

    assert response["Location"] == reverse("journal-unlock")
    assert response.cookies[site.UNLOCK_COOKIE_NAME].value == ""
    for client in (open_client, other):
        assert client.get(HOME)["Location"].startswith(reverse("journal-unlock"))
    assert "locked on every device" in open_client.get(response["Location"]).text


def test_lock_everywhere_leaves_other_writers_alone(open_client, carol_client):
    carol_client.post(
        reverse("journal-start"),
        {"offered": "x", "choice": "own", "own": "carols own words"},
    )

    open_client.post(reverse("journal-lock-everywhere"))

    assert carol_client.get(HOME).status_code == 200


def test_lock_everywhere_takes_no_get_and_no_stranger(open_client, client):
    address = reverse("journal-lock-everywhere")

    assert open_client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert open_client.get(HOME).status_code == 200


def test_keys_page_offers_to_lock_everywhere(open_client):
    page = open_client.get(reverse("journal-keys")).content.decode()

    assert f'action="{reverse("journal-lock-everywhere")}"' in page
