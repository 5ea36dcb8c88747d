"""Passkeys: adding one, taking one away, and opening the journal with it."""

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
from django.views.decorators.http import require_POST

from journal.domain import passkeys, recovering
from journal.domain.attempts import Kind
from journal.domain.errors import (
    CodeWaitsError,
    ListDamagedError,
    SlowDownError,
    TooManyPasskeysError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.forms.keys import UnlockForm
from journal.forms.passkeys import AddPasskeyForm, AnswerForm
from journal.views.access import (
    account,
    journal_open,
    remember_device,
    set_unlock_cookie,
    signed_in,
)
from journal.views.ceremony import to_create
from journal.views.guarding import guarded, later
from journal.views.unlocking import kept_open, unlock_page, welcome


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def passkey_list(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Say what a passkey does, list those there are, and add one."""
    if request.method != "POST":
        return _page(request, journal, AddPasskeyForm())
    form = AddPasskeyForm(request.POST)
    try:
        is_added = form.is_valid() and _add(journal, form)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    if not is_added:
        return _page(request, journal, form, status=422)
    messages.success(request, gettext("Done. This passkey opens your journal now."))
    return HttpResponseRedirect(reverse("journal-passkeys"))


@require_POST
@journal_open(reading=False)
def remove(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Take a passkey away, and lock every other device."""
    try:
        opening = passkeys.remove_passkey(
            journal, passkey=pk, session_key=request.session.session_key or ""
        )
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    messages.success(request, gettext(
        "It opens your journal no more, and every other device is locked. Your device "
        "may go on listing it; you can delete it there."
    ))  # fmt: skip
    response = HttpResponseRedirect(reverse("journal-passkeys"))
    set_unlock_cookie(response, opening)
    remember_device(request, response)
    return response


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the journal with what a passkey answered; else ask as before."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("journal-unlock"))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _did_not_open(request)
    try:
        with guarded(request, Kind.PASSKEY):
            journal = passkeys.open_with_passkey(
                account(request), form.cleaned_data["answer"]
            )
    except SlowDownError as error:
        page = unlock_page(
            request, UnlockForm(), status=429, refused=error, kind=Kind.PASSKEY
        )
        return later(page, error.seconds)
    except WrongSecretError:
        return _did_not_open(request)
    return welcome(request, kept_open(request, journal))


@sensitive_variables()
def _add(journal: OpenJournal, form: AddPasskeyForm) -> bool:
    """Add it, or put the reason into the form."""
    values = form.cleaned_data
    try:
        passkeys.add_passkey(
            journal, values["answer"], salt=values["salt"], name=values["name"]
        )
    except CodeWaitsError:
        form.add_error(None, gettext("Please confirm your recovery code first."))
    except TooManyPasskeysError:
        form.add_error(None, gettext("Please take one of your passkeys away first."))
    return not form.errors


def _did_not_open(request: HttpRequest) -> HttpResponse:
    form = UnlockForm({})
    form.errors.clear()  # nobody was asked for the passphrase
    form.add_error(None, gettext(
        "This passkey does not open your journal. Your passphrase does."
    ))  # fmt: skip
    return unlock_page(request, form, status=422)


def _page(
    request: HttpRequest,
    journal: OpenJournal,
    form: AddPasskeyForm,
    *,
    status: int = 200,
) -> HttpResponse:
    found = passkeys.passkeys_in(journal)
    context = {
        "form": form,
        "passkeys": found,
        "code_waits": bool(recovering.pending_code(journal)),
        "is_full": len(found) >= passkeys.MOST,
        "options": to_create(request, found),
    }
    return render(request, "journal/passkeys.html", context, status=status)
