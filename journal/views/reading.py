"""The timeline, one entry, and what is not as it was left."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from journal.domain import (
    drafts,
    entries,
    examining,
    inbox,
    kept,
    renewing,
    timeline,
    trash,
)
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.filtering import filtered, open_filter
from journal.domain.kinds import KEPT, Kind
from journal.domain.leaves import Leaf
from journal.domain.opened import OpenJournal
from journal.domain.preferences import preferences_of
from journal.domain.prompts import Depth
from journal.forms.numbers import whole_number
from journal.views.access import journal_open, unlock_cookie

# Tags of messages: beside some a page offers a way back, beside others a step to close.
UNDO = "undo"
SAVED = "saved"
TRASHED = "trashed"  # followed by the entry's id


@require_safe
@journal_open()
def home(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show a page of the timeline."""
    try:
        page, context = _timeline(request, journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    preferences = preferences_of(journal)
    context |= {
        "page": page,
        "shown": preferences,
        "months": _by_month(page.leaves),
        "earlier": page.number + 1 if page.has_earlier else None,
        "later": page.number - 1,
        "code_waits": bool(preferences.pending_code),
        "new_keys_wait": renewing.is_under_way(journal),
        "unsaved": inbox.waiting(journal.vault),
        "draft": drafts.last_draft(journal, preferences),
        "trashed": told_of(request, TRASHED),
        "waits": kept.waiting(request.session),
    }
    return render(request, "journal/home.html", context)


@require_safe
@journal_open()
def entry(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show one entry."""
    try:
        opened = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    header = opened.header
    is_deep = header.prompt is not None and header.prompt.depth == Depth.DEEPER
    context = {
        "entry": opened,
        "closing": is_deep and _is_just_saved(request),
        "undo": told_of(request, UNDO) and header.versions and header.versions[-1],
        "goes": trash.goes_on(header.trashed) if header.trashed else None,
        "trash_days": trash.DAYS,
        "code_waits": bool(preferences_of(journal).pending_code),
    }
    return render(request, page_of(header.kind), context)


@journal_open()
def check(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Name what is not as the writer left it, or accept it as it is."""
    if request.method == "POST":
        examining.accept(journal)
        messages.success(request, gettext("The list is made anew from what is there."))
        return HttpResponseRedirect(reverse("journal-home"))
    findings = examining.examine(journal)
    return render(request, "journal/check.html", {"findings": findings})


def damaged(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say calmly that an entry does not open, and what can be done."""
    return render(request, "journal/damaged.html", {"pk": pk}, status=409)


def page_of(kind: Kind) -> str:
    """Return the template that shows a record of a kind."""
    if kind is Kind.PLAN:
        return "journal/plan.html"
    return "journal/kept_thing.html" if kind in KEPT else "journal/entry.html"


def _timeline(
    request: HttpRequest, journal: OpenJournal
) -> tuple[timeline.Page, dict[str, object]]:
    """Return a page of the timeline, or of what a filter leaves of it."""
    token = request.GET.get("show", "")
    wanted = open_filter(token, cookie=unlock_cookie(request))
    if wanted.is_open:
        return timeline.page(journal, number=page_number(request)), {}
    page = filtered(journal, wanted, number=page_number(request))
    return page, {"filter": wanted, "token": token}


def page_number(request: HttpRequest) -> int:
    """Return which page of several an address asks for; 1 for what is no number."""
    return max(1, whole_number(request.GET.get("page", "")))


def told_of(request: HttpRequest, tag: str) -> str:
    """Return the last word of the tags of the message that is shown, if it has one."""
    found = [message.extra_tags.split() for message in messages.get_messages(request)]
    return next((tags[-1] for tags in found if tags and tags[0] == tag), "")


def _is_just_saved(request: HttpRequest) -> bool:
    return SAVED in {told_of(request, SAVED), told_of(request, UNDO)}


def _by_month(leaves: list[Leaf]) -> list[tuple[object, list[Leaf]]]:
    groups = groupby(leaves, key=lambda leaf: (leaf.at.year, leaf.at.month))
    return [(month[0].at, month) for month in (list(group) for _key, group in groups)]
