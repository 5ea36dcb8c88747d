"""Articles: the reading time, and one row for each slug and language."""

import pytest
from django.db import IntegrityError

from resources.library.models import Article
from tests.resources.library.factories import make_article


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (900, 5)]
)
def test_minutes_are_rounded_up(words, minutes):
    assert Article(word_count=words).minutes == minutes


@pytest.mark.django_db
def test_slug_stands_once_in_a_language():
    make_article("tides", language="de")
    article = make_article("tides")

    article.pk = None
    with pytest.raises(IntegrityError):
        article.save(force_insert=True)
