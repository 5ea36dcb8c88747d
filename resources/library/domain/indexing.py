"""Keeping what the search compares in step with the articles.

Articles are written by the desk, by the loader and by whatever comes after them, and
their topics afterwards; so the database's own signals lead here, and nobody can forget.
"""

import html
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags

from resources.library.domain.words import WORDS_VERSION, words_in
from resources.library.models import Article, SearchText, Topic


def index_article(article: Article) -> None:
    """Write anew what the search compares of one article."""
    topics = article.topics.values_list("name", flat=True)
    about = " ".join([article.summary, *topics])
    SearchText.objects.update_or_create(
        article=article,
        defaults={
            "title": _stems(article.title, article),
            "about": _stems(about, article),
            "text": _stems(text_of(article), article),
            "version": WORDS_VERSION,
        },
    )


def index_stale_articles() -> int:
    """Index what has no words yet, or older ones, and say how many there were."""
    current = SearchText.objects.filter(version=WORDS_VERSION)
    stale = list(Article.objects.exclude(search_text__in=current))
    for article in stale:
        index_article(article)
    return len(stale)


def text_of(article: Article) -> str:
    """Return the words of the article's rendered text, without its tags."""
    return html.unescape(strip_tags(article.rendered))


def article_was_saved(*, instance: Article, **_: Any) -> None:
    """Follow an article that was saved."""
    index_article(instance)


def topic_was_saved(*, instance: Topic, **_: Any) -> None:
    """Follow a topic whose name may have changed."""
    _index(instance.articles.all())


def topic_was_deleted(*, instance: Topic, **_: Any) -> None:
    """Follow a topic that is gone; which articles it had cannot be asked any more."""
    _index(Article.objects.filter(language=instance.language))


def topics_were_set(*, instance: Article | Topic, action: str, **_: Any) -> None:
    """Follow a change of an article's topics, from whichever side it was made."""
    if not action.startswith("post_"):
        return
    if isinstance(instance, Topic):
        topic_was_deleted(instance=instance)  # as little can be asked after a "clear"
    else:
        index_article(instance)


def _index(articles: QuerySet[Article]) -> None:
    for article in articles:
        index_article(article)


def _stems(text: str, article: Article) -> str:
    return " ".join(word.stem for word in words_in(text, language=article.language))
