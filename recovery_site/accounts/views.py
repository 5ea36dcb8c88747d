"""The account pages that differ from allauth's because there is no e-mail."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from journal.domain.waiting import WAITING_DAYS
from journal.forms.erasing import PasswordForm
from journal.views.access import account
from journal.views.erasing import knows_password
from recovery_site.accounts import deleting
from recovery_site.accounts.models import User


def no_email(_request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- the address's tail
    """Lead away from allauth's e-mail pages: accounts here need no address."""
    return HttpResponseRedirect(reverse("account_change_password"))


def forgotten_password(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- the address's tail
    """Say what can be done about a lost password where no e-mail can be sent."""
    return render(request, "account/forgotten_password.html")


@sensitive_post_parameters()
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account: at once, or after the wait where there is a journal."""
    user = User.objects.get(pk=account(request).pk)
    form = PasswordForm(request.POST or None)
    sure = request.method == "POST" and form.is_valid()
    if not (sure and knows_password(request, form)):
        context = {
            "form": form,
            "waits": deleting.has_journal(user),
            "days": WAITING_DAYS,
        }
        status = 422 if form.errors else 200
        return render(request, "account/delete.html", context, status=status)
    try:
        deleting.delete_account(user)
    except deleting.JournalLeftError:
        deleting.ask(user)
        return HttpResponseRedirect(reverse("account_delete"))
    logout(request)
    response = render(request, "account/deleted.html")
    for name in (settings.UNLOCK_COOKIE_NAME, settings.DEVICE_COOKIE_NAME):
        response.delete_cookie(name, samesite="Strict")
    return response
