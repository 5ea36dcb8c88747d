"""Looking back: a month, the picture of moods, and what to leave out.

Nothing here comes up by itself, and no address tells a day: months and filters travel
as sealed tokens.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.domain import months
from journal.domain import moods as picture
from journal.domain.errors import ListDamagedError
from journal.domain.filtering import Filter, open_filter, seal_filter
from journal.domain.months import Day, Month
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, preferences_of
from journal.domain.tags import names_in_use
from journal.forms.filtering import FilterForm, initial_of
from journal.views.access import journal_open, unlock_cookie


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another month: its first day, and its token."""

    first: date
    token: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar, and the token of its entries where it has any."""

    day: Day
    token: str = ""


@require_safe
@journal_open()
def calendar(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show a month."""
    try:
        month = _month(request, journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    weeks = [[_cell(request, day) for day in week] for week in month.weeks]
    context = {
        "month": month,
        "weeks": weeks,
        "weekdays": [date(2024, 1, number) for number in range(1, 8)],  # from a Monday
        **_ways(request, month),
    }
    return render(request, "journal/calendar.html", context)


@journal_open()
def moods(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Show the picture of a month once it was asked for; or begin or end that."""
    try:
        if request.method == "POST":
            change_preferences(journal, shows_moods=request.POST.get("show") == "yes")
            return HttpResponseRedirect(request.get_full_path())
        if not preferences_of(journal).shows_moods:
            return render(request, "journal/moods_off.html")
        month = _month(request, journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    context = {
        "month": month,
        "marks": picture.marks_of(month),
        "rows": picture.rows(),
        "numbers": picture.numbers_below(month),
        "picture": picture,
        **_ways(request, month),
    }
    return render(request, "journal/moods.html", context)


@journal_open()
def choose(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Ask what to show of the timeline, and lead there; the choice stays sealed."""
    cookie = unlock_cookie(request)
    wanted = open_filter(request.GET.get("show", ""), cookie=cookie)
    try:
        tags = names_in_use(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    data = request.POST if request.method == "POST" else None
    form = FilterForm(data, tags=tags, initial=initial_of(wanted))
    if request.method == "POST" and form.is_valid():
        token = seal_filter(form.wanted, cookie=cookie)
        tail = "" if form.wanted.is_open else f"?show={token}"
        return HttpResponseRedirect(f"{reverse('journal-home')}{tail}", status=303)
    status = 422 if form.errors else 200
    return render(request, "journal/filter.html", {"form": form}, status=status)


def _month(request: HttpRequest, journal: OpenJournal) -> Month:
    token = request.GET.get("show", "")
    wanted = open_filter(token, cookie=unlock_cookie(request))
    return months.month_of(journal, None if wanted.is_open else wanted.first)


def _ways(request: HttpRequest, month: Month) -> dict[str, Way | None]:
    """Return the links to other months, and to this one's entries."""
    wanted = {
        "earlier": month.earlier,
        "later": month.later,
        "written_before": month.written_before,
        "written_after": month.written_after,
        "here": month.first,
    }
    return {name: _way(request, first) for name, first in wanted.items()}


def _way(request: HttpRequest, first: date | None) -> Way | None:
    if first is None:
        return None
    last = first.replace(day=months.length_of(first))
    wanted = Filter(first=first, last=last)
    return Way(first, seal_filter(wanted, cookie=unlock_cookie(request)))


def _cell(request: HttpRequest, day: Day | None) -> Cell | None:
    if day is None or not day.count:
        return Cell(day) if day else None
    wanted = Filter(first=day.date, last=day.date)
    return Cell(day, seal_filter(wanted, cookie=unlock_cookie(request)))
