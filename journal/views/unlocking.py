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

from journal.domain import unlocking
from journal.domain.arriving import Arrival, arrive
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    KeysChangedError,
    PassphraseError,
    SlowDownError,
    TooManyJournalsError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.domain.passkeys import passkeys_of
from journal.domain.passphrases import offer
from journal.domain.vaults import current_vault, start_journal, vaults_of
from journal.forms.keys import StartForm, UnlockForm
from journal.views.access import (
    account,
    journal_of,
    next_address,
    remember_device,
    set_unlock_cookie,
    signed_in,
)
from journal.views.ceremony import to_get
from journal.views.guarding import Wait, busy, guarded, later, wait_of
from journal.views.keeping import keep_or_show


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Choose a passphrase and begin a journal: the second screen of four."""
    if current_vault(account(request)) is not None:
        return HttpResponseRedirect(reverse("journal-home"))
    if request.method != "POST":
        first = StartForm(initial={"offered": offer()}, request=request)
        return _start_page(request, first)
    form = StartForm(request.POST, request=request)
    if not form.is_valid():
        return _start_page(request, form, status=422)
    try:
        journal = start_journal(account(request), passphrase=form.passphrase)
    except BusyError:
        form.add_error(None, busy())
        return later(_start_page(request, form, status=503))
    except (IntegrityError, TooManyJournalsError) as error:
        is_twice = isinstance(error, IntegrityError)  # the button was pressed twice
        name = "journal-home" if is_twice else "journal-lost"
        return HttpResponseRedirect(reverse(name))
    return _open(request, journal, reverse("journal-code"))


@sensitive_post_parameters()
@sensitive_variables()
@signed_in
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the journal with its passphrase, and go where the person was going."""
    if request.method == "POST" and "ticket" in request.POST:
        return keep_or_show(request)
    if not vaults_of(account(request)):
        return HttpResponseRedirect(reverse("journal-start"))
    if request.method != "POST":
        if journal_of(request, touch=False) is not None:
            return _still_open(request)
        return unlock_page(request, UnlockForm())
    return _tried(request, UnlockForm(request.POST))


@signed_in
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the journal in this browser; words on the page are sealed first."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("journal-home"))  # an address typed in
    if "ticket" in request.POST:
        response = keep_or_show(request, may_write=True)
    else:
        response = HttpResponseRedirect(reverse("journal-unlock"))
    unlocking.lock(cookie=request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, ""))
    # A changed cookie is also what makes browsers drop pages kept for the Back button.
    response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")
    return response


@sensitive_variables()
def _tried(request: HttpRequest, form: UnlockForm) -> HttpResponse:
    if not form.is_valid():
        return unlock_page(request, form, status=422)
    try:
        opening = _try(request, form.cleaned_data["passphrase"])
    except SlowDownError as error:
        page = unlock_page(request, UnlockForm(), status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(unlock_page(request, form, status=503))
    except (WrongSecretError, PassphraseError):
        form.add_error("passphrase", _did_not_open())
        return unlock_page(request, form, status=422)
    return welcome(request, opening)


@sensitive_variables()
def _try(request: HttpRequest, passphrase: str) -> unlocking.Opening:
    with guarded(request, Kind.PASSPHRASE):
        journal = unlocking.open_with_passphrase(
            account(request), passphrase=passphrase
        )
    return kept_open(request, journal)


def kept_open(request: HttpRequest, journal: OpenJournal) -> unlocking.Opening:
    """Keep a journal open that has just opened, in a session with another key."""
    # A new session key: a row bound to a key that somebody fixed or saw before would
    # open for them as well. Only after the secret has opened: a button pressed
    # twice, or a wrong word, must not end the session.
    request.session.cycle_key()
    return unlocking.keep_open(journal, session_key=request.session.session_key or "")


def _still_open(request: HttpRequest) -> HttpResponse:
    """Go on to where the person was going, or let a page rest that went by itself."""
    if "rest" not in request.GET:
        return HttpResponseRedirect(next_address(request))
    return render(request, "journal/resting.html", {"next": next_address(request)})


def _open(request: HttpRequest, journal: OpenJournal, address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    set_unlock_cookie(response, kept_open(request, journal))
    return response


def welcome(request: HttpRequest, opening: unlocking.Opening) -> HttpResponse:
    """Lead on from a journal that opened, with all that there is to tell."""
    try:
        arrival = arrive(opening.journal)
    except KeysChangedError:
        return HttpResponseRedirect(reverse("journal-unlock"))  # new keys, just now
    _tell(request, arrival)
    if opening.called_off:
        messages.warning(request, gettext(
            "Somebody had asked to delete this. By opening it you called that off. If "
            "it was not you who asked, change the password you sign in with."
        ))  # fmt: skip
    wanted = next_address(request)
    address = wanted if arrival.is_as_left else reverse("journal-check")
    response = HttpResponseRedirect(address)
    set_unlock_cookie(response, opening)
    remember_device(request, response)
    return response


def _tell(request: HttpRequest, arrival: Arrival) -> None:
    if arrival.taken:
        messages.info(request, ngettext(
            "What you were writing when the journal was closed is here.",
            "%(count)d texts that you were writing are here.",
            arrival.taken,
        ) % {"count": arrival.taken})  # fmt: skip
    if arrival.code_was_used:
        messages.warning(request, gettext(
            "Your recovery code was used to open this journal. If that was not you, "
            "somebody may have your old sheet."
        ))  # fmt: skip
    if arrival.inbox_was_changed:
        messages.warning(request, gettext(
            "What seals your words while the journal is locked had been changed from "
            "outside. It is put right."
        ))  # fmt: skip


def _start_page(
    request: HttpRequest, form: StartForm, *, status: int = 200
) -> HttpResponse:
    words = str(form["offered"].value() or "").split()
    older = bool(vaults_of(account(request)))
    context = {"form": form, "words": words, "has_older": older}
    return render(request, "journal/start.html", context, status=status)


def unlock_page(
    request: HttpRequest,
    form: UnlockForm,
    *,
    status: int = 200,
    refused: SlowDownError | None = None,
    kind: Kind = Kind.PASSPHRASE,
) -> HttpResponse:
    """Return the page that asks what opens the journal.

    Args:
        request: Its ``next`` is kept.
        form: With what is to be said about the passphrase.
        status: 200, or what went wrong.
        refused: Too many guesses failed.
        kind: What was tried; stamps of a refusal go to its form alone.
    """
    waits = {each: Wait(0, "") for each in (Kind.PASSPHRASE, Kind.PASSKEY)}
    waits[kind] = wait_of(request, refused)
    known = passkeys_of(account(request))
    context = {
        "form": form,
        "next": next_address(request),
        "kept": "kept" in request.GET,
        "wait": waits[Kind.PASSPHRASE],
        "passkey_wait": waits[Kind.PASSKEY],
        "options": to_get(request, known) if known else None,
    }
    return render(request, "journal/unlock.html", context, status=status)


def _did_not_open() -> str:
    return gettext(
        "These words did not open it. Check capitals and spaces, and try once more."
    )
