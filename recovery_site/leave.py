"""The way out: it ends what was open and goes to a neutral page, always."""

import secrets
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from journal.domain import unlocking
from journal.views.access import journal_of
from journal.views.keeping import keep

# Fetch metadata (https://www.w3.org/TR/fetch-metadata/); older browsers send none.
MEANT_SITES = ("", "none", "same-origin")
MEANT_DESTINATIONS = ("", "document")
TRACE_SECONDS = 10


@csrf_exempt
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the neutral page; end what was open when a person asked for it."""
    is_meant = _is_meant(request)
    response = _way_out(request, _address(request) if is_meant else settings.EXIT_URL)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    if is_meant:
        # Text comes first: once the session has ended, nobody knows whose it is.
        _attempt(keep_text, request)
        _attempt(end_session, request)
        # Never "cookies": that would sign the person out of the whole domain.
        response["Clear-Site-Data"] = '"storage"'
        _forget(response)
    return response


def keep_text(request: HttpRequest) -> None:
    """Seal the text that came along from an open form."""
    if "ticket" in request.POST:
        keep(request, may_write=True)


def end_session(request: HttpRequest) -> None:
    """Lock the journal in this browser, and end the session."""
    unlocking.lock(cookie=request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, ""))
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return  # touching the session would start one
    try:
        request.session.flush()
    except Exception:
        # The middleware would save the half-ended session and answer 500.
        del request.session
        raise


def _address(request: HttpRequest) -> str:
    """Return the neutral page that the writer chose, if her journal is open.

    Only while it is: the choice is sealed, and nothing else in the browser tells it.
    """
    with suppress(Exception):  # nothing that fails may delay leaving
        journal = journal_of(request, touch=False)
        if journal is not None and journal.preferences is not None:
            return journal.preferences.way_out
    return str(settings.EXIT_URL)


def _way_out(request: HttpRequest, address: str) -> HttpResponse:
    """Return the redirect, or for a form a page that moves on by itself.

    Chromium applies ``form-action 'self'`` to a form's redirects too and would stay on
    the page. Do not turn this into a redirect.
    """
    if request.method != "POST":
        return HttpResponseRedirect(address, status=303)
    response = render(request, "site/leave.html", {"exit_url": address})
    response["Refresh"] = f"0; url={address}"
    return response


def _is_meant(request: HttpRequest) -> bool:
    """Tell a person from a prefetch, a link scanner or a foreign page's image."""
    sent = request.headers
    return (
        request.method in {"GET", "POST"}
        and "Sec-Purpose" not in sent
        and sent.get("Sec-Fetch-Site", "") in MEANT_SITES
        and sent.get("Sec-Fetch-Dest", "") in MEANT_DESTINATIONS
    )


def _attempt(step: Callable[[HttpRequest], None], request: HttpRequest) -> None:
    """Run a step; nothing that fails may delay leaving, and nothing is logged."""
    with suppress(Exception):
        step(request)


def _forget(response: HttpResponse) -> None:
    """Delete our cookies by name, and change one that nobody needs.

    A browser keeps even ``no-store`` pages for its Back button until a cookie changes,
    and deleting one that was not there changes nothing.
    """
    for name in (
        settings.SESSION_COOKIE_NAME,
        settings.UNLOCK_COOKIE_NAME,
        settings.DEVICE_COOKIE_NAME,
        settings.FIND_COOKIE_NAME,
        settings.THEME_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    ):
        response.delete_cookie(name)
    response.set_cookie(
        "moment",
        secrets.token_hex(8),
        max_age=TRACE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
