import gzip
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from resources.directory.domain.loading import load_lines, load_places
from resources.directory.domain.shipped import shipped_lines, shipped_places
from resources.directory.models import Listing
from tests.resources.directory.factories import a_line, a_listing, a_place

pytestmark = pytest.mark.django_db

SEARCH = {"country": "US", "region": "Oregon", "how": "online", "language": "es"}


def text_of(response):
    """Return a page's words alone."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words)


def search(client, **headers):
    return client.post(reverse("therapists"), SEARCH, headers=headers)


# --- Help lines -----------------------------------------------------------------------


def test_help_lines_show_number_hours_and_how_it_was_compared(client):
    a_line(compared_with=3)

    page = client.get(reverse("help-lines"))

    assert page.status_code == 200
    assert 'href="tel:+18006564673"' in page.content.decode()
    assert (
        "Number as published by An Operator, compared on 22 November 2026 "
        "with 3 public lists; not called by us." in text_of(page)
    )


def test_help_lines_compared_with_no_list_name_none(client):
    a_line(compared_with=0)

    words = text_of(client.get(reverse("help-lines")))

    assert "compared on 22 November 2026; not called by us." in words


def test_help_lines_without_any_line_still_show_emergency_numbers(client):
    page = client.get(reverse("help-lines")).content.decode()

    found = set(re.findall(r'href="tel:(\d+)"', page))

    assert found == {"911", "999", "112", "000", "111", "10111", "190", "110"}


def test_help_lines_let_one_call_the_number_beside_a_country(client):
    page = client.get(reverse("help-lines")).content.decode()

    rows = re.findall(r'<li class="menu__row">.*?</li>', page, re.DOTALL)

    assert len(rows) > 15
    assert [row for row in rows if row.count('href="tel:') != 1] == []
    assert " ".join(re.sub(r"<[^>]+>", " ", rows[0]).split()) == (
        "Australia Australia, in danger now: 000"
    )


def test_help_lines_of_the_operators_country_stand_first(client, settings):
    settings.OPERATOR_COUNTRY = "NZ"

    page = client.get(reverse("help-lines"))

    words = text_of(page)
    assert "In danger now? New Zealand: 111" in words
    assert words.index("New Zealand") < words.index("Australia")


def test_help_lines_say_of_a_stale_line_to_check_first(client):
    a_line(checked_on=timezone.localdate() - timedelta(days=181))

    words = text_of(client.get(reverse("help-lines")))

    assert words.index("Check on their site first:") < words.index("800-656-4673")


def test_help_lines_mark_an_unconfirmed_line(client):
    a_line(status="unconfirmed", source_url="", compared_with=1, hours_grade="M")

    words = text_of(client.get(reverse("help-lines")))

    assert "Unconfirmed: seen in one public list on 22 November 2026" in words
    assert "Hours: not confirmed" in words


def test_help_lines_name_those_for_young_people(client):
    a_line("young", name="A Young Line", for_young=True)

    page = client.get(reverse("help-lines")).content.decode()

    assert page.count('href="#young"') == 1
    assert 'id="under-18"' in page


def test_help_lines_send_no_choice_to_the_server(client):
    load_lines(shipped_lines())

    page = client.get(reverse("help-lines")).content.decode()
    anchors = re.findall(r'href="#([\w-]+)"', page)

    assert "<form" not in page
    assert [name for name in anchors if f'id="{name}"' not in page] == []


def test_help_lines_fit_into_twelve_kilobytes(client):
    load_lines(shipped_lines())

    page = client.get(reverse("help-lines"))

    assert len(gzip.compress(page.content)) < 12 * 1024


@pytest.mark.parametrize("rows", [1, 3])
def test_help_lines_ask_the_database_as_often_for_many_as_for_one(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        a_line(f"line-{number}")

    with django_assert_num_queries(2):
        client.get(reverse("help-lines"))


# --- Therapists -----------------------------------------------------------------------


def test_therapists_lead_with_choosing_and_places(client):
    load_places(shipped_places())

    words = text_of(client.get(reverse("therapists")))

    order = ["Five questions", "Places to look", "FindTreatment.gov", "Listed here"]
    assert [words.index(one) for one in order[:3]] == sorted(
        words.index(one) for one in order[:3]
    )


def test_therapists_without_a_listing_show_a_sentence_and_no_form(client):
    a_place()

    page = client.get(reverse("therapists"))

    assert "There is nobody listed with us yet." in text_of(page)
    assert "<form" not in page.content.decode()


def test_therapists_show_published_listings_and_a_filter_of_what_they_have(client):
    a_listing("Shown")
    a_listing("Hidden", is_published=False, region="Nevada")

    page = client.get(reverse("therapists"))

    assert "Shown" in text_of(page)
    assert "Hidden" not in text_of(page)
    assert "Nevada" not in text_of(page)
    assert page.content.decode().count("<select") == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_therapists_ask_the_database_as_often_for_many_as_for_one(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        a_place(f"place-{number}")
        a_listing(f"Listing {number}")

    with django_assert_num_queries(4):
        client.get(reverse("therapists"))


def test_therapists_search_leads_to_an_address_that_shows_nothing(client):
    a_listing()

    answer = search(client)

    assert answer.status_code == 303
    assert re.fullmatch(r"/therapists/\?q=[\w-]{100,}", answer["Location"])


def test_therapists_search_keeps_its_key_in_a_cookie_of_the_browser_session(
    client, settings
):
    a_listing()

    cookie = search(client).cookies[settings.FIND_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["secure"] == ""


def test_therapists_search_key_is_secure_behind_https(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    a_listing()

    cookie = search(client).cookies[settings.FIND_COOKIE_NAME]

    assert cookie["secure"] is True


def test_therapists_search_finds_what_fits_and_remembers_the_choices(client):
    a_listing("Fits")
    a_listing("Other", languages=" en ")

    page = client.get(search(client)["Location"])

    assert "Fits" in text_of(page)
    assert "Other" not in text_of(page)
    assert '<option value="es" selected>' in page.content.decode()


def test_therapists_search_that_finds_nobody_says_what_to_do(client):
    a_listing("Fits")
    address = search(client)["Location"]
    a_listing("Other", languages=" en ")

    Listing.objects.filter(name="Fits").delete()
    page = client.get(address)

    assert "Nobody listed here fits all of that." in text_of(page)


def test_therapists_back_and_reload_are_plain_reads(client):
    a_listing("Fits")
    address = search(client)["Location"]

    first, again = client.get(address), client.get(address)

    assert first.content == again.content
    assert not again.cookies


def test_therapists_earlier_search_still_opens_after_a_second_one(client):
    a_listing("Fits")
    address = search(client)["Location"]

    search(client)

    assert "One listing fits" in text_of(client.get(address))


def test_therapists_token_opens_nothing_in_another_browser(client, settings):
    a_listing("Fits")
    a_listing("Other", country="GB", region="Wales", languages=" cy ")
    address = search(client)["Location"]

    client.cookies.pop(settings.FIND_COOKIE_NAME)
    page = client.get(address)

    assert "Other" in text_of(page)
    assert "selected" not in page.content.decode().replace('value="" selected', "")


@pytest.mark.parametrize("site", ["cross-site"])
def test_therapists_search_from_a_foreign_site_is_not_taken(client, site):
    a_listing()

    answer = search(client, **{"Sec-Fetch-Site": site})

    assert (answer.status_code, answer["Location"]) == (303, "/therapists/")
    assert not answer.cookies


def test_therapists_search_for_anything_needs_no_token(client):
    a_listing()

    answer = client.post(reverse("therapists"), {"country": "XX", "how": ""})

    assert (answer.status_code, answer["Location"]) == (303, "/therapists/")
    assert not answer.cookies


def test_therapists_results_come_in_pages_that_keep_the_token(client):
    for number in range(21):
        a_listing(f"Listing {number:02}")

    address = search(client)["Location"]
    first = client.get(address)
    second = client.get(f"{address}&page=2")

    assert f"?q={address.partition('?q=')[2]}&amp;page=2" in first.content.decode()
    assert "Listing 20" not in text_of(first)
    assert "Listing 20" in text_of(second)


@pytest.mark.parametrize("rows", [1, 3])
def test_therapists_results_ask_the_database_as_often_for_many_as_for_one(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        a_listing(f"Listing {number}")
    address = search(client)["Location"]

    with django_assert_num_queries(3):
        client.get(address)


# --- One listing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({}, "Listed. No licence number given"),
        ({"licence_number": "7"}, "Licence number given, not yet confirmed"),
        (
            {
                "licence_number": "7",
                "licence_confirmed_on": "2026-11-02",
                "licence_confirmed_by": "Dana",
            },
            "Licence confirmed on 2 November 2026 by Dana",
        ),
    ],
)
def test_listing_says_first_what_is_known_of_the_licence(client, columns, status):
    listing = a_listing(**columns)

    words = text_of(client.get(reverse("listing", args=[listing.pk])))

    assert status in words


def test_listing_can_be_reached_directly(client):
    listing = a_listing(phone="+15035550100", site="https://example.org")

    page = client.get(reverse("listing", args=[listing.pk])).content.decode()

    assert 'href="tel:+15035550100"' in page
    assert 'href="mailto:harbour@example.org"' in page
    assert 'href="https://example.org"' in page
    assert "<form" not in page


def test_listing_that_is_hidden_is_not_found(client):
    listing = a_listing(is_published=False)

    assert client.get(reverse("listing", args=[listing.pk])).status_code == 404


def test_listing_that_is_unknown_is_not_found(client):
    address = reverse("listing", args=["00000000-0000-4000-8000-000000000000"])

    assert client.get(address).status_code == 404


def test_listing_sample_in_a_real_site_is_not_found(client):
    listing = a_listing(is_sample=True)

    assert client.get(reverse("listing", args=[listing.pk])).status_code == 404


# --- All of them ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["help-lines", "therapists", "listing"])
def test_public_page_sets_no_cookie_and_holds_no_token(client, name):
    listing = a_listing()
    address = reverse(name, args=[listing.pk] if name == "listing" else [])

    page = client.get(address)

    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()


@pytest.mark.parametrize("name", ["help-lines", "therapists", "listing"])
def test_public_page_only_reads(client, name):
    listing = a_listing()
    a_line()
    a_place()
    address = reverse(name, args=[listing.pk] if name == "listing" else [])

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


@pytest.mark.parametrize("name", ["help-lines", "therapists", "listing"])
def test_public_page_has_a_discreet_title(client, name):
    listing = a_listing()
    address = reverse(name, args=[listing.pk] if name == "listing" else [])

    page = client.get(address).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1).lower()

    words = ("harass", "assault", "abuse", "trauma", "victim", "survivor", "rape")
    assert [word for word in words if word in title] == []
