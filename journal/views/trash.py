"""The trash: what lies there, putting an entry in, and putting it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from journal.domain import trash
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import DATED, KEPT, Kind
from journal.domain.opened import OpenJournal
from journal.views.access import journal_open
from journal.views.reading import TRASHED, damaged, page_number


@require_safe
@journal_open()
def trash_list(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show a page of the trash."""
    try:
        page = trash.trash_page(journal, number=page_number(request))
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    context = {
        "page": page,
        "days": trash.DAYS,
        "earlier": page.number + 1 if page.has_earlier else None,
        "later": page.number - 1,
    }
    return render(request, "journal/trash.html", context)


@require_POST
@journal_open(reading=False)
def move(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Move an entry to the trash."""
    try:
        kind = trash.move_to_trash(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    told = gettext("It is in the trash. It stays there for %(days)d days.")
    if kind in DATED:
        told = gettext("The entry is in the trash. It stays there for %(days)d days.")
    tags = f"{TRASHED} {pk}"
    messages.success(request, told % {"days": trash.DAYS}, extra_tags=tags)
    return HttpResponseRedirect(reverse(_list_of(kind)))


@require_POST
@journal_open(reading=False)
def put_back(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Put an entry back where it was."""
    try:
        kind = trash.put_back(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    told = gettext("It is back where it was.")
    if kind in DATED:
        told = gettext("The entry is back where it was.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("entry", args=[pk]))


def _list_of(kind: Kind) -> str:
    """Return the name of the page on which records of a kind stand."""
    if kind is Kind.PLAN:
        return "journal-plan"
    return "journal-kept" if kind in KEPT else "journal-home"
