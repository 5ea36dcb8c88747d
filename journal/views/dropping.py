"""Writing without opening, and what waits to be taken in or decided about."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from journal.domain import drafts, entries, inbox, intake
from journal.domain.errors import EntryDamagedError, InboxClosedError
from journal.domain.opened import OpenJournal
from journal.domain.vaults import current_vault
from journal.forms.entry import EntryForm
from journal.views.access import account, journal_open, signed_in
from journal.views.reading import damaged

if TYPE_CHECKING:
    from journal.models import Vault


@signed_in
def drop(request: HttpRequest) -> HttpResponse:
    """Take words for a journal that stays closed; they are sealed at once."""
    vault = current_vault(account(request))
    if vault is None:
        return HttpResponseRedirect(reverse("journal-start"))
    if request.method != "POST":
        return _drop_page(request, EntryForm(), _ticket(vault))
    form = EntryForm(request.POST)
    ticket = str(request.POST.get("ticket", ""))
    if not form.is_valid():
        return _drop_page(request, form, ticket, status=422)
    try:
        inbox.keep(ticket=ticket, token="", words=form.words)
    except InboxClosedError:
        form.add_error(None, _not_kept(ticket))
        return _drop_page(request, form, _ticket(vault), status=409)
    return render(request, "journal/dropped.html")


@require_POST
@journal_open(reading=False)
def waiting(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Bring in what was typed and not saved, on this or another device."""
    taken = intake.take_in(journal)
    told = ngettext(
        "%(count)d text was brought in.", "%(count)d texts were brought in.", taken
    )
    messages.success(request, told % {"count": taken})
    return HttpResponseRedirect(reverse("journal-home"))


@require_POST
@journal_open(reading=False)
def put_away(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Offer the draft that the page showed no more; its words stay among the entries.

    One that came in after that page is another, which nobody has seen: it stays.
    """
    try:
        shown = UUID(str(request.POST.get("draft", "")))
    except ValueError:
        return HttpResponseRedirect(reverse("journal-home"))
    drafts.put_away(journal, record=shown)
    messages.success(request, gettext("Put away. The words stay among your entries."))
    return HttpResponseRedirect(reverse("journal-home"))


@require_POST
@journal_open(reading=False)
def accept(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Keep a text that was written while the journal was locked."""
    try:
        entries.accept_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    return HttpResponseRedirect(reverse("entry", args=[pk]))


def _ticket(vault: "Vault") -> str:
    try:
        return inbox.seal_for_drop(vault)
    except InboxClosedError:
        return ""


def _drop_page(
    request: HttpRequest, form: EntryForm, ticket: str, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "ticket": ticket}
    return render(request, "journal/drop.html", context, status=status)


def _not_kept(ticket: str) -> str:
    if ticket and inbox.read_ticket(ticket) is None:
        return gettext(
            "This page was open for more than a day, so nothing is sealed yet. Your "
            "words are still on this page: please press the button once more."
        )
    return gettext(
        "We could not keep that: too much waits already. Open the journal, and it is "
        "taken in. Your words are still on this page."
    )
