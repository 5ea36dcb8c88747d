"""A prompt to begin with: chosen by depth, changed, skipped, or stopped.

What is chosen is always sent by POST, so that no address tells of it. On the page one
writes on the whole page is sent, and comes back with every word.
"""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from journal.domain import prompts
from journal.domain.choices import TIMERS
from journal.domain.errors import InboxClosedError, ListDamagedError
from journal.domain.matter import Prompt
from journal.domain.opened import OpenJournal
from journal.domain.preferences import Preferences, change_preferences
from journal.domain.prompts import Depth, depth_of
from journal.forms.entry import EntryForm
from journal.views.access import journal_open
from journal.views.keeping import keep


@journal_open()
def prompt(request: HttpRequest, journal: OpenJournal) -> HttpResponse:  # noqa: ARG001 -- it must be open
    """Let a depth be chosen; the prompt waits on the page one writes on."""
    if request.method != "POST" or is_before_deeper(request):
        context = {"is_before_deeper": request.method == "POST"}
        return render(request, "journal/prompt.html", context)
    if is_stop(request):
        return to_steady()
    depth = _wanted(request, None)
    if depth is None:
        return HttpResponseRedirect(reverse("journal-prompt"), status=303)
    _drawn(request, depth)
    return HttpResponseRedirect(reverse("journal-write"), status=303)


def is_asked(request: HttpRequest) -> bool:
    """Tell whether a page was sent for its prompt, and not to be saved."""
    return "prompt" in request.POST


def is_stop(request: HttpRequest) -> bool:
    """Tell whether somebody wants to stop, and to do something steadying."""
    return "stop" in request.POST


def is_before_deeper(request: HttpRequest) -> bool:
    """Tell whether the rule for stopping has to be read before a deep prompt comes."""
    asked = request.POST.get("prompt") == "ask"
    return asked and depth_of(request.POST.get("depth", "")) is Depth.DEEPER


def with_prompt(
    request: HttpRequest, journal: OpenJournal, form: EntryForm
) -> tuple[EntryForm, bool]:
    """Return the page again: with the prompt that was asked for, and as it was typed.

    The words are sealed on the way, so that closing the page loses none. False with it
    where that failed: they are on the page and nowhere else, and the page says so.
    """
    is_kept = _is_kept(request)
    chosen = form.prompt
    depth = None if is_before_deeper(request) else _wanted(request, chosen)
    if depth is not None:
        chosen = _drawn(request, depth) or chosen
    elif request.POST["prompt"] == "none":
        prompts.put_away(request.session)
        chosen = None
    elif request.POST["prompt"] == "untimed":
        with suppress(ListDamagedError):  # it is looked at on its own page
            change_preferences(journal, timer_minutes=0)
    return form.again(chosen), is_kept


def is_laid_aside(request: HttpRequest) -> bool:
    """Seal words that cannot be saved as they are; false where they must stay."""
    try:
        keep(request, may_write=True)
    except InboxClosedError:
        return False
    prompts.put_away(request.session)
    return True


def to_steady() -> HttpResponse:
    """Lead to the exercises."""
    return HttpResponseRedirect(reverse("steady"), status=303)


def timer_of(preferences: Preferences, form: EntryForm) -> int:
    """Return the minutes that are said to be enough; 0 where nothing is said."""
    minutes = preferences.timer_minutes
    return minutes if form.prompt and minutes in TIMERS else 0


def _is_kept(request: HttpRequest) -> bool:
    try:
        keep(request, is_autosave=True)
    except InboxClosedError:
        messages.warning(
            request, gettext("Not kept just now. Your words are still on this page.")
        )
        return False
    return True


def _wanted(request: HttpRequest, current: Prompt | None) -> Depth | None:
    match request.POST.get("prompt"):
        case "ask":
            return depth_of(request.POST.get("depth", ""))
        case "another":
            return depth_of(current.depth if current else "")
        case "steady":
            return Depth.STEADY
        case "deeper":
            return Depth.DEEPER
    return None


def _drawn(request: HttpRequest, depth: Depth) -> Prompt | None:
    drawn = prompts.draw(request.session, depth)
    if drawn is None:
        messages.info(request, gettext("There is no other prompt of this kind now."))
    return drawn
