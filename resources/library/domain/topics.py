"""Reading topics: the library's table of contents."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from resources.library.domain.articles import base_language, published_articles
from resources.library.models import Article, Topic


@dataclass(frozen=True)
class Chapter:
    """A topic and its published articles, of which there is at least one."""

    topic: Topic
    articles: tuple[Article, ...]


def chapters(language: str) -> list[Chapter]:
    """Return the library in one language, in its order, without empty topics."""
    return _chapters(Topic.objects.all(), language=language)


def chapter(slug: str, *, language: str) -> Chapter:
    """Return one topic with its articles.

    Raises:
        Http404: No such topic, or nothing is published in it.
    """
    found = _chapters(Topic.objects.filter(slug=slug), language=language)
    if not found:
        raise Http404
    return found[0]


def _chapters(topics: QuerySet[Topic], *, language: str) -> list[Chapter]:
    # A contents line needs none of the text, which is most of a row.
    lines = published_articles(language).defer("body", "rendered")
    shown = topics.filter(language=base_language(language)).prefetch_related(
        Prefetch("articles", queryset=lines)
    )
    all_chapters = (Chapter(topic, tuple(topic.articles.all())) for topic in shown)
    return [chapter for chapter in all_chapters if chapter.articles]
