"""The doors: from an article, a listing or a help line into the journal."""

import html
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from journal.domain.kinds import Kind
from journal.domain.things import thing_from
from recovery_site.accounts.models import Session
from tests.resources.directory.factories import a_line, a_listing
from tests.resources.library.factories import make_article

NEW = reverse("journal-keep-new")


@pytest.fixture
def doors(db):
    """Return the three doors, by the kind of what lies behind."""
    article = make_article("tides", title="Tides and days")
    contacts = (
        {"value": "+18006564673", "shown": "800-656-4673"},
        {"kind": "web", "value": "https://line.example.org"},
        {"value": "+18005550100", "shown": "800-555-0100", "grade": "L"},
    )
    line = a_line(contacts=contacts)
    listing = a_listing(phone="+15035550142", statement="We listen. " * 40)
    return {
        Kind.KEPT_PAGE: reverse("article-keep", args=[article.slug]),
        Kind.KEPT_LISTING: reverse("listing-keep", args=[listing.pk]),
        Kind.KEPT_LINE: reverse("line-keep", args=[line.key]),
    }


KINDS = [Kind.KEPT_PAGE, Kind.KEPT_LISTING, Kind.KEPT_LINE]
each_kind = pytest.mark.parametrize("kind", KINDS)


def brought(client):
    return thing_from(*client.session["journal_thing"])


@each_kind
def test_opening_a_door_writes_nothing_and_starts_no_session(client, doors, kind):
    response = client.get(doors[kind])

    page = response.content.decode()
    assert (response.status_code, page.count("<form")) == (200, 1)
    assert "csrfmiddlewaretoken" not in page
    assert client.cookies.keys() == set()
    assert not Session.objects.exists()


@each_kind
def test_button_takes_the_thing_along_and_names_it_nowhere(client, doors, kind):
    response = client.post(doors[kind])

    assert (response.status_code, response["Location"]) == (303, NEW)
    assert brought(client).kind is kind
    assert client.get(brought(client).address).status_code == 200
    assert client.get(NEW)["Location"] == f"/account/login/?next={NEW}"


def test_article_is_brought_with_its_title(client, doors):
    client.post(doors[Kind.KEPT_PAGE])

    thing = brought(client)

    assert (thing.title, thing.address) == ("Tides and days", "/library/tides/")
    assert thing.facts == (("About", "Calm days and hard days."),)


def test_listing_is_brought_with_what_reaches_them(client, doors):
    client.post(doors[Kind.KEPT_LISTING])

    thing = brought(client)

    facts = dict(thing.facts)
    assert thing.title == "Harbour Street Practice"
    assert facts["Telephone"] == "+1 503-555-0142"
    assert facts["E-mail"] == "harbour@example.org"
    assert facts["Where"].startswith("Portland, Oregon")
    assert facts["In their words"].startswith("We listen.")


def test_line_is_brought_with_its_sure_numbers_and_hours(client, doors):
    client.post(doors[Kind.KEPT_LINE])

    thing = brought(client)

    facts = dict(thing.facts)
    assert (thing.title, thing.address) == ("A Line", "/help-lines/#us-line")
    assert facts["Number"] == "800-656-4673"
    assert facts["Other ways"] == "line.example.org"
    assert facts["Hours"] == "Day and night"


@each_kind
def test_door_shows_what_would_be_kept(client, doors, kind):
    page = html.unescape(client.get(doors[kind]).content.decode())
    client.post(doors[kind])

    thing = brought(client)

    for words in (thing.title, *(value for _name, value in thing.facts)):
        assert words in page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_lay_a_thing_ready(client, doors, site):
    response = client.post(doors[Kind.KEPT_LINE], headers={"sec-fetch-site": site})

    assert response.status_code == 404
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_hidden_or_unknown_has_no_door(client, db, method):
    hidden = a_listing(is_published=False)
    gone = a_line("gone", is_published=False)
    draft = make_article("draft", state="draft")
    addresses = [
        reverse("listing-keep", args=[hidden.pk]),
        reverse("listing-keep", args=[uuid.uuid4()]),
        reverse("line-keep", args=[gone.key]),
        reverse("line-keep", args=["unknown"]),
        reverse("article-keep", args=[draft.slug]),
        reverse("article-keep", args=["unknown"]),
    ]

    statuses = [getattr(client, method)(each).status_code for each in addresses]

    assert statuses == [404] * len(addresses)


def test_other_methods_are_refused(client, doors):
    assert client.delete(doors[Kind.KEPT_LINE]).status_code == 405


@each_kind
def test_public_page_leads_to_its_door(client, doors, kind):
    client.post(doors[kind])
    public = brought(client).address.partition("#")[0]

    page = Client().get(public).content.decode()

    assert f'href="{doors[kind]}"' in page
    assert "<form" not in page


def test_choice_survives_signing_in(client, doors, alice):
    client.post(doors[Kind.KEPT_LISTING])

    client.post(
        reverse("account_login"),
        {"login": "alice", "password": "seven quiet herons"},
    )

    assert brought(client).title == "Harbour Street Practice"
    assert client.get(NEW)["Location"] == reverse("journal-start")
