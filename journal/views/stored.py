"""What is stored of an entry, beside its words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.domain.errors import EntryDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.stored import stored_entry
from journal.views.access import journal_open
from journal.views.reading import damaged


@require_safe
@journal_open()
def stored(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show the row as it lies in the database, and say who can read it now."""
    try:
        found = stored_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    return render(request, "journal/stored.html", {"stored": found})
