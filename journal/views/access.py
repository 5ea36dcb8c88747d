"""Who may see a page of the journal, in one file that can be read at once.

Signed out leads to the sign-in page, no journal yet to the start, locked to unlocking,
and each leads back to where the person was. Text that arrives at a closed door is
sealed before anything else happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from journal.domain import devices, unlocking
from journal.domain.errors import KeysChangedError
from journal.domain.opened import OpenJournal
from journal.domain.preferences import read_preferences
from journal.domain.vaults import current_vault
from journal.views.keeping import keep_or_show
from journal.views.showing import show_as_chosen

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Idle:
    """When an open page ends, as far as the server knows.

    Args:
        seconds: Until the journal locks.
        address: Where a page that only shows words goes then.
        is_reading: It takes none, so that it can go by itself.
    """

    seconds: int
    address: str
    is_reading: bool


OpenView = Callable[Concatenate[HttpRequest, OpenJournal, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

REFRESH_AFTER = 10  # seconds after it has locked


def signed_in(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Give a view to whoever has signed in; words that come with nobody are sealed.

    Not Django's own gate, which sends a form away with all that was typed: a password
    that was changed on another device ends a session whose token still holds.
    """

    @wraps(view)
    def wrapper(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return _closed_door(request)

    return wrapper


def journal_open(
    *, reading: bool = True
) -> Callable[[OpenView[P]], Callable[..., HttpResponseBase]]:
    """Give a view the open journal, or lead to the door that is closed.

    Args:
        reading: The page shows words and takes none: it goes to the unlock page by
            itself once the journal has locked, also without scripts.
    """

    def decorate(view: OpenView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(
            request: HttpRequest, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            journal = journal_of(request)
            if journal is None:
                return _closed_door(request)
            is_reading = reading and request.method == "GET"
            # Templates show it (journal/components/idle.html); idle.js counts with it.
            request.META["journal_idle"] = idle = _idle(request, journal, is_reading)
            _as_chosen(request, journal)
            try:
                response = view(request, journal, *args, **kwargs)
            except KeysChangedError:
                return _closed_door(request)
            if is_reading:
                after = idle.seconds + REFRESH_AFTER
                response.headers.setdefault("Refresh", f"{after}; url={idle.address}")
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


def journal_of(request: HttpRequest, *, touch: bool = True) -> OpenJournal | None:
    """Return the journal that this browser holds open, if any.

    Args:
        request: Of the browser.
        touch: False where no person asked for the page (see ``unlocking.opened``).
    """
    cookie = unlock_cookie(request)
    if not cookie or not request.user.is_authenticated:
        return None
    return unlocking.opened(
        request.user,
        cookie=cookie,
        session_key=request.session.session_key or "",
        touch=touch,
    )


def unlock_cookie(request: HttpRequest) -> str:
    """Return what the browser keeps of its unlocking; empty without."""
    return request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, "")


def set_unlock_cookie(response: HttpResponse, opening: unlocking.Opening) -> None:
    """Give the browser its half, and make it known as one that opened this journal.

    Both go when the browser closes. Only opening makes a browser known: whoever merely
    knows the password could otherwise become a new one for every guess.
    """
    owner = opening.journal.vault.owner_id
    cookies = {
        settings.UNLOCK_COOKIE_NAME: opening.cookie,
        settings.DEVICE_COOKIE_NAME: devices.new_device(owner),
    }
    for name, value in cookies.items():
        response.set_cookie(
            name,
            value,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    show_as_chosen(response, read_preferences(opening.journal))


def remember_device(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser stay known for as long as it stays signed in.

    Only where somebody chose "keep me signed in": elsewhere a cookie that outlives the
    browser would be a trace on a device that others use.
    """
    if not request.session.get_expire_at_browser_close():
        age = request.session.get_expiry_age()
        response.cookies[settings.DEVICE_COOKIE_NAME]["max-age"] = age


def next_address(request: HttpRequest) -> str:
    """Return where the person was going, if that is a page of the journal."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    home = reverse("journal-home")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    if not here or not wanted.startswith(home):
        return home
    try:
        # No address of ours holds dots; by them a browser climbs out of the journal.
        resolve(urlsplit(wanted).path)
    except Resolver404:
        return home
    return wanted


def _as_chosen(request: HttpRequest, journal: OpenJournal) -> None:
    """Let the page look, speak and be left as its writer chose."""
    # The frame (base.html) shows it.
    request.META["journal_preferences"] = preferences = journal.preferences
    if preferences and preferences.language:
        translation.activate(preferences.language)


def _closed_door(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "ticket" in request.POST:
        return keep_or_show(request)
    if not request.user.is_authenticated:
        return redirect_to_login(_page_of(request))
    if current_vault(request.user) is None:
        return HttpResponseRedirect(reverse("journal-start"))
    where = urlencode({"next": _page_of(request)})
    return HttpResponseRedirect(f"{reverse('journal-unlock')}?{where}")


def _page_of(request: HttpRequest) -> str:
    """Return the page that a person was on: for a pressed button, where it stood.

    Many addresses take a form and show nothing; after unlocking they would be a dead
    end. Nothing of what the browser tells here is kept.
    """
    if request.method in {"GET", "HEAD"}:
        return request.path
    came_from = urlsplit(request.headers.get("Referer", "")).path
    home = reverse("journal-home")
    return came_from if came_from.startswith(home) else home


def _idle(request: HttpRequest, journal: OpenJournal, is_reading: bool) -> Idle:  # noqa: FBT001 -- one caller
    # "rest" says that nobody asked: such a page must not keep the journal open.
    where = urlencode({"next": request.path, "rest": 1})
    address = f"{reverse('journal-unlock')}?{where}"
    return Idle(unlocking.seconds_left(journal), address, is_reading)
