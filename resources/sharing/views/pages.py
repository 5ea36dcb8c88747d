"""One page of the library, handed on by anybody: public, and nothing is noted."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from resources.library.domain.articles import published_article
from resources.sharing.domain.card import page_card


@require_safe
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article's address, its code and a card that names nothing of it."""
    language = get_language() or settings.LANGUAGE_CODE
    article = published_article(slug, language=language)
    address = request.build_absolute_uri(reverse("article", args=[article.slug]))
    context = {"door": "read", "article": article, "card": page_card(address)}
    return render(request, "sharing/share.html", context)
