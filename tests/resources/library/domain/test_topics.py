"""Reading topics: the table of contents."""

import pytest
from django.http import Http404

from resources.library.domain.topics import chapter, chapters
from resources.library.models import State
from tests.resources.library.factories import make_article, make_topic

pytestmark = pytest.mark.django_db


def test_chapters_stand_in_order_without_empty_ones():
    late, early = make_topic("late", order=2), make_topic("early", order=1)
    make_article("draft", topic=make_topic("empty", order=3), state=State.DRAFT)
    second = make_article("second", topic=late, order=2)
    first = make_article("first", topic=late, order=1)
    alone = make_article("alone", topic=early)

    found = chapters("en")

    assert [(one.topic, one.articles) for one in found] == [
        (early, (alone,)),
        (late, (first, second)),
    ]


def test_topic_of_another_language_is_not_shown():
    make_article("wellen", topic=make_topic(language="de"), language="de")

    assert chapters("en") == []


@pytest.mark.parametrize("slug", ["nothing", "empty"])
def test_chapter_without_articles_is_not_found(slug):
    make_article(topic=make_topic("empty"), state=State.DRAFT)

    with pytest.raises(Http404):
        chapter(slug, language="en")
