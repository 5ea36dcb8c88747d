"""Earlier versions of an entry: list, one of them, put back, drop."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from journal.domain import entries, history, versions
from journal.domain.comparing import compare, shortened
from journal.domain.errors import EntryDamagedError, VersionConflictError
from journal.domain.matter import Entry
from journal.domain.opened import OpenJournal
from journal.domain.plan_text import readable
from journal.forms.numbers import whole_number
from journal.views.access import journal_open
from journal.views.reading import UNDO, damaged


@require_safe
@journal_open()
def version_list(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show when an entry was changed, and how each version begins."""
    try:
        found = history.read_history(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    context = {"history": found, "most": versions.MOST}
    return render(request, "journal/history.html", context)


@require_safe
@journal_open()
def version(
    request: HttpRequest, journal: OpenJournal, pk: UUID, revision: int
) -> HttpResponse:
    """Show one earlier version, and what is different now."""
    try:
        entry = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    try:
        earlier = history.read_version(journal, record=pk, revision=revision)
    except EntryDamagedError:
        return _does_not_open(request, pk)
    pieces = compare(_plain(earlier.entry), _plain(entry))
    context = {
        "entry": entry,
        "earlier": earlier,
        "pieces": pieces and shortened(pieces),
    }
    return render(request, "journal/version.html", context)


@require_POST
@journal_open(reading=False)
def restore(
    request: HttpRequest, journal: OpenJournal, pk: UUID, revision: int
) -> HttpResponse:
    """Put an earlier version back; what stands now becomes an earlier one."""
    base = whole_number(request.POST.get("base", ""))
    try:
        history.restore(journal, record=pk, revision=revision, base=base)
    except VersionConflictError:
        messages.warning(request, gettext(
            "The entry was changed elsewhere meanwhile, so nothing was put back. Look "
            "at it, and choose again."
        ))  # fmt: skip
        return HttpResponseRedirect(reverse("entry-history", args=[pk]))
    except EntryDamagedError:
        return _does_not_open(request, pk)
    told = gettext("Put back. What stood here before is kept as an earlier version.")
    messages.success(request, told, extra_tags=UNDO)
    return HttpResponseRedirect(reverse("entry", args=[pk]))


@journal_open()
def drop(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Ask once, and then delete all earlier versions at once."""
    try:
        if request.method == "POST":
            history.drop_versions(journal, record=pk)
            messages.success(request, gettext("The earlier versions are deleted."))
            return HttpResponseRedirect(reverse("entry", args=[pk]))
        found = history.read_history(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    if not found.glances:
        raise Http404
    return render(request, "journal/drop_versions.html", {"history": found})


def _plain(entry: Entry) -> str:
    return readable(entry.text) if entry.header.is_plan else entry.text


def _does_not_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    messages.warning(request, gettext(
        "This version does not open: it was changed or removed outside this journal. "
        "The entry itself is not touched by this."
    ))  # fmt: skip
    return HttpResponseRedirect(reverse("entry-history", args=[pk]))
