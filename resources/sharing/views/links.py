"""Links: made and handed over once, extended, ended."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from resources.sharing.domain import card, links
from resources.sharing.domain.items import shown_items
from resources.sharing.domain.lists import list_of
from resources.sharing.domain.ports import NoteError
from resources.sharing.domain.reading import SharedList
from resources.sharing.domain.roles import confirmed_name, role_of
from resources.sharing.forms import DaysForm
from resources.sharing.views.access import account, signed_in


@require_safe
@signed_in
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a list as its reader will see it, in the reader's language."""
    found = list_of(account(request), pk)
    name = confirmed_name(role_of(account(request)))
    shared = SharedList(found.matter, name if found.matter.shows_name else "", None)
    with translation.override(found.matter.language):
        items = shown_items(found.matter.items, language=found.matter.language)
        context = {"door": "read", "shared": shared, "items": items, "pk": pk}
        return render(request, "sharing/preview.html", context)


@require_POST
@signed_in
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link, and show it on a card: this answer is the only place it stands in.

    Do not redirect from here. The token would have to be kept, or stand in an address
    of ours, to be shown after that.
    """
    found = list_of(account(request), pk)
    form = DaysForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        made = links.make_link(account(request), pk, days=form.cleaned_data["days"])
    except links.NotConfirmedError:
        return HttpResponseRedirect(reverse("counselor"))
    except links.TooManyLinksError:
        messages.info(request, gettext("This list has as many links as it may have."))
        return HttpResponseRedirect(reverse("list", args=[pk]))
    with translation.override(found.matter.language):
        path = reverse("shared-list", args=[made.token])
        shown = card.list_card(request.build_absolute_uri(path))
    context = {"door": "read", "list": found, "link": made.link, "card": shown}
    return render(request, "sharing/card.html", context)


@require_POST
@signed_in
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a link at once."""
    try:
        links.end_link(account(request), pk)
        messages.success(request, gettext("The link no longer opens."))
    except NoteError:
        said = gettext("That did not work. The link still opens. Please try again.")
        messages.error(request, said)
    row = links.link_of(account(request), pk)
    return HttpResponseRedirect(reverse("list", args=[row.reading_list_id]))


@require_POST
@signed_in
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a live link open for longer."""
    link = links.extend_link(account(request), pk)
    return HttpResponseRedirect(reverse("list", args=[link.reading_list_id]))
