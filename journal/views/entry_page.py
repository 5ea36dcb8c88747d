"""The page that entries are written on: shown, shown again, left when saved.

Whatever goes wrong, what was typed is on the page that is shown again.
"""

import uuid
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from journal.domain import drafts, entries, inbox
from journal.domain.inbox import FormPlace
from journal.domain.matter import Words
from journal.domain.moments import moment_now
from journal.domain.opened import OpenJournal
from journal.domain.preferences import (
    Preferences,
    preferences_of,
    read_preferences,
)
from journal.domain.sending import Sending
from journal.forms.entry import CheckInForm, EntryForm
from journal.forms.kept import NoteForm
from journal.forms.plan import PlanForm
from journal.views import prompting
from journal.views.access import account
from journal.views.reading import SAVED

TEMPLATES: dict[type[EntryForm], str] = {
    CheckInForm: "journal/check_in.html",
    NoteForm: "journal/note.html",
    PlanForm: "journal/plan_edit.html",
}


def show(
    request: HttpRequest,
    journal: OpenJournal,
    form: EntryForm,
    place: FormPlace,
    *,
    status: int = 200,
    other: Words | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    """Show a form, empty or with what was typed.

    Args:
        request: What asked for it.
        journal: Open.
        form: One of those in ``TEMPLATES``, or an entry's.
        place: Which record and revision the form is for; its ticket vouches for both.
        status: 422 where something has to be mended, 409 for two versions.
        other: What was stored elsewhere meanwhile, to be shown below.
        is_unsaved: Words that are not kept came with it.
    """
    # What was sent may have changed the time zone, or the timer.
    read = read_preferences if request.method == "POST" else preferences_of
    preferences = read(journal)
    if preferences.spell_check:
        form.allow_spelling()
    context = {
        **_about_form(request, form, place),
        "seal": inbox.seal_for_form(journal, place),
        # What came back is typed already: the script must not wait for a change.
        "is_unsaved": is_unsaved or form.is_bound,
        "timer": prompting.timer_of(preferences, form),
        "other": other,
        "today": moment_now(preferences.zone).lived,
    }
    if request.method == "GET" and request.path_info == reverse("journal-write"):
        context |= _left(journal, preferences)
    name = TEMPLATES.get(type(form), "journal/write.html")
    return render(request, name, context, status=status)


def new_place() -> FormPlace:
    """Return the place of an entry that is not written yet."""
    return inbox.new_place(record=uuid.uuid4())


def place_of(request: HttpRequest) -> FormPlace:
    """Return what the form's ticket vouches for; a page shown again keeps its place."""
    place = inbox.place_of(account(request), str(request.POST.get("ticket", "")))
    return place or new_place()


def refused(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    """Show a form again with what has to be mended, unless it was to stop."""
    # Who wants to stop is not held up by what would have to be mended first.
    if prompting.is_stop(request) and prompting.is_laid_aside(request):
        return prompting.to_steady()
    return show(request, journal, form, place, status=422)


def skipped(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    """Show a form again that says a time which no clock showed."""
    form.add_error("time", gettext(
        "The clocks were put forward past this time on that day. Please choose an "
        "earlier or a later one."
    ))  # fmt: skip
    return show(request, journal, form, place, status=422)


def in_conflict(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    """Show a form again above what was stored elsewhere after it was opened."""
    stored = entries.read_entry(journal, record=place.record)
    form.add_error(
        None,
        gettext(
            "This entry was changed elsewhere after you opened it. Your words are "
            "below, and the other version under them. Saving now keeps yours, and the "
            "other as an earlier version."
        ),
    )
    # Still the same form: its next state takes the place of what it has sent so far.
    place = replace(place, revision=stored.revision)
    return show(request, journal, form, place, status=409, other=stored.words)


def gone(request: HttpRequest, journal: OpenJournal, form: EntryForm) -> HttpResponse:
    """Show a form again whose entry is not there, as the form of a new one.

    The answer is the same where it was deleted while the page lay open and where it
    never was this person's.
    """
    form.add_error(
        None,
        gettext(
            "The entry is not here; it may have been deleted meanwhile. Your words are "
            "still on this page. Saving keeps them as a new entry."
        ),
    )
    return show(request, journal, form, new_place(), status=404)


def saved(
    request: HttpRequest,
    journal: OpenJournal,
    sending: Sending,
    record: UUID,
    *,
    tags: str = SAVED,
) -> HttpResponse:
    """Put away what the form had sent before, and lead to what it saved."""
    inbox.close(journal, sending)
    drafts.put_away(journal, record=record)
    messages.success(request, gettext("Saved and sealed."), extra_tags=tags)
    if prompting.is_stop(request):
        return prompting.to_steady()
    name = "entry-edit" if request.POST.get("go") == "on" else "entry"
    return HttpResponseRedirect(reverse(name, args=[record]))


def _left(journal: OpenJournal, preferences: Preferences) -> dict[str, object]:
    """Return what was typed before and not saved: a draft, or what waits."""
    return {
        "draft": drafts.last_draft(journal, preferences),
        "unsaved": inbox.waiting(journal.vault),
    }


def _about_form(
    request: HttpRequest, form: EntryForm, place: FormPlace
) -> dict[str, object]:
    edits = reverse("entry-edit", args=[place.record])
    return {
        "form": form,
        "record": place.record,
        "is_new": place.revision == 0 and request.path_info != edits,
        "is_before_deeper": prompting.is_before_deeper(request),
        # Shown, and nothing stored: the words are in the form that comes back.
        "preview": form.words if "preview" in request.POST else None,
    }
