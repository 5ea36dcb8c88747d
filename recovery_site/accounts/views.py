"""The account pages that differ from allauth's because there is no e-mail."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse


def no_email(_request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- the address's tail
    """Lead away from allauth's e-mail pages: accounts here need no address."""
    return HttpResponseRedirect(reverse("account_change_password"))


def forgotten_password(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- the address's tail
    """Say what can be done about a lost password where no e-mail can be sent."""
    return render(request, "account/forgotten_password.html")
