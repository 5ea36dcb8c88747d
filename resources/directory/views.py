"""Public pages: help lines, places to look, listings. They write nothing."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from resources.directory.domain import filter_token, listings
from resources.directory.domain.filter_token import Choices
from resources.directory.domain.lines import last_compared, lines_by_country
from resources.directory.domain.places import places_by_country
from resources.directory.forms import FilterForm

PAGE_SIZE = 20  # listings


@require_safe
def help_lines(request: HttpRequest) -> HttpResponse:
    """Show every country on one page: a choice of country never reaches the server."""
    today = timezone.localdate()
    chapters = lines_by_country(first=settings.OPERATOR_COUNTRY, today=today)
    young = [line for one in chapters for line in one.lines if line.line.for_young]
    context = {
        "door": "find",
        "chapters": chapters,
        "own": chapters[0] if settings.OPERATOR_COUNTRY else None,
        "young": young,
        "last_compared": last_compared(chapters),
    }
    return render(request, "directory/help_lines.html", context)


# Public pages hold no CSRF token, which would start a session for every visitor. A
# forged POST changes nothing here: it could only lead a reader to a list of therapists,
# and browsers say in Sec-Fetch-Site that it came from elsewhere.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def therapists(request: HttpRequest) -> HttpResponse:
    """Show how to choose and where to look; take a search and seal it."""
    if request.method == "POST":
        return _search(request)
    choices = _chosen(request)
    if choices is not None:
        return _results(request, choices)
    options = listings.filter_options()
    context = {
        "door": "find",
        "places": places_by_country(first=settings.OPERATOR_COUNTRY),
        "form": FilterForm(options=options) if options else None,
        **(_found(request, Choices()) if options else {}),
    }
    return render(request, "directory/therapists.html", context)


@require_safe
def listing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one listing, or 404 when it is hidden."""
    found = listings.published_listing(pk)
    if found is None:
        raise Http404
    context = {"door": "find", "entry": listings.printed_listing(found)}
    return render(request, "directory/listing.html", context)


def _results(request: HttpRequest, choices: Choices) -> HttpResponse:
    options = listings.filter_options()
    context = {
        "door": "find",
        "form": FilterForm(options=options, initial=vars(choices)),
        "token": request.GET["q"],
        **_found(request, choices),
    }
    return render(request, "directory/results.html", context)


def _search(request: HttpRequest) -> HttpResponse:
    """Answer a search with an address in which nothing can be read."""
    address = reverse("therapists")
    form = FilterForm(request.POST, options=listings.filter_options())
    choices = form.choices()
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or not choices:
        return HttpResponseRedirect(address, status=303)
    cookie = request.COOKIES.get(settings.FIND_COOKIE_NAME)
    if filter_token.key_from(cookie) is None:
        cookie = filter_token.new_key()
    key = filter_token.key_from(cookie)
    assert key is not None  # noqa: S101 -- new_key always makes one that key_from reads
    token = filter_token.seal_choices(choices, key=key)
    response = HttpResponseRedirect(f"{address}?q={token}", status=303)
    # No age: the key goes with the browser session, and the exit deletes it earlier.
    response.set_cookie(
        settings.FIND_COOKIE_NAME,
        cookie or "",
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _chosen(request: HttpRequest) -> Choices | None:
    key = filter_token.key_from(request.COOKIES.get(settings.FIND_COOKIE_NAME))
    return filter_token.open_choices(request.GET.get("q", ""), key=key)


def _found(request: HttpRequest, choices: Choices) -> dict[str, Any]:
    paginator = Paginator(listings.listings_for(choices), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    return {"page": page, "entries": [listings.printed_listing(one) for one in page]}
