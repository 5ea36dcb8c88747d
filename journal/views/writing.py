"""Write, edit, erase."""

import uuid
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from journal.domain import drafts, entries, inbox, intake, kept, plan, prompts, trash
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    SkippedTimeError,
    VersionConflictError,
)
from journal.domain.inbox import FormPlace
from journal.domain.matter import Words
from journal.domain.moments import moment_now
from journal.domain.opened import OpenJournal
from journal.domain.preferences import (
    change_preferences,
    preferences_of,
    read_preferences,
)
from journal.domain.sending import Sending
from journal.forms.choosing import form_for, form_of
from journal.forms.entry import CheckInForm, EntryForm, initial_for
from journal.forms.kept import NoteForm
from journal.forms.plan import PlanForm
from journal.views import prompting
from journal.views.access import account, journal_open
from journal.views.reading import SAVED, UNDO, damaged

PAGES: dict[type[EntryForm], str] = {
    CheckInForm: "journal/check_in.html",
    NoteForm: "journal/note.html",
    PlanForm: "journal/plan_edit.html",
}


@journal_open(reading=False)
def write(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show an empty page, or save what was written on it."""
    ask_zone = not preferences_of(journal).time_zone
    if request.method != "POST":
        words = Words("", "", prompts.waiting(request.session))
        form = EntryForm(initial=initial_for(words), ask_zone=ask_zone)
        return _page(request, journal, form, inbox.new_place(record=uuid.uuid4()))
    form = EntryForm(request.POST, ask_zone=ask_zone)
    place = _place(request)
    if prompting.is_asked(request):
        form, is_kept = prompting.with_prompt(request, journal, form)
        return _page(request, journal, form, place, is_unsaved=not is_kept)
    if "preview" in request.POST:
        return _page(request, journal, form, place)
    if not form.is_valid():
        return _refused(request, journal, form, place)
    _remember_zone(journal, form)
    prompts.put_away(request.session)
    return _write(request, journal, form, place)


@journal_open(reading=False)
def check_in(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Ask how it is, and for nothing else; or save what was said."""
    ask_zone = not preferences_of(journal).time_zone
    if request.method != "POST":
        form = CheckInForm(ask_zone=ask_zone)
        return _page(request, journal, form, inbox.new_place(record=uuid.uuid4()))
    form, place = CheckInForm(request.POST, ask_zone=ask_zone), _place(request)
    if not form.is_valid():
        return _page(request, journal, form, place, status=422)
    _remember_zone(journal, form)
    return _write(request, journal, form, place)


@journal_open(reading=False)
def keep(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show a thing that a door brought, to be kept with a note; or keep it."""
    if request.method != "POST":
        thing = kept.waiting(request.session)
        if thing is None:
            return HttpResponseRedirect(reverse("journal-kept"))
        words, place = kept.note_of(journal, thing)
        return _page(request, journal, form_for(words), place)
    form, place = NoteForm(request.POST), _place(request)
    if not form.is_valid():
        return _page(request, journal, form, place, status=422)
    kept.put_away(request.session)
    if place.revision:
        return _revise(request, journal, form, place.record)
    sending = Sending(place.form, form.sequence_number)
    words = replace(form.words, thing=form.thing)
    try:
        saved = kept.keep(journal, words=words, record=place.record, sending=sending)
    except VersionConflictError:
        there = form.thing and kept.find(journal, form.thing)
        place = replace(place, record=there or place.record)
        return _conflict(request, journal, form, place)
    return _saved(request, journal, sending, saved)


@journal_open(reading=False)
def edit_plan(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Lead to the plan that there is; or show an empty one, or save it."""
    if request.method != "POST":
        return _first_plan(request, journal)
    form, place = PlanForm(request.POST), _place(request)
    if not form.is_valid():
        return _page(request, journal, form, place, status=422)
    sending = Sending(place.form, form.sequence_number)
    try:
        saved = plan.write_plan(
            journal, words=form.words, record=place.record, sending=sending
        )
    except VersionConflictError:
        there = plan.newest_plan(journal) or place.record
        return _conflict(request, journal, form, replace(place, record=there))
    except EntryDamagedError:
        return _write(request, journal, form, place)
    return _saved(request, journal, sending, saved)


@journal_open(reading=False)
def edit(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show an entry for editing, or save its new words."""
    if request.method == "POST":
        return _revise(request, journal, form_of(request.POST), pk)
    try:
        entry = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    form = form_for(entry.words)
    here = inbox.new_place(record=pk, revision=entry.revision)
    return _page(request, journal, form, here)


@journal_open()
def erase(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Ask once, and then delete at once."""
    if request.method == "POST":
        entries.erase_entry(journal, record=pk)
        messages.success(request, gettext("The entry is deleted."))
        return HttpResponseRedirect(reverse("journal-home"))
    try:
        entry = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return render(request, "journal/erase.html", {"pk": pk})
    context = {"entry": entry, "pk": pk, "trash_days": trash.DAYS}
    return render(request, "journal/erase.html", context)


def _first_plan(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    try:
        there = plan.plans(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    if there:
        return HttpResponseRedirect(reverse("entry-edit", args=[there[0].id]))
    form = form_for(Words("", "", is_plan=True))
    return _page(request, journal, form, inbox.new_place(record=uuid.uuid4()))


def _write(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    sending = Sending(place.form, form.sequence_number)
    try:
        saved = entries.write_entry(
            journal, words=form.words, record=place.record, sending=sending
        )
    except SkippedTimeError:
        return _skipped(request, journal, form, place)
    return _saved(request, journal, sending, saved)


def _revise(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, pk: UUID
) -> HttpResponse:
    place = _place(request)
    if place.record != pk:
        # No ticket of this entry: nothing vouches for a base, and another person's
        # entry must look like none.
        with suppress(EntryDamagedError):
            entries.read_entry(journal, record=pk)
        place = inbox.new_place(record=pk)
    if "preview" in request.POST:
        return _page(request, journal, form, place)
    if not form.is_valid():
        return _refused(request, journal, form, place)
    sending = Sending(place.form, form.sequence_number)
    try:
        entries.revise_entry(
            journal,
            record=pk,
            base=place.revision,
            words=form.words,
            sending=sending,
        )
    except VersionConflictError:
        return _conflict(request, journal, form, place)
    except SkippedTimeError:
        return _skipped(request, journal, form, place)
    except (EntryDamagedError, Http404):
        # Deleted or damaged while this page was open: the words are not lost with it.
        messages.info(request, gettext(
            "The entry had been deleted or damaged meanwhile. Your words are kept as "
            "a new entry."
        ))  # fmt: skip
        # As the form's own, so that a button pressed twice makes one.
        return _write(request, journal, form, replace(place, record=place.form))
    return _saved(request, journal, sending, pk, tags=f"{UNDO} {SAVED}")


def _page(
    request: HttpRequest,
    journal: OpenJournal,
    form: EntryForm,
    place: FormPlace,
    *,
    status: int = 200,
    other: Words | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    preferences = read_preferences(journal)
    if preferences.spell_check:
        form.allow_spelling()
    edits = reverse("entry-edit", args=[place.record])
    context = {
        "form": form,
        # What came back is typed already: the script must not wait for a change.
        "is_unsaved": is_unsaved or form.is_bound,
        "seal": inbox.seal_for_form(journal, place),
        "record": place.record,
        "is_new": place.revision == 0 and request.path_info != edits,
        "is_before_deeper": prompting.is_before_deeper(request),
        "timer": prompting.timer_of(preferences, form),
        "other": other,
        # Shown, and nothing stored: the words are in the form that comes back.
        "preview": form.words if "preview" in request.POST else None,
        "today": moment_now(preferences.zone).lived,
    }
    if request.method == "GET" and request.path_info == reverse("journal-write"):
        context |= {
            "draft": drafts.last_draft(journal, preferences),
            "unsaved": intake.waiting(journal),
        }
    name = PAGES.get(type(form), "journal/write.html")
    return render(request, name, context, status=status)


def _place(request: HttpRequest) -> FormPlace:
    """Return what the form's ticket vouches for; a page shown again keeps its place."""
    place = inbox.place_of(account(request), str(request.POST.get("ticket", "")))
    return place or inbox.new_place(record=uuid.uuid4())


def _refused(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    # Who wants to stop is not held up by what would have to be mended first.
    if prompting.is_stop(request) and prompting.is_laid_aside(request):
        return prompting.to_steady()
    return _page(request, journal, form, place, status=422)


def _remember_zone(journal: OpenJournal, form: EntryForm) -> None:
    zone = form.cleaned_data.get("time_zone")
    if not zone:
        return
    with suppress(ListDamagedError):  # the entry comes first; the list is mended later
        change_preferences(journal, time_zone=zone)


def _skipped(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    form.add_error("time", gettext(
        "The clocks were put forward past this time on that day. Please choose an "
        "earlier or a later one."
    ))  # fmt: skip
    return _page(request, journal, form, place, status=422)


def _conflict(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
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
    return _page(request, journal, form, place, status=409, other=stored.words)


def _saved(
    request: HttpRequest,
    journal: OpenJournal,
    sending: Sending,
    record: UUID,
    *,
    tags: str = SAVED,
) -> HttpResponse:
    inbox.close(journal, sending)
    drafts.put_away(journal, record=record)
    messages.success(request, gettext("Saved and sealed."), extra_tags=tags)
    if prompting.is_stop(request):
        return prompting.to_steady()
    name = "entry-edit" if request.POST.get("go") == "on" else "entry"
    return HttpResponseRedirect(reverse(name, args=[record]))
