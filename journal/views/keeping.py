"""What happens to words that arrive where the journal is not open."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from journal.domain import inbox
from journal.domain.errors import InboxClosedError
from journal.forms.entry import EntryForm


def keep(request: HttpRequest) -> bool:
    """Seal the words that a form brought; true if there was something to seal.

    Raises:
        InboxClosedError: They could not be sealed and must stay on the page.
    """
    form = EntryForm(request.POST)
    form.is_valid()
    if form.words.is_empty:
        return False
    inbox.keep(
        ticket=str(request.POST.get("ticket", "")),
        token=str(request.POST.get("origin", "")),
        words=form.words,
    )
    return True


def keep_or_show(request: HttpRequest) -> HttpResponse:
    """Seal the words and say so; where that fails, show them again."""
    try:
        keep(request)
    except InboxClosedError:
        form = EntryForm(request.POST)
        return render(request, "journal/not_kept.html", {"form": form}, status=409)
    if request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('journal-unlock')}?kept=1")
    return render(request, "journal/kept.html")
