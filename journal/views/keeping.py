"""What happens to words that arrive where the journal is not open."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from journal.domain import inbox
from journal.domain.errors import InboxClosedError
from journal.forms.entry import EntryForm


def keep(request: HttpRequest) -> None:
    """Seal the words that a form brought; an empty page needs no keeping.

    Raises:
        InboxClosedError: They could not be sealed and must stay on the page.
    """
    form = EntryForm(request.POST)
    form.is_valid()
    # A page that was emptied after it was autosaved is a new state of it.
    if form.words.is_empty and form.sequence_number == 0:
        return
    inbox.keep(
        ticket=str(request.POST.get("ticket", "")),
        token=str(request.POST.get("origin", "")),
        words=form.words,
        sequence=form.sequence_number,
    )


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


# The ticket stands in for the token: an open page outlives its session, and all that
# can be done with a ticket is to seal words into its own vault's inbox.
@csrf_exempt
@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Seal the state of an open page; 204, or 409 when it could not be kept."""
    try:
        keep(request)
    except InboxClosedError:
        return HttpResponse(status=409)
    return HttpResponse(status=204)
