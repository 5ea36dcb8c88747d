"""Changing what opens the journal: another passphrase, another code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from journal.domain import recovering, renewing, unlocking
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    ListDamagedError,
    SlowDownError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.domain.passkeys import has_passkeys
from journal.domain.passphrases import offer
from journal.forms.keys import PassphraseForm
from journal.views.access import (
    journal_open,
    remember_device,
    set_unlock_cookie,
)
from journal.views.guarding import busy, guarded, later, wait_of


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def passphrase(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Take the passphrase of now and the one of from now on."""
    if request.method != "POST":
        form = PassphraseForm(initial={"offered": offer()}, request=request)
        return _page(request, journal, form)
    form = PassphraseForm(request.POST, request=request)
    had_begun = renewing.is_under_way(journal)
    try:
        opening = _change(request, journal, form) if form.is_valid() else None
    except SlowDownError as error:
        page = _page(request, journal, form, status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(_page(request, journal, form, status=503))
    if opening is None:
        return _page(request, journal, form, status=422)
    messages.success(request, gettext("Done. The new words open your journal."))
    if had_begun:
        messages.warning(request, _called_off())
    response = HttpResponseRedirect(reverse("journal-keys"))
    set_unlock_cookie(response, opening)
    remember_device(request, response)
    return response


@journal_open(reading=False)
def new_code(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Make a new code; the old one opens until the new one is confirmed."""
    if request.method != "POST":  # after a lock, unlocking leads back here
        return HttpResponseRedirect(reverse("journal-keys"))
    had_begun = renewing.is_under_way(journal)
    try:
        recovering.replace_code(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    if had_begun:
        messages.warning(request, _called_off())
    return HttpResponseRedirect(reverse("journal-code"))


def _called_off() -> str:
    return gettext(
        "The new keys that were half made are thrown away, with their words and code."
    )


def _change(
    request: HttpRequest, journal: OpenJournal, form: PassphraseForm
) -> unlocking.Opening | None:
    """Return the journal opened anew, or ``None`` with the reason in the form."""
    try:
        with guarded(request, Kind.PASSPHRASE):
            opening = recovering.change_passphrase(
                journal,
                old=form.cleaned_data["old"],
                new=form.passphrase,
                session_key=request.session.session_key or "",
            )
        return in_new_session(request, opening)
    except (WrongSecretError, ValueError):
        form.add_error("old", gettext("These words do not open it. Please look again."))
    except ListDamagedError:
        form.add_error(None, gettext("Please see first what changed in your journal."))
    return None


def in_new_session(
    request: HttpRequest, opening: unlocking.Opening
) -> unlocking.Opening:
    """Keep a journal open under a new key of the session, and not under the old."""
    # Not earlier: an open journal is bound to the session's key, and one mistyped
    # passphrase would lock it.
    unlocking.lock(cookie=opening.cookie)
    request.session.cycle_key()
    return unlocking.keep_open(
        opening.journal, session_key=request.session.session_key or ""
    )


def _page(
    request: HttpRequest,
    journal: OpenJournal,
    form: PassphraseForm,
    *,
    status: int = 200,
    refused: SlowDownError | None = None,
) -> HttpResponse:
    words = str(form["offered"].value() or "").split()
    context = {
        "form": form,
        "words": words,
        "wait": wait_of(request, refused),
        "has_passkeys": has_passkeys(journal),
    }
    return render(request, "journal/passphrase.html", context, status=status)
