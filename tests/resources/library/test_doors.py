"""Where an article leads to at its end."""

import re

import pytest
from django.urls import reverse

from tests.resources.library.factories import make_article, make_topic
from tests.resources.library.test_views import full_article

pytestmark = pytest.mark.django_db


def doors_of(client, slug) -> list[tuple[str, str]]:
    """Return where an article leads to, and in which words."""
    page = client.get(reverse("article", args=[slug])).content.decode()
    (doors,) = re.findall(r'<nav class="row keep.*?</nav>', page, re.DOTALL)
    links = re.findall(r'href="([^"]*)">([^<]*)<', doors)
    return [(address, words) for address, words in links if words != "Keep this"]


def test_article_has_its_doors(client):
    full_article("tides")

    assert doors_of(client, "tides") == [
        ("/library/tides/reflect/", "Write about this"),
        ("/library/tides/keep/", "Keep in my journal"),
        ("/help-lines/#emergency", "Find help for this"),
        ("/therapists/", "Find a therapist"),
        ("/library/tides/share/", "Share this page"),
        ("/lists/add/tides/", "Add to a list"),
        ("/about/#mistake", "Report a mistake"),
    ]


def test_article_on_getting_help_leads_to_therapists_first(client):
    make_article("tides", topic=make_topic("getting-help"))

    assert doors_of(client, "tides")[1:3] == [
        ("/therapists/#places", "Find help for this"),
        ("/help-lines/", "Help lines"),
    ]


@pytest.mark.parametrize("topic", ["healing", "getting-help"])
def test_help_for_an_article_is_there_where_its_door_leads(client, topic):
    make_article("tides", topic=make_topic(topic))
    doors = {words: where for where, words in doors_of(client, "tides")}
    address, _, anchor = doors["Find help for this"].partition("#")

    page = client.get(address).content.decode()

    assert f'id="{anchor}"' in page
