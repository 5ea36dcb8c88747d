"""Saving: the HTML always belongs to the text."""

import pytest
from django.utils.safestring import SafeString

from resources.library.domain.editing import rendered_of, save_article
from resources.library.domain.markdown import PIPELINE_VERSION
from resources.library.models import Article
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db


def test_saved_article_keeps_html_headings_and_words():
    article = make_article()

    article.body = "## Ebb\r\n\r\nTwo words.\r\n"
    save_article(article)

    stored = Article.objects.get()
    assert stored.body == "## Ebb\n\nTwo words."
    assert stored.rendered == '<h2 id="ebb">Ebb</h2>\n<p>Two words.</p>\n'
    assert stored.headings == [{"id": "ebb", "text": "Ebb"}]
    assert (stored.word_count, stored.pipeline) == (3, PIPELINE_VERSION)


def test_stored_html_is_shown_as_it_is():
    make_article()

    rendered = rendered_of(Article.objects.get())

    assert isinstance(rendered.html, SafeString)
    assert [heading.id for heading in rendered.headings] == ["calm-days", "hard-days"]


def test_html_of_an_older_pipeline_is_rendered_for_the_reader_but_not_written():
    make_article()
    Article.objects.update(pipeline=0, rendered="<p>Old.</p>")

    rendered = rendered_of(Article.objects.get())

    assert rendered.html.startswith("<p>A first paragraph.</p>")
    assert Article.objects.get().rendered == "<p>Old.</p>"
