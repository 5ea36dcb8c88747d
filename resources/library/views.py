"""The library's pages: public, without session, and writing nothing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from resources.library.domain.articles import (
    article_being_checked,
    articles_after,
    claims_of,
    published_article,
    review_of,
)
from resources.library.domain.editing import rendered_of
from resources.library.domain.prompts import prompts_of
from resources.library.domain.topics import chapter, chapters
from resources.library.models import Article


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the library as a table of contents, by topic."""
    context = {"door": "read", "chapters": chapters(_language())}
    return render(request, "library/article_list.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles of one topic."""
    found = chapter(slug, language=_language())
    context = {"door": "read", "topic": found.topic, "articles": found.articles}
    return render(request, "library/topic.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one article, with its prompts and its sources, or that it is checked."""
    try:
        found = published_article(slug, language=_language())
    except Http404:
        return _being_checked(request, slug)
    return render(request, "library/article.html", page_of(found))


def page_of(found: Article) -> dict[str, object]:
    """Return what the page of an article shows; the desk's preview shows the same."""
    return {
        "door": "read",
        "article": found,
        "rendered": rendered_of(found),
        "prompts": prompts_of(found),
        "claims": claims_of(found),
        "review": review_of(found),
        "read_next": articles_after(found),
    }


def _being_checked(request: HttpRequest, slug: str) -> HttpResponse:
    found = article_being_checked(slug, language=_language())
    context = {"door": "read", "article": found, "read_next": articles_after(found)}
    return render(request, "library/being_checked.html", context)


def _language() -> str:
    """Return the language of the address that was asked for."""
    return get_language() or settings.LANGUAGE_CODE
