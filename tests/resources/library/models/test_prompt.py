"""A prompt has an article or a slug, never both, and each once."""

import pytest
from django.db import IntegrityError

from resources.library.models import Depth, Prompt
from tests.resources.library.factories import make_article, make_own_prompt

pytestmark = pytest.mark.django_db


def test_prompt_without_article_and_slug_is_refused():
    with pytest.raises(IntegrityError):
        Prompt.objects.create(depth=Depth.STEADY, text="Whose?")


def test_prompt_of_an_article_has_no_slug():
    article = make_article()

    with pytest.raises(IntegrityError):
        Prompt.objects.create(
            article=article, slug="tides", depth=Depth.STEADY, text="Whose?"
        )


def test_slug_is_taken_once_in_a_language():
    make_own_prompt("tides")
    make_own_prompt("tides", language="de")

    with pytest.raises(IntegrityError):
        make_own_prompt("tides")


def test_prompt_is_called_by_its_words():
    assert str(make_own_prompt("tides", text="What came in?")) == "What came in?"
