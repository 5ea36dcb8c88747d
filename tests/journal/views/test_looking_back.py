"""Calendar, picture of moods and filters: sealed addresses, literal costs."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.domain.moments import moment_now
from journal.models import ManifestBlock, Record
from tests.journal.plenty import fill
from tests.journal.views.pages import lock_behind_her_back, save, unlock

pytestmark = pytest.mark.alike  # domain/test_looking_back.py asks PostgreSQL
HOME, CALENDAR = reverse("journal-home"), reverse("journal-calendar")
MOODS, FILTER = reverse("journal-moods"), reverse("journal-filter")
CALENDAR_QUERIES = 8  # session, account, unlock row, settings, the month's block, ...
MOODS_QUERIES = 8


@pytest.fixture
def still_clock(monkeypatch):
    """Stop Django's clock: touching the open row, once a minute, is a query more."""
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def filled(open_client):
    """Three entries of May 2019, and one of today."""
    save(open_client, title="Fog", text="x", mood="2", tags="work", day="2019-05-03")
    save(open_client, title="Rain", text="x", mood="2", tags="river", day="2019-05-03")
    save(open_client, title="Sun", text="x", mood="5", tags="river", day="2019-05-20")
    save(open_client, title="Now", text="x")
    return open_client


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def titles(page):
    return re.findall(r'class="leaf__title"><a href="[^"]*">([^<]*)<', page)


def show(client, **wanted):
    response = client.post(FILTER, wanted)
    assert response.status_code == 303, response.content.decode()
    return response["Location"]


def link(page, text):
    (found,) = re.findall(rf'<a[^>]*href="([^"]*)"[^>]*>{text}', page)
    return found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"mood": "2"}, ["Fog", "Rain"]),
        ({"tag": "river"}, ["Sun", "Rain"]),
        ({"first": "2019-05-04", "last": "2019-05-31"}, ["Sun"]),
        ({"mood": "2", "tag": "river", "last": "2019-12-31"}, ["Rain"]),
        ({"mood": "6"}, []),
    ],
)
def test_filter_shows_what_fits_and_says_so(filled, wanted, found):
    page = page_of(filled, show(filled, **wanted))

    assert sorted(titles(page)) == sorted(found)
    assert "Choose again" in page
    assert ("No entry fits all of this." in page) == (not found)


def test_address_of_a_filter_tells_nothing(filled):
    address = show(filled, mood="2", tag="river", first="2019-05-01")

    assert not re.search(r"river|2019|mood|tag", address)


def test_filter_is_chosen_again_from_what_it_was(filled):
    page = page_of(filled, show(filled, mood="2", tag="river", first="2019-05-01"))

    again = page_of(filled, link(page, "Choose again").replace("&amp;", "&"))

    assert '<option value="river" selected>' in again
    assert 'value="2019-05-01"' in again


def test_nothing_chosen_leads_to_all_entries(filled):
    assert show(filled) == HOME


def test_period_that_ends_before_it_begins_is_refused_with_a_sentence(filled):
    response = filled.post(FILTER, {"first": "2019-05-03", "last": "2019-05-02"})

    assert response.status_code == 422
    assert "before the first one" in response.content.decode()


def test_pages_of_a_filter_keep_it(open_client):
    for number in range(25):
        save(open_client, text=f"Line {number}", mood="4")
    save(open_client, text="Another", mood="1")

    page = page_of(open_client, show(open_client, mood="4"))
    earlier = HOME + link(page, "Earlier entries").replace("&amp;", "&")
    second = page_of(open_client, earlier)

    assert (page.count('class="leaf"'), second.count('class="leaf"')) == (20, 5)


def test_token_opens_nothing_after_the_lock(filled, passphrase):
    address = show(filled, mood="2")
    lock_behind_her_back()
    assert filled.get(address)["Location"].startswith(reverse("journal-unlock"))

    unlock(filled, passphrase)

    assert len(titles(page_of(filled, address))) == 4


