"""Answers to requests that fail before they reach a view."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import CSRF_FAILURE_TEMPLATE_NAME

from journal.views.keeping import keep_or_show


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature; the reason would help only an attacker
    """Keep the words of a form whose session has ended; refuse everything else.

    Signing out, or in again, changes the token, and an old page then fails this check
    although its writer did nothing wrong. The ticket that it carries permits sealing
    and nothing more, so this cannot be used to act for somebody.
    """
    if request.method == "POST" and "ticket" in request.POST:
        return keep_or_show(request)
    return render(request, CSRF_FAILURE_TEMPLATE_NAME, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was wrong with a request: too long (413), or not to be read (400)."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
