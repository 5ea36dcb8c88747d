"""Reading articles: published ones, in one language."""

import pytest
from django.http import Http404

from resources.library.domain.articles import (
    articles_after,
    published_article,
    published_articles,
)
from resources.library.models import State
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db


def test_only_published_articles_of_the_language_are_read():
    shown = make_article("tides")
    make_article("wellen", language="de")
    for state in set(State) - {State.PUBLISHED}:
        make_article(f"in-{state}", state=state)

    assert list(published_articles("en")) == [shown]


def test_region_of_a_language_reads_the_language():
    shown = make_article("tides")

    assert published_article("tides", language="en-gb") == shown


def test_article_in_another_language_is_not_found():
    make_article("tides")

    with pytest.raises(Http404):
        published_article("tides", language="de")


def test_articles_after_keep_their_order_and_leave_out_drafts():
    first, second = make_article("ebb", order=9), make_article("flow", order=1)
    make_article("draft", state=State.DRAFT)
    article = make_article("tides", read_next=["ebb", "draft", "none", "flow"])

    assert articles_after(article) == [first, second]
