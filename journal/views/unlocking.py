"""Begin, unlock, lock."""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_POST

from journal.domain import examining, intake, recovering, unlocking
from journal.domain.errors import BusyError, PassphraseError, WrongSecretError
from journal.domain.opened import OpenJournal
from journal.domain.passphrases import offer
from journal.domain.preferences import read_preferences
from journal.domain.vaults import current_vault, start_journal
from journal.forms.keys import StartForm, UnlockForm
from journal.views.access import (
    account,
    journal_of,
    next_address,
    set_unlock_cookie,
    signed_in,
)
from journal.views.keeping import keep_or_show


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Choose a passphrase and begin a journal: the second screen of four."""
    if current_vault(account(request)) is not None:
        return HttpResponseRedirect(reverse("journal-home"))
    if request.method != "POST":
        return _start_page(request, StartForm(initial={"offered": offer()},
                                              user=account(request)))  # fmt: skip
    form = StartForm(request.POST, user=account(request))
    if not form.is_valid():
        return _start_page(request, form, status=422)
    try:
        journal = start_journal(account(request), passphrase=form.passphrase)
    except BusyError:
        form.add_error(None, _busy())
        return _start_page(request, form, status=503)
    except IntegrityError:
        return HttpResponseRedirect(reverse("journal-home"))  # the button pressed twice
    return _open(request, journal, reverse("journal-code"))


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the journal with its passphrase, and go where the person was going."""
    if request.method == "POST" and "ticket" in request.POST:
        return keep_or_show(request)
    if current_vault(account(request)) is None:
        return HttpResponseRedirect(reverse("journal-start"))
    if request.method != "POST":
        if journal_of(request) is not None:
            return HttpResponseRedirect(next_address(request))
        return _unlock_page(request, UnlockForm())
    form = UnlockForm(request.POST)
    opening = _try(request, form) if form.is_valid() else None
    if opening is None:
        return _unlock_page(request, form, status=422)
    return _welcome(request, opening)


@require_POST
@signed_in
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the journal in this browser; words on the page are sealed first."""
    if "ticket" in request.POST:
        response = keep_or_show(request)
    else:
        response = HttpResponseRedirect(reverse("journal-unlock"))
    unlocking.lock(cookie=request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, ""))
    # A changed cookie is also what makes browsers drop pages kept for the Back button.
    response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")
    return response


def _try(request: HttpRequest, form: UnlockForm) -> unlocking.Opening | None:
    """Return the opened journal, or ``None`` with the reason added to the form."""
    # A new session key first: a row bound to a key that somebody fixed or saw before
    # would open for them as well.
    request.session.cycle_key()
    try:
        return unlocking.unlock_with_passphrase(
            account(request),
            passphrase=form.cleaned_data["passphrase"],
            session_key=request.session.session_key or "",
        )
    except (WrongSecretError, PassphraseError):
        form.add_error("passphrase", _did_not_open())
    except BusyError:
        form.add_error(None, _busy())
    return None


def _open(request: HttpRequest, journal: OpenJournal, address: str) -> HttpResponse:
    request.session.cycle_key()
    opening = unlocking.keep_open(
        journal, session_key=request.session.session_key or ""
    )
    response = HttpResponseRedirect(address)
    set_unlock_cookie(response, opening)
    return response


def _welcome(request: HttpRequest, opening: unlocking.Opening) -> HttpResponse:
    journal = opening.journal
    taken = intake.take_in(journal)
    if taken:
        messages.info(request, ngettext(
            "What you were writing when the journal was closed is here.",
            "%(count)d texts that you were writing are here.",
            taken,
        ) % {"count": taken})  # fmt: skip
    address = next_address(request)
    if read_preferences(journal).code_was_used:
        messages.warning(request, gettext(
            "Your recovery code was used to open this journal. If that was not you, "
            "somebody may have your old sheet."
        ))  # fmt: skip
        recovering.acknowledge_code_use(journal)
    if examining.examine(journal):
        address = reverse("journal-check")
    response = HttpResponseRedirect(address)
    set_unlock_cookie(response, opening)
    return response


def _start_page(
    request: HttpRequest, form: StartForm, *, status: int = 200
) -> HttpResponse:
    words = str(form["offered"].value() or "").split()
    context = {"form": form, "words": words}
    return render(request, "journal/start.html", context, status=status)


def _unlock_page(
    request: HttpRequest, form: UnlockForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "next": next_address(request),
        "kept": "kept" in request.GET,
    }
    return render(request, "journal/unlock.html", context, status=status)


def _did_not_open() -> str:
    return gettext(
        "These words did not open it. Check capitals and spaces, and try once more."
    )


def _busy() -> str:
    return gettext("Many journals are being opened just now. Please try again.")
