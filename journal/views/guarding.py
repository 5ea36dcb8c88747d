"""What stands before every guess at a secret, and what the page says while it waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from journal.domain.attempts import Guess, Kind, attempt
from journal.domain.devices import device_of
from journal.domain.errors import SlowDownError
from journal.domain.ports import ports
from journal.views.access import account

BUSY_SECONDS = 5  # what Retry-After says where the server is busy


@dataclass(frozen=True, slots=True)
class Wait:
    """What a form says and carries between two guesses.

    Args:
        seconds: How long to wait; 0 where nothing was refused.
        stamp: Goes along in a hidden field.
    """

    seconds: int
    stamp: str


@contextmanager
def guarded(request: HttpRequest, kind: Kind) -> Iterator[None]:
    """Let the secret of a form be tried inside; see ``attempts.attempt``.

    Call it before the session's key is changed: stamps are given one to a session.

    Raises:
        SlowDownError: Too many guesses failed; nothing was tried.
    """
    with attempt(_guess(request, kind), stamp=str(request.POST.get("stamp", ""))):
        yield


def wait_of(request: HttpRequest, error: SlowDownError | None = None) -> Wait:
    """Return what the form says: after a refusal how long, else the stamp it brought.

    A busy server checks nothing and spends no stamp, so the form must keep it.
    """
    if error is not None:
        return Wait(error.seconds, error.stamp)
    return Wait(0, str(request.POST.get("stamp", "")))


def later(response: HttpResponse, seconds: int = BUSY_SECONDS) -> HttpResponse:
    """Say in a header as well when to come back."""
    response.headers["Retry-After"] = str(seconds)
    return response


def busy() -> str:
    """Say that the site is at fault, and nothing that was typed."""
    return gettext(
        "The site is busy just now. Nothing is wrong with what you typed. "
        "Please try again in a few seconds."
    )


def _guess(request: HttpRequest, kind: Kind) -> Guess:
    prefix = ports.visitors.prefix_hash(request)
    seat = request.session.session_key or ""
    if kind is Kind.CODE:
        return Guess(kind, None, prefix, seat)
    owner = account(request).pk
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return Guess(kind, owner, prefix, seat, device_of(owner, token=token))
