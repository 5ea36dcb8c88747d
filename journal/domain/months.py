"""A month, day by day: from the head and the blocks of that month, no header opened."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from journal.crypto.manifest_block import ManifestLine
from journal.domain.filtering import (
    day_after,
    day_before,
    day_of,
    lines_between,
)
from journal.domain.moments import moment_now
from journal.domain.opened import OpenJournal
from journal.domain.preferences import preferences_of


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """One day.

    Args:
        date: Which.
        count: How many entries it has.
        moods: What was noted, in the order lived; days without are empty.
        is_today: By the writer's clock.
    """

    date: date
    count: int = 0
    moods: tuple[int, ...] = ()
    is_today: bool = False

    def __repr__(self) -> str:
        return "<Day>"


@dataclass(frozen=True, slots=True, repr=False)
class Month:
    """One month, and the months that one can go on to.

    Args:
        first: Its first day.
        days: All its days.
        earlier: The month before, if there are entries before this one.
        later: The month after, up to the present one or the last with entries.
        written_before: The nearest earlier month with entries, if that is another.
        written_after: The nearest later month with entries, if that is another.
    """

    first: date
    days: tuple[Day, ...]
    earlier: date | None
    later: date | None
    written_before: date | None
    written_after: date | None

    def __repr__(self) -> str:
        return "<Month>"

    @property
    def weeks(self) -> list[list[Day | None]]:
        """The days in rows from Monday to Sunday, with gaps at both ends."""
        lead = self.first.weekday()
        cells: list[Day | None] = [*[None] * lead, *self.days]
        cells += [None] * (-len(cells) % 7)
        return [cells[start : start + 7] for start in range(0, len(cells), 7)]

    @property
    def noted(self) -> list[Day]:
        """The days on which a mood was noted."""
        return [day for day in self.days if day.moods]


def month_of(journal: OpenJournal, wanted: date | None = None) -> Month:
    """Return the month of a day, by default the present one.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    today = moment_now(preferences_of(journal).zone).lived.date()
    first = (wanted or today).replace(day=1)
    last = first.replace(day=length_of(first))
    found: dict[date, list[ManifestLine]] = defaultdict(list)
    for line in lines_between(journal, first, last, oldest_first=True):
        found[day_of(line)].append(line)
    before = _nearest_before(journal, first)
    after = _nearest_after(journal, last)
    adjacent = _month_before(first), day_after(last)
    is_past = last < today
    return Month(
        first,
        tuple(
            _day(first.replace(day=number), found, today)
            for number in range(1, last.day + 1)
        ),
        adjacent[0] if before else None,
        adjacent[1] if after or is_past else None,
        before if before != adjacent[0] else None,
        after if after != adjacent[1] else None,
    )


def length_of(day: date) -> int:
    """Return how many days the month of a day has."""
    return calendar.monthrange(day.year, day.month)[1]


def _day(day: date, found: dict[date, list[ManifestLine]], today: date) -> Day:
    lines = found.get(day, [])
    moods = tuple(line.mood for line in lines if line.mood)
    return Day(day, len(lines), moods, is_today=day == today)


def _month_before(first: date) -> date | None:
    day = day_before(first)
    return day.replace(day=1) if day else None


def _nearest_before(journal: OpenJournal, first: date) -> date | None:
    day = day_before(first)
    line = next(lines_between(journal, date.min, day), None) if day else None
    return day_of(line).replace(day=1) if line else None


def _nearest_after(journal: OpenJournal, last: date) -> date | None:
    day = day_after(last)
    lines = lines_between(journal, day, date.max, oldest_first=True) if day else None
    line = next(lines, None) if lines else None
    return day_of(line).replace(day=1) if line else None
