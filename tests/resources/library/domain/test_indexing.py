"""The search's words stay in step, also where an older release wrote them."""

import pytest

from resources.library.domain.full_text import matching_articles
from resources.library.domain.indexing import index_stale_articles, text_of
from resources.library.domain.words import WORDS_VERSION, words_in
from resources.library.models import SearchText
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db


def is_found(word) -> bool:
    sought = list(words_in(word, language="en"))
    return matching_articles(sought, is_every=True) != []


def test_article_without_words_is_indexed_once():
    make_article(body="Lanterns.")
    SearchText.objects.all().delete()
    assert not is_found("lanterns")

    assert (index_stale_articles(), index_stale_articles()) == (1, 0)
    assert is_found("lanterns")


def test_article_with_older_words_is_indexed_anew():
    make_article(body="Lanterns.")
    SearchText.objects.update(text="oldword", version=WORDS_VERSION - 1)
    assert is_found("oldword")

    assert index_stale_articles() == 1
    assert (is_found("oldword"), is_found("lanterns")) == (False, True)


def test_text_has_no_tags_and_no_entities():
    article = make_article(body="## Rain & sun\n\nIt *fell* at [noon](/steady/).")

    assert " ".join(text_of(article).split()) == "Rain & sun It fell at noon."
