"""The library's pages: public, without session, and writing nothing."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from resources.library.domain.articles import (
    article_being_checked,
    articles_after,
    claims_of,
    is_about,
    published_article,
)
from resources.library.domain.editing import rendered_of
from resources.library.domain.prompts import prompts_of
from resources.library.domain.rows import standing_review_of
from resources.library.domain.search_token import open_words, seal_words
from resources.library.domain.searching import find_articles, hits_for
from resources.library.domain.topics import chapter, chapters
from resources.library.models import Article
from resources.library.search_form import SearchForm

PAGE_SIZE = 20  # articles that were found


# Public pages hold no CSRF token, which would start a session for every visitor. A
# forged POST changes nothing here, and browsers say in Sec-Fetch-Site where it is from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the library as a table of contents, by topic; take a search and seal it."""
    if request.method == "POST":
        return _search(request)
    cookie = request.COOKIES.get(settings.FIND_COOKIE_NAME)
    words = open_words(request.GET.get("q", ""), cookie=cookie)
    if words is not None:
        return _found(request, words)
    return _contents(request, SearchForm())


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
        "review": standing_review_of(found),
        "read_next": articles_after(found),
        "wants_therapist": is_about(found, topic="getting-help"),
    }


def _being_checked(request: HttpRequest, slug: str) -> HttpResponse:
    found = article_being_checked(slug, language=_language())
    context = {"door": "read", "article": found, "read_next": articles_after(found)}
    return render(request, "library/being_checked.html", context)


def _contents(request: HttpRequest, form: SearchForm) -> HttpResponse:
    context = {"door": "read", "chapters": chapters(_language()), "form": form}
    return render(request, "library/article_list.html", context)


def _search(request: HttpRequest) -> HttpResponse:
    """Answer a search with an address in which nothing can be read."""
    address = reverse("article-list")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return HttpResponseRedirect(address, status=303)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _contents(request, form)
    token, key = seal_words(
        form.cleaned_data["words"],
        cookie=request.COOKIES.get(settings.FIND_COOKIE_NAME),
    )
    response = HttpResponseRedirect(f"{address}?q={token}", status=303)
    # No age: the key goes with the browser session, and the exit deletes it earlier.
    response.set_cookie(
        settings.FIND_COOKIE_NAME,
        key,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _found(request: HttpRequest, words: str) -> HttpResponse:
    found = find_articles(words, language=_language())
    page = Paginator(found.articles, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "door": "read",
        "form": SearchForm(initial={"words": words}),
        "token": request.GET["q"],
        "found": found,
        "page": page,
        "hits": hits_for(list(page.object_list), sought=found.sought),
        "chapters": [] if found.articles else chapters(_language()),
    }
    return render(request, "library/found.html", context)


def _language() -> str:
    """Return the language of the address that was asked for."""
    return get_language() or settings.LANGUAGE_CODE
