"""A counselor's lists: seen, written, put in order, copied and erased."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from resources.sharing.domain import lists
from resources.sharing.domain.items import offer, shown_items
from resources.sharing.domain.links import links_of
from resources.sharing.domain.matter import Matter
from resources.sharing.domain.ports import NoteError
from resources.sharing.domain.ready import ready_lists
from resources.sharing.domain.roles import role_of
from resources.sharing.forms import DaysForm, ListForm
from resources.sharing.views.access import account, signed_in

MOVES = {"up": -1, "down": 1}


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the lists of whoever is signed in, and those that are offered to copy."""
    context = {
        "door": "read",
        "lists": lists.lists_of(account(request)),
        "role": role_of(account(request)),
        "ready": ready_lists(_language()),
    }
    return render(request, "sharing/home.html", context)


@require_safe
@signed_in
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one list, with its order and its links."""
    found = lists.list_of(account(request), pk)
    items = shown_items(found.matter.items, language=found.matter.language)
    context = {
        "door": "read",
        "list": found,
        "items": items,
        "missing": len(found.matter.items) - len(items),
        "links": links_of(pk),
        "role": role_of(account(request)),
        "form": DaysForm(),
    }
    return render(request, "sharing/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write a new list."""
    form = ListForm(request.POST or None, offer=offer(_language()))
    if request.method == "POST" and form.is_valid():
        return _written(request, form.matter())
    return _form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is on a list, and its words."""
    found = lists.list_of(account(request), pk)
    choices = offer(found.matter.language)
    form = ListForm(request.POST or None, offer=choices, before=found.matter)
    if request.method == "POST" and form.is_valid():
        lists.change_list(account(request), pk, change=lambda _old: form.matter())
        return _to(pk)
    return _form(request, form, pk=pk)


@require_POST
@signed_in
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move one item up or down, or take it off the list."""
    way, _space, item = str(request.POST.get("move", "")).partition(" ")

    def change(matter: Matter) -> Matter:
        if way == "out":
            return lists.without(matter, item)
        return lists.moved(matter, item, by=MOVES.get(way, 0))

    lists.change_list(account(request), pk, change=change)
    return _to(pk)


@require_POST
@signed_in
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a list once more."""
    matter = lists.list_of(account(request), pk).matter
    try:
        made = lists.copy_list(account(request), matter=matter)
    except lists.TooManyListsError:
        return _full(request)
    return _to(made)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once, then erase a list and end its links."""
    found = lists.list_of(account(request), pk)
    if request.method != "POST":
        return render(request, "sharing/erase.html", {"door": "read", "list": found})
    try:
        lists.erase_list(account(request), pk)
    except NoteError:
        said = gettext("That did not work. Nothing was deleted. Please try again.")
        messages.error(request, said)
        return _to(pk)
    said = gettext("The list is gone, and its links no longer open.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("lists"))


def _written(request: HttpRequest, matter: Matter) -> HttpResponse:
    try:
        return _to(lists.write_list(account(request), matter=matter))
    except lists.TooManyListsError:
        return _full(request)


def _form(
    request: HttpRequest, form: ListForm, *, pk: UUID | None = None
) -> HttpResponse:
    context = {"door": "read", "form": form, "pk": pk}
    status = 422 if form.errors else 200
    return render(request, "sharing/edit.html", context, status=status)


def _full(request: HttpRequest) -> HttpResponse:
    said = gettext("You have as many lists as fit here. Delete one first.")
    messages.info(request, said)
    return HttpResponseRedirect(reverse("lists"))


def _to(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("list", args=[pk]))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
