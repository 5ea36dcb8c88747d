"""Write, edit, erase."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from journal.domain import entries, inbox, kept, plan, prompts, trash
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    SkippedTimeError,
    VersionConflictError,
)
from journal.domain.inbox import FormPlace
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.domain.preferences import (
    change_preferences,
    preferences_of,
)
from journal.domain.sending import Sending
from journal.forms.choosing import form_for, form_of
from journal.forms.entry import CheckInForm, EntryForm, initial_for
from journal.forms.kept import NoteForm
from journal.forms.plan import PlanForm
from journal.views import entry_page, prompting
from journal.views.access import journal_open
from journal.views.reading import SAVED, UNDO, damaged


@journal_open(reading=False)
def write(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show an empty page, or save what was written on it."""
    ask_zone = preferences_of(journal).asks_zone
    if request.method != "POST":
        words = Words("", "", prompts.waiting(request.session))
        form = EntryForm(initial=initial_for(words), ask_zone=ask_zone)
        return entry_page.show(request, journal, form, entry_page.new_place())
    form = EntryForm(request.POST, ask_zone=ask_zone)
    place = entry_page.place_of(request)
    if prompting.is_asked(request):
        form, is_kept = prompting.with_prompt(request, journal, form)
        return entry_page.show(request, journal, form, place, is_unsaved=not is_kept)
    if "preview" in request.POST:
        return entry_page.show(request, journal, form, place)
    if not form.is_valid():
        return entry_page.refused(request, journal, form, place)
    _remember_zone(journal, form)
    prompts.put_away(request.session)
    return _write(request, journal, form, place)


@journal_open(reading=False)
def check_in(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Ask how it is, and for nothing else; or save what was said."""
    ask_zone = preferences_of(journal).asks_zone
    if request.method != "POST":
        form = CheckInForm(ask_zone=ask_zone)
        return entry_page.show(request, journal, form, entry_page.new_place())
    form, place = (
        CheckInForm(request.POST, ask_zone=ask_zone),
        entry_page.place_of(request),
    )
    if not form.is_valid():
        return entry_page.show(request, journal, form, place, status=422)
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
        return entry_page.show(request, journal, form_for(words), place)
    form, place = NoteForm(request.POST), entry_page.place_of(request)
    if not form.is_valid():
        return entry_page.show(request, journal, form, place, status=422)
    kept.put_away(request.session)
    if place.revision:
        return _revise(request, journal, form, place)
    sending = Sending(place.form, form.sequence_number)
    words = replace(form.words, thing=form.thing)
    try:
        saved = kept.keep(journal, words=words, record=place.record, sending=sending)
    except VersionConflictError:
        there = form.thing and kept.find_now(journal, form.thing)
        place = replace(place, record=there or place.record)
        return entry_page.in_conflict(request, journal, form, place)
    return entry_page.saved(request, journal, sending, saved)


@journal_open(reading=False)
def edit_plan(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Lead to the plan that there is; or show an empty one, or save it."""
    if request.method != "POST":
        return _first_plan(request, journal)
    form, place = PlanForm(request.POST), entry_page.place_of(request)
    if not form.is_valid():
        return entry_page.show(request, journal, form, place, status=422)
    sending = Sending(place.form, form.sequence_number)
    try:
        saved = plan.write_plan(
            journal, words=form.words, record=place.record, sending=sending
        )
    except VersionConflictError:
        there = plan.newest_plan(journal) or place.record
        return entry_page.in_conflict(
            request, journal, form, replace(place, record=there)
        )
    except EntryDamagedError:
        return _write(request, journal, form, place)
    return entry_page.saved(request, journal, sending, saved)


@journal_open(reading=False)
def edit(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show an entry for editing, or save its new words."""
    if request.method == "POST":
        form, place = form_of(request.POST), _place_of(request, journal, pk)
        if place is None:
            return entry_page.gone(request, journal, form)
        return _revise(request, journal, form, place)
    try:
        entry = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request, pk)
    form = form_for(entry.words)
    here = inbox.new_place(record=pk, revision=entry.revision)
    return entry_page.show(request, journal, form, here)


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
    return entry_page.show(request, journal, form, entry_page.new_place())


def _write(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    sending = Sending(place.form, form.sequence_number)
    try:
        saved = entries.write_entry(
            journal, words=form.words, record=place.record, sending=sending
        )
    except SkippedTimeError:
        return entry_page.skipped(request, journal, form, place)
    return entry_page.saved(request, journal, sending, saved)


def _place_of(request: HttpRequest, journal: OpenJournal, pk: UUID) -> FormPlace | None:
    """Return which entry and revision a form is for; nothing if it is not there."""
    place = entry_page.place_of(request)
    if place.record == pk:
        return place
    # No ticket of this entry: nothing vouches for a base, and another person's entry
    # must look like one that was deleted.
    try:
        with suppress(EntryDamagedError):
            entries.read_entry(journal, record=pk)
    except Http404:
        return None
    return inbox.new_place(record=pk)


def _revise(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, place: FormPlace
) -> HttpResponse:
    if "preview" in request.POST:
        return entry_page.show(request, journal, form, place)
    if not form.is_valid():
        return entry_page.refused(request, journal, form, place)
    sending = Sending(place.form, form.sequence_number)
    try:
        entries.revise_entry(
            journal,
            record=place.record,
            base=place.revision,
            words=form.words,
            sending=sending,
        )
    except VersionConflictError:
        return entry_page.in_conflict(request, journal, form, place)
    except SkippedTimeError:
        return entry_page.skipped(request, journal, form, place)
    except (EntryDamagedError, Http404):
        # Deleted or damaged while this page was open: the words are not lost with it.
        messages.info(request, gettext(
            "The entry had been deleted or damaged meanwhile. Your words are kept as "
            "a new entry."
        ))  # fmt: skip
        # As the form's own, so that a button pressed twice makes one.
        return _write(request, journal, form, replace(place, record=place.form))
    return entry_page.saved(
        request, journal, sending, place.record, tags=f"{UNDO} {SAVED}"
    )


def _remember_zone(journal: OpenJournal, form: EntryForm) -> None:
    if "time_zone" not in form.fields or "time_zone" not in form.data:
        return
    zone = form.cleaned_data["time_zone"]
    chosen = {"time_zone": zone} if zone else {}  # another device may have chosen one
    with suppress(ListDamagedError):  # the entry comes first; the list is mended later
        change_preferences(journal, zone_was_asked=True, **chosen)
