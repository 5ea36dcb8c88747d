"""Settings: what the writer chooses about her journal; and which keys there are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from journal.domain import unlocking
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, read_preferences
from journal.forms.settings import SettingsForm
from journal.views.access import journal_open
from journal.views.showing import show_as_chosen


@journal_open(reading=False)
def settings(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show every setting, or store those that were changed."""
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(data, preferences=read_preferences(journal))
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "journal/settings.html", {"form": form}, status=status)
    try:
        preferences = change_preferences(journal, **form.changes)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    unlocking.shorten(journal)
    messages.success(request, gettext("Saved."))
    response = HttpResponseRedirect(reverse("journal-settings"))
    show_as_chosen(response, preferences, former=request.COOKIES)
    return response


@require_safe
@journal_open()
def shortcuts(request: HttpRequest, _journal: OpenJournal) -> HttpResponse:
    """List the few shortcuts, and the signs that the reading pages know."""
    return render(request, "journal/shortcuts.html")
