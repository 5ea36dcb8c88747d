"""From a public page to the journal: what somebody wants to keep there."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from journal.domain import kept
from journal.domain.things import Thing
from recovery_site.doors import things

OWN_SITES = {"same-origin", "none"}
methods = require_http_methods(["GET", "HEAD", "POST"])


# No token on these pages: it would start a session for everybody who only looks. All
# that they take is the choice of one of our own pages, and a request from another site
# is refused.
@csrf_exempt
@methods
def keep_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an article along to the journal."""
    return _door(request, lambda: things.article_thing(slug))


@csrf_exempt
@methods
def keep_listing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a therapist's listing along to the journal."""
    return _door(request, lambda: things.listing_thing(pk))


@csrf_exempt
@methods
def keep_line(request: HttpRequest, key: str) -> HttpResponse:
    """Take a help line along to the journal."""
    return _door(request, lambda: things.line_thing(key))


def _door(request: HttpRequest, find: Callable[[], Thing]) -> HttpResponse:
    """Show what would be kept; on the button, lay it ready and go on to the journal.

    It waits in the session, and so survives sign-up, sign-in and unlock. No address of
    the journal ever names it.
    """
    thing = find()
    if request.method != "POST":
        return render(request, "doors/keep.html", {"thing": thing})
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITES:
        raise Http404
    kept.bring(request.session, thing)
    return HttpResponseRedirect(reverse("journal-keep-new"), status=303)
