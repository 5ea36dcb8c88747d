"""The readable way out: chosen entries to print, and everything as one file.

Neither asks for the passphrase again. Whoever has the journal open can read every page
of it, and somebody who came in with a passkey because the passphrase is lost must still
be able to take her words along.
"""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from journal.domain import exporting, timeline
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.views.access import journal_open
from journal.views.reading import page_number

FILE_NAME = "pages.html"  # says nothing about what is in it
_PLACE = "<!-- entries -->"  # where in the file's template they go


@journal_open()
def export(request: HttpRequest, journal: OpenJournal) -> HttpResponseBase:
    """Say what a readable copy means, or send everything as one."""
    if request.method != "POST":
        return render(request, "journal/export.html")
    try:
        lines = exporting.entry_lines(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    return StreamingHttpResponse(
        _file(journal, lines, translation.get_language() or ""),
        content_type="text/html; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
            "Cache-Control": "no-store",
        },
    )


@require_safe
@journal_open()
def print_some(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Offer entries to choose from, or show those that were chosen, to print.

    Their ids stand in the address, as an entry's own does: so Back and reload work, and
    the page leaves by itself when the journal locks.
    """
    wanted = _ids(request)[: timeline.PAGE_SIZE]
    try:
        if sheets := exporting.chosen(journal, wanted=wanted):
            return render(request, "journal/printed.html", {"sheets": sheets})
        page = timeline.page(journal, number=page_number(request))
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    context = {
        "page": page,
        "earlier": page.number + 1 if page.has_earlier else None,
        "later": page.number - 1,
    }
    return render(request, "journal/print.html", context)


def _ids(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.GET.getlist("entry"):
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _file(journal: OpenJournal, lines: exporting.Lines, language: str) -> Iterator[str]:
    """Yield the file in pieces; it lies nowhere as a whole, not even in memory."""
    context = {"count": len(lines), "style": _style()}
    chosen = journal.preferences  # once for the file, whatever changes meanwhile
    before, after = _part("file", context, language).split(_PLACE)
    yield before
    for sheet in exporting.sheets(journal, lines):
        yield _part("sheet", {"sheet": sheet, "preferences": chosen}, language)
    if not exporting.is_still_current(journal):
        yield _part("cut", {}, language)
    yield after


def _part(name: str, context: dict[str, object], language: str) -> str:
    # The pieces are made after the view has returned, one at a time.
    with translation.override(language):
        return render_to_string(f"journal/export/{name}.html", context)


def _style() -> str:
    rules = render_to_string("journal/export/pages.css")
    return format_html("<style>{}</style>", rules)
