"""The page that a link opens: public, without a session, and writing nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resources.sharing.domain import guesses
from resources.sharing.domain.items import shown_items
from resources.sharing.domain.ports import ports
from resources.sharing.domain.reading import opened_by


@require_safe
def shared_list(request: HttpRequest, token: str) -> HttpResponse:
    """Show a list, or the one page for every link that opens nothing."""
    visitor = ports.visitors.prefix_hash(request)
    if guesses.are_too_many(visitor):
        return _discreet(render(request, "429.html", status=429))
    shared = opened_by(token)
    if shared is None:
        guesses.count_miss(visitor)
        page = render(request, "sharing/no_list.html", {"door": "read"}, status=404)
        return _discreet(page)
    items = shown_items(shared.matter.items, language=shared.matter.language)
    context = {"door": "read", "shared": shared, "items": items}
    return _discreet(render(request, "sharing/shared_list.html", context))


def _discreet(response: HttpResponse) -> HttpResponse:
    # The page has no form, so that nothing here needs an Origin; and what it links to
    # must not learn its address.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Django would log every answer of 400 and above: that somebody opened a dead link.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's own mark; it has no other
    return response
