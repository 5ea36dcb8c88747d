"""Who may see a page of the journal, in one file that can be read at once.

Signed out leads to the sign-in page, no journal yet to the start, locked to unlocking,
and each leads back to where the person was. Text that arrives at a closed door is
sealed before anything else happens.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from journal.domain import unlocking
from journal.domain.opened import OpenJournal
from journal.domain.vaults import current_vault
from journal.views.keeping import keep_or_show

P = ParamSpec("P")
OpenView = Callable[Concatenate[HttpRequest, OpenJournal, P], HttpResponse]

REFRESH_AFTER = 10  # seconds beyond the idle limit

signed_in = login_required


def journal_open(
    *, reading: bool = True
) -> Callable[[OpenView[P]], Callable[..., HttpResponse]]:
    """Give a view the open journal, or lead to the door that is closed.

    Args:
        reading: The page shows words and takes none: it goes to the unlock page by
            itself once the journal has locked, also without scripts.
    """

    def decorate(view: OpenView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(
            request: HttpRequest, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            journal = journal_of(request)
            if journal is None:
                return _closed_door(request)
            response = view(request, journal, *args, **kwargs)
            if reading and request.method == "GET":
                response.headers.setdefault("Refresh", _refresh(request))
            return response

        return wrapper

    return decorate


def account(request: HttpRequest) -> AbstractBaseUser:
    """Return who is signed in.

    Raises:
        PermissionDenied: Nobody is: the view lacks its gate.
    """
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user


def journal_of(request: HttpRequest) -> OpenJournal | None:
    """Return the journal that this browser holds open, if any."""
    cookie = request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, "")
    if not cookie or not request.user.is_authenticated:
        return None
    return unlocking.opened(
        request.user, cookie=cookie, session_key=request.session.session_key or ""
    )


def set_unlock_cookie(response: HttpResponse, opening: unlocking.Opening) -> None:
    """Give the browser its half; it goes when the browser closes."""
    response.set_cookie(
        settings.UNLOCK_COOKIE_NAME,
        opening.cookie,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def next_address(request: HttpRequest) -> str:
    """Return where the person was going, if that is a page of the journal."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    if here and wanted.startswith(reverse("journal-home")):
        return wanted
    return reverse("journal-home")


def _closed_door(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "ticket" in request.POST:
        return keep_or_show(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if current_vault(request.user) is None:
        return HttpResponseRedirect(reverse("journal-start"))
    where = urlencode({"next": request.path})
    return HttpResponseRedirect(f"{reverse('journal-unlock')}?{where}")


def _refresh(request: HttpRequest) -> str:
    where = urlencode({"next": request.path})
    after = unlocking.idle_seconds() + REFRESH_AFTER
    return f"{after}; url={reverse('journal-unlock')}?{where}"
