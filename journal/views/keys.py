"""Keys: the recovery code, recovering, and starting anew."""

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
from django.views.decorators.http import require_safe

from journal.domain import recovering
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    CodeTypingError,
    ListDamagedError,
    PassphraseError,
    SlowDownError,
    TooManyJournalsError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.domain.passkeys import has_passkeys
from journal.domain.ports import ports
from journal.domain.vaults import current_vault, leave_behind
from journal.forms.keys import CodeForm, RecoverForm, is_password
from journal.views.access import account, journal_open, signed_in
from journal.views.guarding import busy, guarded, later, wait_of


@require_safe
@journal_open()
def code(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show the code that is not confirmed yet: the third screen of four."""
    text = recovering.pending_code(journal)
    if not text:
        return HttpResponseRedirect(reverse("journal-keys"))
    context = {"groups": text.split("-")}
    return render(request, "journal/code.html", context)


@sensitive_post_parameters()
@journal_open(reading=False)
def keys(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Say what opens this journal, and take the confirmation of the code."""
    waits = bool(recovering.pending_code(journal))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recovering.confirm_code(journal, text=form.cleaned_data["code"])
        except (CodeTypingError, WrongSecretError):
            form.add_error("code", _wrong_code())
        except ListDamagedError:
            return HttpResponseRedirect(reverse("journal-check"))
        else:
            messages.success(request, gettext("Good. The code is confirmed."))
            return HttpResponseRedirect(reverse("journal-keys"))
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "code_waits": waits,
        "has_passkeys": has_passkeys(journal),
    }
    return render(request, "journal/keys.html", context, status=status)


@sensitive_post_parameters()
@sensitive_variables()
def recover(request: HttpRequest) -> HttpResponse:
    """Open with the code alone: no name is asked, so none can be guessed."""
    form = RecoverForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _recover_page(request, form, status=422 if form.errors else 200)
    try:
        fresh = _recover(request, form)
    except SlowDownError as error:
        # Neither the code nor the new words are shown again: somebody else may come to
        # this page while its visitor waits.
        page = _recover_page(request, RecoverForm(), status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(_recover_page(request, form, status=503))
    if fresh is None:
        return _recover_page(request, form, status=422)
    # Everybody was signed out, this browser too; its session is gone.
    request.session.flush()
    return render(request, "journal/recovered.html", {"groups": fresh.split("-")})


@signed_in
def lost(request: HttpRequest) -> HttpResponse:
    """List every way that is still open, and offer a new journal at once."""
    is_full = False
    if request.method == "POST":
        try:
            leave_behind(account(request))
        except TooManyJournalsError:
            is_full = True
        else:
            return HttpResponseRedirect(reverse("journal-start"))
    has_journal = current_vault(account(request)) is not None
    context = {"has_journal": has_journal, "is_full": is_full}
    status = 409 if is_full else 200
    return render(request, "journal/lost.html", context, status=status)


def _recover_page(
    request: HttpRequest,
    form: RecoverForm,
    *,
    status: int,
    refused: SlowDownError | None = None,
) -> HttpResponse:
    context = {"form": form, "wait": wait_of(request, refused)}
    return render(request, "journal/recover.html", context, status=status)


@sensitive_variables()
def _recover(request: HttpRequest, form: RecoverForm) -> str | None:
    """Return the new code, or ``None`` with the reason added to the form."""
    values = form.cleaned_data
    try:
        with guarded(request, Kind.CODE):
            owner = recovering.owner_of_code(values["code"])
            if not _is_fit(form, owner):
                return None
            fresh = recovering.recover(
                values["code"],
                passphrase=values["passphrase"],
                password=values["password"],
            )
    except (CodeTypingError, WrongSecretError):
        form.add_error("code", _wrong_code())
    except PassphraseError:
        form.add_error("passphrase", gettext("Please choose other words."))
    else:
        return fresh.text
    return None


def _is_fit(form: RecoverForm, owner: UUID) -> bool:
    """Check the new words against the account that the code has told."""
    password, words = form.cleaned_data["password"], form.cleaned_data["passphrase"]
    faults = ports.accounts.password_faults(owner, password) if password else []
    for fault in faults:
        form.add_error("password", fault)
    if not password and ports.accounts.is_password_of(owner, words.strip()):
        form.add_error("passphrase", is_password())
    return not form.errors


def _wrong_code() -> str:
    return gettext("This code did not fit. Please compare it with your sheet.")
