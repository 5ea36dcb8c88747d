"""What search engines may find: the public pages, and nothing of anybody's own.

Listings are left out: who agreed to stand in the directory did not agree to be found
by name elsewhere. So are shared lists. They are not in ``robots.txt`` either: an engine
that may not open an address could still list it, and this one is a secret. Their
``X-Robots-Tag`` keeps them out.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from resources.library.domain.articles import published_articles
from resources.library.domain.topics import Chapter, chapters
from resources.library.models import Article

# Nothing to find there, and work for the server or a way out for nobody.
CLOSED = ("/journal/", "/account/", "/manage/", "/leave/", "/lists/")
PAGES = (
    *("home", "steady", "article-list", "help-lines", "therapists"),
    *("about", "safety", "what-we-can-see", "privacy"),
)


class PageMap(Sitemap[str]):
    """The pages that are always there, in every language."""

    i18n = True
    alternates = True

    def items(self) -> Sequence[str]:
        """Return their names."""
        return PAGES

    def location(self, item: str) -> str:
        """Return the address in the language of the moment."""
        return reverse(item)


class ArticleMap(Sitemap[Article]):
    """The published articles, each in its own language."""

    def items(self) -> list[Article]:
        """Return those of every language that the site speaks."""
        codes = [code for code, _name in settings.LANGUAGES]
        return [one for code in codes for one in published_articles(code)]

    def location(self, item: Article) -> str:
        """Return the article's address."""
        with translation.override(item.language):
            return reverse("article", args=[item.slug])

    def lastmod(self, item: Article) -> date:
        """Return the day on which the article was last checked."""
        return item.last_checked


class TopicMap(Sitemap[Chapter]):
    """The topics that have articles."""

    def items(self) -> list[Chapter]:
        """Return those of every language that the site speaks."""
        codes = [code for code, _name in settings.LANGUAGES]
        return [one for code in codes for one in chapters(code)]

    def location(self, item: Chapter) -> str:
        """Return the topic's address."""
        with translation.override(item.topic.language):
            return reverse("topic", args=[item.topic.slug])


MAPS = {"pages": PageMap, "articles": ArticleMap, "topics": TopicMap}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where nothing is to be found, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    address = request.build_absolute_uri(reverse("sitemap"))
    text = "\n".join([*lines, f"Sitemap: {address}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
