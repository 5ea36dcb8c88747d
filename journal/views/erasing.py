"""Erasing the journal at once, asking for its end, and calling that off."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_POST

from journal.domain import erasing, waiting
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    LedgerError,
    PassphraseError,
    SlowDownError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.domain.ports import ports
from journal.domain.vaults import current_vault
from journal.forms.erasing import EraseForm, PasswordForm
from journal.views.access import account, journal_open, next_address, signed_in
from journal.views.guarding import busy, guarded, later, wait_of


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def erase(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Erase the whole journal, on its passphrase and one clear yes."""
    form = EraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _erase_page(request, form, status=422 if form.errors else 200)
    try:
        with guarded(request, Kind.PASSPHRASE):
            erasing.erase_journal(journal, passphrase=form.cleaned_data["passphrase"])
    except SlowDownError as error:
        page = _erase_page(request, EraseForm(), status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(_erase_page(request, form, status=503))
    except (WrongSecretError, PassphraseError):
        form.add_error("passphrase", did_not_open())
        return _erase_page(request, form, status=422)
    except LedgerError:
        form.add_error(None, not_now())
        return _erase_page(request, form, status=503)
    response = render(request, "journal/erased.html")
    response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")
    return response


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def erase_later(request: HttpRequest) -> HttpResponse:
    """Ask for the end of a journal that nothing opens any more."""
    vault = current_vault(account(request))
    if vault is None:
        return HttpResponseRedirect(reverse("journal-closed"))
    return asked_page(request, vault.pk)


@require_POST
@signed_in
def keep(request: HttpRequest) -> HttpResponse:
    """Call off every end that was asked for; whoever has signed in may do it."""
    waiting.call_off(account(request))
    messages.success(request, gettext("Called off. Everything stays."))
    return HttpResponseRedirect(next_address(request))


def asked_page(request: HttpRequest, vault: UUID) -> HttpResponse:
    """Ask for the password, and then set the day on which a journal is deleted."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and knows_password(request, form):
        waiting.ask([vault])
        return HttpResponseRedirect(reverse("journal-lost"))
    status = 422 if form.errors else 200
    context = {"form": form, "days": waiting.WAITING_DAYS}
    return render(request, "journal/erase_later.html", context, status=status)


def knows_password(request: HttpRequest, form: forms.Form) -> bool:
    """Tell whether the password is right; if not, the form says so."""
    try:
        if ports.accounts.is_password(request, form.cleaned_data["password"]):
            return True
    except BusyError:
        form.add_error(None, gettext("Please try again in a minute."))
        return False
    form.add_error("password", gettext("This is not the password you sign in with."))
    return False


def did_not_open() -> str:
    """Say that the words did not fit."""
    return gettext("These words do not open it. Please look again.")


def not_now() -> str:
    """Say that nothing was deleted, because it could not be noted."""
    return gettext(
        "This could not be deleted just now, and nothing was changed. Please try again "
        "later, or tell whoever runs this site."
    )


def _erase_page(
    request: HttpRequest,
    form: EraseForm,
    *,
    status: int,
    refused: SlowDownError | None = None,
) -> HttpResponse:
    context = {"form": form, "wait": wait_of(request, refused)}
    return render(request, "journal/erase_journal.html", context, status=status)
