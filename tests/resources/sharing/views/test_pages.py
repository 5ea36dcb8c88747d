"""Handing on a page of the library: for anybody, and without a trace here."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.library.models import State
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

ADDRESS = "http://testserver/library/tides/"


def shared(client, slug="tides"):
    return client.get(reverse("article-share", args=[slug]))


def test_page_shows_the_plain_address_and_a_text_that_says_no_more(client):
    make_article("tides", title="Said plainly")

    page = html.unescape(shared(client).content.decode())

    assert f'readonly value="{ADDRESS}"' in page
    assert re.findall(r"<textarea[^>]*>(.*)</textarea>", page) == [
        f"Something to read: {ADDRESS}"
    ]


def test_card_names_nothing_of_the_page(client):
    make_article("tides", title="Said plainly", tab_title="Tab")

    page = shared(client).content.decode()

    (card,) = re.findall(r'<div class="card">(.*?)</div>\s*</div>', page, re.DOTALL)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", card)).strip()
    assert words == f"Something to read {ADDRESS} No account is needed."
    assert "Said plainly" not in page.partition("</head>")[0]


def test_sharing_reads_one_article_and_leaves_nothing(client):
    make_article("tides")

    with CaptureQueriesContext(connection) as queries:
        response = shared(client)

    assert [query["sql"].split()[0] for query in queries] == ["SELECT"] * 3
    assert response.cookies == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED}))
def test_what_is_not_published_cannot_be_shared(client, state):
    make_article("tides", state=state)

    assert shared(client).status_code == 404


def test_sharing_takes_no_form(client):
    make_article("tides")

    assert client.post(reverse("article-share", args=["tides"])).status_code == 405
