"""Search: the words travel in a sealed address, so that Back and paging work."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from journal.domain import searching
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.query import Query
from journal.forms.search import SearchForm
from journal.views.access import journal_open
from journal.views.reading import page_number

SEE_OTHER = 303  # the browser asks for the results with GET, whatever it sent


@sensitive_post_parameters()
@sensitive_variables()
@journal_open()
def search(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Seal what was typed into an address, or show what such an address finds."""
    if request.method == "POST":
        return _sealed(request)
    token = request.GET.get("q", "")
    words = searching.open_search(token, cookie=_cookie(request)) if token else None
    query = Query.of(words or "")
    if words is None or query.is_empty:
        return _page(request, SearchForm(), is_closed=bool(token))
    try:
        found = searching.search(journal, query, number=page_number(request))
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    form = SearchForm(initial={"words": words})
    return _page(request, form, found=found, token=token)


def _sealed(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    words = form.cleaned_data["words"]
    token = searching.seal_search(words, cookie=_cookie(request))
    address = f"{reverse('journal-search')}?{urlencode({'q': token})}"
    return HttpResponseRedirect(address, status=SEE_OTHER)


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, "")


def _page(
    request: HttpRequest,
    form: SearchForm,
    *,
    found: searching.Found | None = None,
    token: str = "",
    is_closed: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "token": token,
        "is_closed": is_closed,
        "earlier": found.number + 1 if found and found.has_earlier else None,
        "later": found.number - 1 if found else 0,
    }
    return render(request, "journal/search.html", context, status=status)
