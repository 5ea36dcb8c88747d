"""What is offered: ready lists to copy, and an article to put on a list."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from resources.library.domain.articles import published_article
from resources.library.models import Article
from resources.sharing.domain import lists
from resources.sharing.domain.items import shown_items
from resources.sharing.domain.matter import Item, Kind, Matter
from resources.sharing.domain.ready import ready_list
from resources.sharing.forms import WhichForm
from resources.sharing.views.access import account, signed_in

METHODS = ("GET", "HEAD", "POST")


@require_http_methods(METHODS)
@signed_in
def ready(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a list that ships; make it one's own."""
    found = ready_list(slug, language=_language())
    if request.method == "POST":
        return _write(request, found.matter)
    items = shown_items(found.matter.items, language=found.matter.language)
    context = {"door": "read", "ready": found, "items": items}
    return render(request, "sharing/ready.html", context)


@require_http_methods(METHODS)
@signed_in
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an article on a list that one chooses, or on a new one."""
    article = published_article(slug, language=_language())
    mine = lists.lists_of(account(request))
    form = WhichForm(
        request.POST or None, lists=[(str(each.pk), each.matter.name) for each in mine]
    )
    if request.method == "POST" and form.is_valid():
        return _add(request, article, form.cleaned_data["to"])
    context = {"door": "read", "article": article, "form": form}
    status = 422 if form.errors else 200
    return render(request, "sharing/add.html", context, status=status)


def _add(request: HttpRequest, article: Article, chosen: str) -> HttpResponse:
    item = Item(Kind.ARTICLE, article.slug)
    if not chosen:
        name = gettext("A new list")
        return _write(request, Matter(name=name, language=_language(), items=(item,)))
    pk = UUID(chosen)
    lists.change_list(account(request), pk, change=lambda old: lists.added(old, item))
    return HttpResponseRedirect(reverse("list", args=[pk]))


def _write(request: HttpRequest, matter: Matter) -> HttpResponse:
    try:
        made = lists.write_list(account(request), matter=matter)
    except lists.TooManyListsError:
        said = gettext("You have as many lists as fit here. Delete one first.")
        messages.info(request, said)
        return HttpResponseRedirect(reverse("lists"))
    return HttpResponseRedirect(reverse("list", args=[made]))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
