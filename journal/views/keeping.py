"""What happens to words that arrive where the journal is not open."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from journal.domain import entries, inbox
from journal.domain.errors import InboxClosedError
from journal.forms.choosing import form_for, form_of
from journal.forms.entry import EntryForm


def keep(
    request: HttpRequest, *, is_autosave: bool = False, may_write: bool = False
) -> bool:
    """Seal the words that a form brought; false when there were none.

    Args:
        request: A form with a ticket.
        is_autosave: No person sent it, so a late one may be dropped.
        may_write: The request was proved to come from our own page: where sealing
            fails and the journal is open, the words become an entry.

    Raises:
        InboxClosedError: They could not be kept and must stay on the page.
    """
    form = form_of(request.POST)
    # A page that was emptied after it was autosaved is a new state of it.
    if form.words.is_empty and not (is_autosave and form.sequence_number):
        return False
    try:
        inbox.keep(
            ticket=str(request.POST.get("ticket", "")),
            token=str(request.POST.get("origin", "")),
            words=form.words,
            sequence=form.sequence_number,
            is_autosave=is_autosave,
        )
    except InboxClosedError:
        if not (may_write and _written(request, form)):
            raise
    return True


def keep_or_show(request: HttpRequest, *, may_write: bool = False) -> HttpResponse:
    """Seal the words and say so; where that fails, show them again."""
    try:
        was_kept = keep(request, may_write=may_write)
    except InboxClosedError:
        form = form_of(request.POST)
        if form.words.is_plan or form.words.thing:
            form = form_for(form.words.as_entry())
        return render(request, "journal/not_kept.html", {"form": form}, status=409)
    if request.user.is_authenticated:
        tail = "?kept=1" if was_kept else ""
        return HttpResponseRedirect(f"{reverse('journal-unlock')}{tail}")
    return render(request, "journal/kept.html", {"was_kept": was_kept})


def _written(request: HttpRequest, form: EntryForm) -> bool:
    """Write the words as an entry where sealing failed and the journal is open."""
    from journal.views.access import journal_of  # noqa: PLC0415 -- circular import

    journal = journal_of(request)
    if journal is None:
        return False
    entries.write_entry(journal, words=form.words.as_entry().fitted())
    return True
