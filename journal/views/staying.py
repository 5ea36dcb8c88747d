"""Staying open for longer: asked for, or by writing; and locking everywhere."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from journal.domain import unlocking
from journal.domain.errors import InboxClosedError
from journal.domain.opened import OpenJournal
from journal.views.access import account, journal_of, signed_in
from journal.views.keeping import keep

# Not 401, which browsers answer with a question of their own.
LOCKED = 403


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Keep the journal open because its writer asked; never called by a timer."""
    journal = journal_of(request)
    if journal is None:
        return HttpResponse(status=LOCKED)
    return HttpResponse(status=204, headers=_left(journal))


# The ticket stands in for the token: an open page outlives its session, and all that
# can be done with a ticket is to seal words into its own vault's inbox.
@csrf_exempt
@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Seal the state of an open page; 204, or 409 when it could not be kept.

    The page asks only after words were changed, so its writer is there: a journal that
    is still open stays open for longer.
    """
    try:
        keep(request, is_autosave=True)
    except InboxClosedError:
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers=_left(journal_of(request)))


@require_POST
@signed_in
def lock_everywhere(request: HttpRequest) -> HttpResponse:
    """Lock the journal in every browser, this one too. Nobody is signed out."""
    unlocking.lock_everywhere(account(request).pk)
    messages.success(request, gettext("Your journal is locked on every device."))
    response = HttpResponseRedirect(reverse("journal-unlock"))
    response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")
    return response


def _left(journal: OpenJournal | None) -> dict[str, str]:
    seconds = unlocking.seconds_left(journal) if journal else 0
    return {"Seconds-Left": str(seconds)}
