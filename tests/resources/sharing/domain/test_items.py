"""Items: references alone, shown as what they name is today."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from resources.library.models import Article, State
from resources.sharing.domain.exercises import EXERCISES
from resources.sharing.domain.items import offer, shown_items
from resources.sharing.domain.matter import Item, Kind
from tests.resources.directory.factories import a_place
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

TIDES, WAVES = (Item(Kind.ARTICLE, slug) for slug in ("tides", "waves"))


def titles(*items):
    return [str(one.title) for one in shown_items(items, language="en")]


def test_items_are_shown_in_the_order_of_the_list():
    make_article("tides", title="Tides")
    make_article("waves", title="Waves")
    a_place(countries=["IE"])
    breath, lines = Item(Kind.EXERCISE, "breath"), Item(Kind.LINES, "IE")
    places = Item(Kind.PLACES, "IE")

    assert titles(places, WAVES, breath, TIDES, lines) == [
        "Places to look: Ireland", "Waves", "Breathe out longer", "Tides",
        "Help lines: Ireland",
    ]  # fmt: skip


def test_article_is_shown_as_it_is_now():
    make_article("tides", title="Tides", content_note="No scenes.")
    Article.objects.update(title="Higher tides", summary="New words.")

    (one,) = shown_items([TIDES], language="en")

    assert (one.title, one.about, one.holds) == (
        "Higher tides",
        "New words.",
        "No scenes.",
    )
    assert one.minutes == 1


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.RETIRED])
def test_article_that_is_not_published_is_left_out(state):
    make_article("tides", state=state)

    assert titles(TIDES) == []


def test_what_does_not_exist_is_left_out():
    unknown = [Item(kind, "nowhere") for kind in Kind]

    assert titles(*unknown, Item(Kind.PLACES, "IE")) == []


def test_items_need_few_queries(django_assert_num_queries):
    for number in range(3):
        make_article(f"tides-{number}")
    items = [Item(Kind.ARTICLE, f"tides-{number}") for number in range(3)]

    with django_assert_num_queries(1):
        shown_items(items[:1], language="en")
    with django_assert_num_queries(1):
        shown_items(items, language="en")


def test_offer_has_what_readers_can_open():
    make_article("tides", title="Tides")
    make_article("waves", state=State.DRAFT)
    a_place(countries=["IE"])

    found = offer("en")

    assert found.articles == [("tides", "Tides")]
    assert [key for key, _title in found.exercises] == list(EXERCISES)
    assert ("IE", "Ireland") in found.lines
    assert found.places == [("IE", "Ireland")]


def test_every_exercise_is_a_part_of_the_steadying_page():
    html = Client().get(reverse("steady")).content.decode()

    parts = dict(re.findall(r'<h2 id="(\w+)">([^<]+)</h2>', html))
    assert {key: parts.get(key) for key in EXERCISES} == {
        key: str(each.title) for key, each in EXERCISES.items()
    }
