"""The first visit: three short notes between the recovery code and the first page."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from journal.domain import kept
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, preferences_of
from journal.views.access import journal_open

NOTES = ("what_it_is", "what_is_safe", "leaving")


@journal_open()
def first_visit(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show one note after the other, once; any of them can be the last."""
    if request.method == "POST":
        # A list that is damaged says so on its own page; writing comes first.
        with suppress(ListDamagedError):
            change_preferences(journal, first_visit_over=True)
        return _onward(request)
    if preferences_of(journal).first_visit_over:
        return _onward(request)
    number = NOTES.index(_wanted(request)) + 1
    context = {
        "note": f"journal/first_visit/{NOTES[number - 1]}.html",
        "number": number,
        "next": number + 1 if number < len(NOTES) else None,
    }
    return render(request, "journal/first_visit.html", context)


def _onward(request: HttpRequest) -> HttpResponse:
    """Lead to the page one writes on, or to what was brought here to be kept."""
    name = "journal-keep-new" if kept.waiting(request.session) else "journal-write"
    return HttpResponseRedirect(reverse(name))


def _wanted(request: HttpRequest) -> str:
    """Return the note that an address asks for; the first one for any other."""
    numbered = {str(number): name for number, name in enumerate(NOTES, 1)}
    return numbered.get(request.GET.get("note", ""), NOTES[0])