@pytest.mark.parametrize("name", [HOME, CALENDAR, MOODS, FILTER])
@pytest.mark.parametrize("token", ["x", "A" * 210, "\u0662", "1" * 5_000])
def test_strange_token_is_no_error(filled, name, token):
    assert filled.get(name, {"show": token}).status_code == 200


# --- The calendar ---------------------------------------------------------------------


def test_calendar_opens_at_this_month_and_leads_to_written_ones(filled):
    today = moment_now("UTC").lived

    page = page_of(filled, CALENDAR)
    assert f"<h1>{today:%B %Y}</h1>" in page
    may = page_of(filled, CALENDAR + link(page, "Back to May 2019"))

    assert "<h1>May 2019</h1>" in may
    assert may.count('<a class="calendar__day"') == 2


def test_day_of_the_calendar_leads_to_its_entries(filled):
    may = page_of(filled, CALENDAR + link(page_of(filled, CALENDAR), "Back to May"))

    day = page_of(filled, link(may, '3<span class="hidden">, hard, hard, 2 entries'))

    assert sorted(titles(day)) == ["Fog", "Rain"]
    assert "3 May 2019" in day


def test_address_of_a_month_tells_no_date(filled):
    page = page_of(filled, CALENDAR)

    addresses = re.findall(r'href="([^"]*show=[^"]*)"', page)

    assert len(addresses) >= 4
    assert not [each for each in addresses if re.search("2019|2026|May", each)]
    assert len({len(each.split("show=")[1]) for each in addresses}) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_calendar_costs_the_same_for_one_entry_and_for_thirty(
    still_clock, open_client, alices, django_assert_num_queries, count
):
    fill(alices, count + 1)  # the first notes no mood
    open_client.get(HOME)  # the messages of saving are shown once

    with django_assert_num_queries(CALENDAR_QUERIES):
        page_of(open_client, CALENDAR)


# --- The picture of moods -------------------------------------------------------------


def test_picture_comes_only_when_it_is_asked_for_and_goes_again(filled):
    assert "<svg class" not in page_of(filled, MOODS)

    filled.post(MOODS, {"show": "yes"})
    assert "<svg class" in page_of(filled, MOODS)

    filled.post(MOODS, {"show": "no"})
    assert "<svg class" not in page_of(filled, MOODS)


def test_picture_has_a_title_a_description_and_the_same_in_a_table(filled):
    filled.post(MOODS, {"show": "yes"})
    start = page_of(filled, MOODS)

    page = page_of(filled, MOODS + link(start, "Back to May 2019"))

    assert page.count("<circle") == 3
    assert 'aria-labelledby="picture-title picture-text"' in page
    assert "How the days of May 2019 were</title>" in page
    rows = re.findall(r'<th scope="row">([^<]*)</th>\s*<td>([^<]*)</td>', page)
    assert rows == [("Fri 3", "hard, hard"), ("Mon 20", "light")]


@pytest.mark.parametrize("count", [1, 30])
def test_picture_costs_the_same_for_one_mood_and_for_thirty(
    still_clock, open_client, alices, django_assert_num_queries, count
):
    open_client.post(MOODS, {"show": "yes"})
    fill(alices, count + 1)  # the first notes no mood
    open_client.get(HOME)

    with django_assert_num_queries(MOODS_QUERIES):
        page_of(open_client, MOODS)


# --- What is not as it was ------------------------------------------------------------


@pytest.mark.parametrize("name", [CALENDAR, FILTER, MOODS])
def test_damaged_list_leads_to_the_page_that_says_so(filled, name):
    filled.post(MOODS, {"show": "yes"})
    ManifestBlock.objects.all().delete()

    response = filled.get(name)

    assert response["Location"] == reverse("journal-check")


def test_day_of_a_removed_entry_says_that_it_is_missing(filled):
    page = page_of(filled, CALENDAR)
    (day,) = re.findall(r'class="calendar__day" href="([^"]*)"', page)
    entry = link(page_of(filled, day), "Now").split("/")[2]
    Record.objects.filter(id=entry).delete()

    assert "is missing" in page_of(filled, day)
