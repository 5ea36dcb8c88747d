"""The site's own public pages; opening one reads no session and writes nothing."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from journal.domain.drafts import last_draft
from journal.views.access import journal_of
from recovery_site.what_we_can_see import ONLOOKERS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the three doors, or one link to write for somebody who is signed in."""
    # The cookie comes first: asking for the user would read a session for a visitor.
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session and request.user.is_authenticated:
        # Only that there is one: this page does not go by itself when it locks.
        journal = journal_of(request, touch=False)
        chosen = journal.preferences if journal else None
        draft = last_draft(journal, chosen) if journal and chosen else None
        context = {"door": "write", "draft": draft}
        return render(request, "site/home_in.html", context)
    return render(request, "site/home.html")


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say what the exit does, what it cannot do, and who may see the device."""
    return render(request, "site/safety.html")


@require_safe
def what_we_can_see(request: HttpRequest) -> HttpResponse:
    """Show who can learn what, row by row."""
    return render(request, "site/what_we_can_see.html", {"onlookers": ONLOOKERS})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and who answers for it."""
    return render(request, "site/privacy.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, who runs it, and what has not been reviewed."""
    return render(request, "site/about.html")


@require_safe
def steady(request: HttpRequest) -> HttpResponse:
    """Show the grounding exercises."""
    return render(request, "site/steady.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when we failed, with the same frame and a calm sentence."""
    return render(request, "500.html", status=500)


urlpatterns = [
    path("", home, name="home"),
    path("safety/", safety, name="safety"),
    path("safety/what-we-can-see/", what_we_can_see, name="what-we-can-see"),
    path("privacy/", privacy, name="privacy"),
    path("about/", about, name="about"),
    path("steady/", steady, name="steady"),
]
