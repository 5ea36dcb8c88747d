"""What has no day of its own: the things that are kept, and the steadying plan."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.domain import entries, kept, trash
from journal.domain import plan as plans
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.opened import OpenJournal
from journal.views.access import journal_open
from journal.views.reading import TRASHED, damaged, told_of


@require_safe
@journal_open()
def kept_list(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show what is kept, in groups, newest first."""
    try:
        groups = kept.kept_things(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    context = {
        "groups": groups,
        "waits": kept.waiting(request.session),
        "trashed": told_of(request, TRASHED),
    }
    return render(request, "journal/kept_list.html", context)


@require_safe
@journal_open()
def plan(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show the plan, to read or to print; or say what one is."""
    try:
        found = plans.plans(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    if not found:
        trashed = told_of(request, TRASHED)
        return render(request, "journal/no_plan.html", {"trashed": trashed})
    newest, *older = found
    try:
        entry = entries.read_entry(journal, record=newest.id)
    except EntryDamagedError:
        return damaged(request, newest.id)
    context = {"entry": entry, "older": older, "trash_days": trash.DAYS}
    return render(request, "journal/plan.html", context)
