"""Settings: each really takes effect, here and on another device, and tells nothing."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils import translation

from journal.models import Note, Record, Unlock
from tests.journal.views.pages import (
    begin,
    lock_behind_her_back,
    save,
    typed,
    unlock,
)

pytestmark = pytest.mark.alike  # domain/test_choices.py asks PostgreSQL
HOME, SETTINGS = reverse("journal-home"), reverse("journal-settings")
WRITE, LEAVE = reverse("journal-write"), reverse("leave")
CHOICE = re.compile(
    r'<input type="hidden" name="(initial-\w+)" value="([^"]*)"', re.DOTALL
)
SWITCHES = ("shift_leaves", "spell_check", "plain_text", "list_words", "list_moods")


def page_of(client):
    """Open the settings and return what the page would send back unchanged."""
    page = client.get(SETTINGS).content.decode()
    before = dict(CHOICE.findall(page))
    shown = {name.removeprefix("initial-"): value for name, value in before.items()}
    sent = {k: v for k, v in shown.items() if k not in SWITCHES or v == "True"}
    return {**before, **sent}


def send(client, page, **changes):
    """Send a page back with some fields changed; ``None`` for a switch turned off."""
    page = {**page, **changes}
    sent = {name: value for name, value in page.items() if value is not None}
    return client.post(SETTINGS, sent)


def choose(client, **changes):
    response = send(client, page_of(client), **changes)
    assert (response.status_code, response["Location"]) == (302, SETTINGS)
    return response


@pytest.fixture
def other_client(alice, open_client, passphrase):
    """Another device, on which Alice has her journal open as well."""
    client = Client()
    client.force_login(alice)
    unlock(client, passphrase)
    return client


@pytest.fixture
def two_languages(settings):
    """Let the site have two; what a request activates ends with the test."""
    settings.LANGUAGES = [("en", "English"), ("es", "Español")]
    with translation.override("en"):
        yield


def minutes_left(client):
    page = client.get(WRITE).content.decode()
    return int(re.search(r'data-idle="(\d+)"', page).group(1)) / 60


def test_page_sent_back_unchanged_changes_nothing(open_client):
    before = page_of(open_client)

    choose(open_client)

    assert page_of(open_client) == before


@pytest.mark.parametrize("minutes", [5, 30, 60])
def test_journal_locks_after_as_long_as_was_chosen(open_client, minutes):
    choose(open_client, idle_minutes=str(minutes))

    assert minutes - 1 < minutes_left(open_client) <= minutes + 1
    limit = timedelta(minutes=minutes + 1)
    Unlock.objects.update(idle_until=Unlock.objects.get().idle_until - limit)
    assert open_client.get(HOME)["Location"].startswith(reverse("journal-unlock"))


def test_shorter_time_holds_on_every_device_at_once(open_client, other_client):
    ends = set(Unlock.objects.values_list("idle_until", flat=True))

    choose(open_client, idle_minutes="5")

    rows = Unlock.objects.values_list("idle_until", flat=True)
    assert all(min(ends) - end >= timedelta(minutes=9) for end in rows)
    assert 4 < minutes_left(other_client) <= 6


def test_unlocking_again_keeps_the_time_that_was_chosen(open_client, passphrase):
    choose(open_client, idle_minutes="30")
    open_client.post(reverse("journal-lock"))

    unlock(open_client, passphrase)

    assert 29 < minutes_left(open_client) <= 31


def test_exit_leads_where_was_chosen_while_open_and_never_after(open_client):
    choose(open_client, exit_address="/readyz")

    assert open_client.get(LEAVE)["Location"] == "/readyz"
    assert open_client.get(LEAVE)["Location"] == site.EXIT_URL


def test_exit_with_words_leads_where_was_chosen_and_keeps_them(open_client):
    choose(open_client, exit_address="/readyz")

    response = open_client.post(LEAVE, typed(open_client, text="In the middle of a"))

    assert response["Refresh"] == "0; url=/readyz"
    assert Note.objects.count() == 1


def test_exit_of_a_locked_journal_tells_nothing_of_the_choice(open_client):
    choose(open_client, exit_address="/readyz")
    lock_behind_her_back()

    assert open_client.get(LEAVE)["Location"] == site.EXIT_URL


def test_exit_asked_for_by_a_foreign_page_tells_nothing_of_it(open_client):
    choose(open_client, exit_address="/readyz")

    response = open_client.get(LEAVE, headers={"sec-fetch-site": "cross-site"})

    assert response["Location"] == site.EXIT_URL
    assert open_client.get(HOME).status_code == 200


def test_exit_of_somebody_else_is_their_own(open_client, carol_client):
    choose(open_client, exit_address="/readyz")
    begin(carol_client)

    assert carol_client.get(LEAVE)["Location"] == site.EXIT_URL


@pytest.mark.parametrize(
    "changes",
    [
        {"exit_address": "https://elsewhere.example/"},
        {"exit_address": "//elsewhere.example"},
        {"exit_address": "javascript:alert(1)"},
        {"idle_minutes": "0"},
        {"idle_minutes": "100000"},
        {"idle_minutes": "five"},
        {"theme": "sepia"},
        {"timer_minutes": "11"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "a\x00b"},
    ],
)
def test_value_that_is_not_offered_is_refused_and_nothing_stored(open_client, changes):
    before = page_of(open_client)

    response = send(open_client, before, **{"theme": "dark", **changes})

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert page_of(open_client) == before


def test_two_devices_that_change_different_things_both_have_it(
    open_client, other_client
):
    here, there = page_of(open_client), page_of(other_client)

    send(open_client, here, theme="dark", list_words=None)
    send(other_client, there, idle_minutes="30", time_zone="Asia/Tokyo")

    after = page_of(open_client)
    assert (after["theme"], after["idle_minutes"]) == ("dark", "30")
    assert after["time_zone"] == "Asia/Tokyo"
    assert "list_words" not in after


def test_two_devices_that_change_the_same_thing_have_the_later(
    open_client, other_client
):
    here, there = page_of(open_client), page_of(other_client)

    send(open_client, here, theme="dark")
    send(other_client, there, theme="light")

    assert page_of(open_client)["theme"] == "light"


def test_theme_holds_on_open_pages_and_on_the_page_that_unlocks(
    open_client, passphrase
):
    assert "data-theme" not in open_client.get(HOME).content.decode()

    choose(open_client, theme="dark")

    for address in (HOME, reverse("about"), reverse("article-list")):
        assert '<html lang="en" dir="ltr" data-theme="dark">' in (
            open_client.get(address).content.decode()
        )
    open_client.post(reverse("journal-lock"))
    page = open_client.get(reverse("journal-unlock")).content.decode()
    assert 'data-theme="dark"' in page
    unlock(open_client, passphrase)
    choose(open_client, theme="")
    assert "data-theme" not in open_client.get(HOME).content.decode()


def test_theme_comes_along_to_another_device_once_it_is_open(
    open_client, alice, passphrase, client
):
    choose(open_client, theme="light")
    client.force_login(alice)
    page = client.get(reverse("journal-unlock")).content.decode()
    assert "data-theme" not in page

    unlock(client, passphrase)

    assert 'data-theme="light"' in client.get(HOME).content.decode()


@pytest.mark.parametrize("value", ["sepia", '"><script>', ""])
def test_theme_that_is_none_changes_no_page(open_client, value):
    open_client.cookies[site.THEME_COOKIE_NAME] = value

    assert "data-theme" not in open_client.get(HOME).content.decode()


def test_theme_of_a_cookie_alone_changes_no_public_page(client):
    client.cookies[site.THEME_COOKIE_NAME] = "dark"

    assert "data-theme" not in client.get(reverse("about")).content.decode()


@pytest.mark.parametrize("way", ["leave", "account_logout"])
def test_cookies_of_the_settings_go_with_the_session(open_client, two_languages, way):
    choose(open_client, theme="dark", language="es")
    names = (site.THEME_COOKIE_NAME, site.LANGUAGE_COOKIE_NAME)
    assert all(open_client.cookies[name].value for name in names)

    response = open_client.post(reverse(way))

    assert [response.cookies[name].value for name in names] == ["", ""]


def test_cookies_tell_nothing_of_the_other_settings(open_client):
    choose(open_client, theme="dark")
    names = set(open_client.cookies)

    response = choose(
        open_client,
        exit_address="/readyz",
        idle_minutes="60",
        spell_check="on",
        shift_leaves=None,
        time_zone="Asia/Tokyo",
    )

    assert set(open_client.cookies) == names
    told = {name: crumb.value for name, crumb in response.cookies.items()}
    del told[site.SESSION_COOKIE_NAME]  # random; sent anew for the message
    assert told == {site.THEME_COOKIE_NAME: "dark"}


def test_settings_lie_nowhere_readable(open_client):
    choose(open_client, exit_address="/readyz", time_zone="Asia/Tokyo", theme="dark")

    for row in Record.objects.all():
        assert not re.search(rb"readyz|Tokyo|dark", bytes(row.header) + bytes(row.body))


def test_language_is_asked_only_where_there_are_two(open_client, settings):
    assert 'name="language"' not in open_client.get(SETTINGS).content.decode()

    settings.LANGUAGES = [("en", "English"), ("es", "Español")]

    assert 'name="language"' in open_client.get(SETTINGS).content.decode()


def test_language_holds_on_open_pages_and_on_the_page_that_unlocks(
    open_client, two_languages
):
    choose(open_client, language="es")

    assert '<html lang="es"' in open_client.get(HOME).content.decode()
    open_client.post(reverse("journal-lock"))
    page = open_client.get(reverse("journal-unlock")).content.decode()
    assert '<html lang="es"' in page
    assert '<html lang="en"' in open_client.get("/about/").content.decode()


def test_language_without_its_cookie_is_that_of_the_settings(
    open_client, two_languages
):
    choose(open_client, language="es")

    del open_client.cookies[site.LANGUAGE_COOKIE_NAME]

    assert '<html lang="es"' in open_client.get(HOME).content.decode()


def test_spelling_is_checked_only_where_it_was_chosen(open_client):
    address = save(open_client, text="One line.")
    pages = (WRITE, reverse("journal-check-in"), f"{address}edit/")
    for page in pages:
        html = open_client.get(page).content.decode()
        assert ('spellcheck="false"' in html, 'spellcheck="true"' in html) == (
            True,
            False,
        )

    choose(open_client, spell_check="on")

    for page in pages:
        html = open_client.get(page).content.decode()
        assert ('spellcheck="false"' in html, 'spellcheck="true"' in html) == (
            False,
            True,
        )


def test_list_shows_first_words_and_moods_as_was_chosen(open_client):
    save(open_client, title="The lift", text="I took the stairs.", mood="2")
    page = open_client.get(HOME).content.decode()
    assert ("I took the stairs." in page, "drawn--2" in page) == (True, True)

    choose(open_client, list_words=None, list_moods=None)

    page = open_client.get(HOME).content.decode()
    assert ("I took the stairs." in page, "drawn--2" in page) == (False, False)
    assert "The lift" in page


def test_shortcut_of_the_exit_is_off_on_pages_of_the_journal(open_client):
    assert "data-no-shortcut" not in open_client.get(HOME).content.decode()

    choose(open_client, shift_leaves=None)

    for page in (HOME, WRITE, SETTINGS):
        assert "data-no-shortcut" in open_client.get(page).content.decode()
