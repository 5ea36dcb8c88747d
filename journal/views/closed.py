"""Closed journals: bringing their pages over, or asking for their end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from journal.domain import closed, merging
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    LedgerError,
    ListDamagedError,
    PassphraseError,
    SlowDownError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.forms.erasing import ClosedForm
from journal.views.access import account, journal_of, journal_open, signed_in
from journal.views.erasing import asked_page, did_not_open, not_now
from journal.views.guarding import busy, guarded, later, wait_of


@signed_in
def closed_list(request: HttpRequest) -> HttpResponse:
    """List the older journals; nothing about them is told apart."""
    journal = journal_of(request)
    context = {
        "journals": closed.closed_journals(account(request)),
        "is_merging": journal is not None and merging.is_under_way(journal),
    }
    return render(request, "journal/closed.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def closed_one(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Open an older journal with what was found, and begin to bring its pages over."""
    vault = closed.closed_journal(account(request), vault=pk)
    form = ClosedForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, pk, status=422 if form.errors else 200)
    try:
        with guarded(request, Kind.PASSPHRASE):
            opened = closed.open_closed(vault, secret=form.cleaned_data["secret"])
    except SlowDownError as error:
        page = _page(request, ClosedForm(), pk, status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(_page(request, form, pk, status=503))
    except (WrongSecretError, PassphraseError):
        form.add_error("secret", did_not_open())
        return _page(request, form, pk, status=422)
    return _begin(journal, opened)


@sensitive_post_parameters()
@signed_in
def closed_erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the end of an older journal."""
    vault = closed.closed_journal(account(request), vault=pk)
    return asked_page(request, vault.pk)


@journal_open(reading=False)
def merge(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Bring over some pages at each press of the button, until all are here."""
    if request.method != "POST":
        if merging.is_under_way(journal):
            return render(request, "journal/merging.html")
        return HttpResponseRedirect(reverse("journal-home"))
    try:
        outcome = merging.go_on(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    except LedgerError:
        messages.warning(request, not_now())
        return HttpResponseRedirect(reverse("journal-home"))
    if not outcome.done:
        return HttpResponseRedirect(reverse("journal-merge"))
    told = _kept() if outcome.kept else gettext("All pages are in this journal now.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("journal-home"))


def _begin(journal: OpenJournal, opened: OpenJournal) -> HttpResponse:
    try:
        merging.begin(journal, opened)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    return HttpResponseRedirect(reverse("journal-merge"))


def _kept() -> str:
    return gettext(
        "What opened is in this journal now. Something in the older one does not open, "
        "or was changed, so it stays as it was."
    )


def _page(
    request: HttpRequest,
    form: ClosedForm,
    pk: UUID,
    *,
    status: int,
    refused: SlowDownError | None = None,
) -> HttpResponse:
    context = {"form": form, "pk": pk, "wait": wait_of(request, refused)}
    return render(request, "journal/closed_one.html", context, status=status)
