"""Public pages can be found, under one address each; private pages never."""

import re

import pytest
from django.urls import reverse

from recovery_site.search_engines import CLOSED, PAGES
from resources.library.models import State
from tests.resources.directory.factories import a_listing
from tests.resources.library.factories import make_article, make_topic

SITE = "http://testserver"


def addresses_in(response) -> list[str]:
    """Return what the map lists, without the host."""
    found = re.findall(r"<loc>([^<]+)</loc>", response.content.decode())
    assert all(address.startswith(SITE + "/") for address in found)
    return [address.removeprefix(SITE) for address in found]


def canonical(html: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]*)">', html)


def preview(html: str) -> list[str]:
    return re.findall(r'<meta property="og:[^>]*>', html)


@pytest.fixture
def library(db):
    make_article("tides", topic=make_topic("healing"))
    make_article("draft", state=State.DRAFT)
    make_article("hier", language="de")


def test_map_lists_public_pages_and_published_articles_alone(client, library):
    a_listing()

    response = client.get(reverse("sitemap"))

    assert addresses_in(response) == [
        *(reverse(name) for name in PAGES),
        "/library/tides/",
        "/library/topics/healing/",
    ]
    assert "<lastmod>2026-11-22</lastmod>" in response.content.decode()
    assert response.cookies == {}


def test_every_address_of_the_map_opens_and_is_its_own_canonical(client, library):
    for address in addresses_in(client.get(reverse("sitemap"))):
        response = client.get(address)

        assert response.status_code == 200
        assert "X-Robots-Tag" not in response
        assert 'name="robots"' not in response.content.decode()
        assert canonical(response.content.decode()) == [SITE + address]


def test_canonical_address_has_no_query(client, library):
    html = client.get("/library/tides/?from=elsewhere&q=a%22b").content.decode()

    assert canonical(html) == [f"{SITE}/library/tides/"]


def test_robots_name_closed_doors_and_the_map_but_no_shared_list(client):
    text = client.get(reverse("robots")).content.decode()

    assert text.splitlines() == [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {SITE}/sitemap.xml",
    ]
    assert "/s/" not in text


@pytest.mark.parametrize("name", ["journal-recover", "account_login", "account_signup"])
def test_private_page_has_no_canonical_address_and_no_place_in_an_index(
    client, db, name
):
    response = client.get(reverse(name))

    assert canonical(response.content.decode()) == []
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_shared_list_has_no_canonical_address(client, db):
    html = client.get(reverse("shared-list", args=["A" * 22])).content.decode()

    assert canonical(html) == []


def test_page_for_handing_an_article_on_is_left_out(client, library):
    html = client.get(reverse("article-share", args=["tides"])).content.decode()

    assert canonical(html) == []
    assert '<meta name="robots" content="noindex">' in html


def test_preview_is_one_card_for_every_address(client, library):
    addresses = [
        *(reverse(name) for name in PAGES),
        *("/library/tides/", "/library/tides/share/", "/nothing-here/"),
        *(reverse("account_login"), reverse("shared-list", args=["A" * 22])),
    ]

    cards = [preview(client.get(address).content.decode()) for address in addresses]

    assert cards == [cards[0]] * len(addresses)
    assert [re.findall('content="([^"]*)"', line)[0] for line in cards[0]] == [
        "Daybook",
        "A quiet place to write and read.",
        "website",
    ]
