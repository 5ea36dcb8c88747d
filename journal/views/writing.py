"""Write, edit, erase."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from journal.domain import entries, inbox, prompts
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    VersionConflictError,
)
from journal.domain.matter import Words
from journal.domain.moments import moment_now
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, read_preferences
from journal.forms.entry import EntryForm, initial_for
from journal.views.access import account, journal_open
from journal.views.reading import damaged


@journal_open(reading=False)
def write(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show an empty page, or save what was written on it."""
    preferences = read_preferences(journal)
    ask_zone = not preferences.time_zone
    if request.method != "POST":
        words = Words("", "", prompts.waiting(request.session))
        form = EntryForm(initial=initial_for(words), ask_zone=ask_zone)
        return _page(request, journal, form, record=uuid.uuid4(), revision=0)
    form = EntryForm(request.POST, ask_zone=ask_zone)
    record, _revision = _place(request)
    if "without_prompt" in request.POST:
        return _without_prompt(request, journal, form, record)
    if not form.is_valid():
        return _page(request, journal, form, record=record, revision=0, status=422)
    _remember_zone(journal, form)
    saved = entries.write_entry(journal, words=form.words, record=record)
    prompts.put_away(request.session)
    return _saved(request, saved)


@journal_open(reading=False)
def edit(request: HttpRequest, journal: OpenJournal, pk: UUID) -> HttpResponse:
    """Show an entry for editing, or save its new words."""
    try:
        entry = entries.read_entry(journal, record=pk)
    except EntryDamagedError:
        return damaged(request)
    if request.method != "POST":
        form = EntryForm(initial=initial_for(entry.words))
        return _page(request, journal, form, record=pk, revision=entry.revision)
    form = EntryForm(request.POST)
    record, base = _place(request)
    if not form.is_valid():
        return _page(request, journal, form, record=pk, revision=base, status=422)
    try:
        base = base if record == pk else 0
        entries.revise_entry(journal, record=pk, base=base, words=form.words)
    except VersionConflictError:
        return _conflict(request, journal, form, pk)
    return _saved(request, pk)


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
    return render(request, "journal/erase.html", {"entry": entry, "pk": pk})


def _page(  # noqa: PLR0913 -- all of it is what the one template shows
    request: HttpRequest,
    journal: OpenJournal,
    form: EntryForm,
    *,
    record: UUID,
    revision: int,
    status: int = 200,
    other: Words | None = None,
) -> HttpResponse:
    seal = inbox.seal_for_form(journal, record=record, revision=revision)
    context = {
        "form": form,
        "seal": seal,
        "record": record,
        "is_new": revision == 0,
        "other": other,
        "today": moment_now(read_preferences(journal).zone).local,
    }
    return render(request, "journal/write.html", context, status=status)


def _place(request: HttpRequest) -> tuple[UUID, int]:
    """Return the record and the base revision that the form's ticket vouches for."""
    ticket = str(request.POST.get("ticket", ""))
    return inbox.record_of(account(request), ticket=ticket) or (uuid.uuid4(), 0)


def _without_prompt(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, record: UUID
) -> HttpResponse:
    prompts.put_away(request.session)
    form.is_valid()
    bare = Words(form.words.title, form.words.text)
    fresh = EntryForm(initial=initial_for(bare), ask_zone="time_zone" in form.fields)
    return _page(request, journal, fresh, record=record, revision=0)


def _remember_zone(journal: OpenJournal, form: EntryForm) -> None:
    zone = form.cleaned_data.get("time_zone")
    if not zone:
        return
    try:
        change_preferences(journal, time_zone=zone)
    except ListDamagedError:
        return  # the entry comes first; the list is mended on its own page


def _conflict(
    request: HttpRequest, journal: OpenJournal, form: EntryForm, pk: UUID
) -> HttpResponse:
    stored = entries.read_entry(journal, record=pk)
    form.add_error(
        None,
        gettext(
            "This entry was changed elsewhere after you opened it. Your words are "
            "below, and the other version under them. Saving now keeps yours."
        ),
    )
    return _page(
        request,
        journal,
        form,
        record=pk,
        revision=stored.revision,
        status=409,
        other=stored.words,
    )


def _saved(request: HttpRequest, record: UUID) -> HttpResponse:
    messages.success(request, gettext("Saved. Only you can open it."))
    name = "entry-edit" if request.POST.get("go") == "on" else "entry"
    return HttpResponseRedirect(reverse(name, args=[record]))
