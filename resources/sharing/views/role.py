"""Asking for the role of a counselor, and what became of it."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from resources.sharing.domain.roles import (
    DecisionError,
    ask_for_role,
    credentials_of,
    role_of,
)
from resources.sharing.forms import RoleForm
from resources.sharing.views.access import account, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def counselor(request: HttpRequest) -> HttpResponse:
    """Ask for the role; show where the request stands."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # Where the role is there already, the page says so.
        with suppress(DecisionError):
            ask_for_role(account(request), said=form.credentials())
        return HttpResponseRedirect(reverse("counselor"))
    role = role_of(account(request))
    context = {
        "door": "read",
        "form": form,
        "role": role,
        "said": credentials_of(role) if role else None,
    }
    status = 422 if form.errors else 200
    return render(request, "sharing/counselor.html", context, status=status)
