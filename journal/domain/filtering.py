"""Looking back by mood, tag and period: the list alone says what to show.

What is looked for travels in addresses as a sealed token. It is sealed under the
browser's half of the unlocking: after the lock or the exit it opens nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import ManifestLine
from journal.crypto.search_token import open_words, seal_words
from journal.domain import manifest
from journal.domain.check_in import MAX_NAME, Mood, number_of
from journal.domain.kinds import DATED
from journal.domain.leaves import Leaf, leaves_of
from journal.domain.lines import TIMELINE_START
from journal.domain.moments import lived_at
from journal.domain.opened import OpenJournal
from journal.domain.timeline import PAGE_SIZE, Page
from journal.domain.unlocking import half_of

# A day begins up to 24 hours earlier or later than in UTC.
MARGIN = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True, repr=False)
class Filter:
    """What to show of the timeline; the defaults leave nothing out.

    Args:
        mood: Of ``Mood``.
        tag: A name.
        first: The first day.
        last: The last day.
    """

    mood: int = Mood.NOT_SAID
    tag: str = ""
    first: date = date.min
    last: date = date.max

    def __repr__(self) -> str:
        return "<Filter>"

    @property
    def is_open(self) -> bool:
        """Tell whether it leaves nothing out."""
        return self == Filter()

    @property
    def has_first(self) -> bool:
        """Tell whether it begins at a day."""
        return self.first > date.min

    @property
    def has_last(self) -> bool:
        """Tell whether it ends with a day."""
        return self.last < date.max


def seal_filter(wanted: Filter, *, cookie: str) -> str:
    """Return a filter as a token for an address; empty without an unlock cookie."""
    half = half_of(cookie)
    values = asdict(wanted) | {
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
    }
    words = json.dumps(values, ensure_ascii=False)
    return seal_words(words, half=half) if half else ""


def open_filter(token: str, *, cookie: str) -> Filter:
    """Return the filter of a token; of one that does not open, an open filter."""
    half = half_of(cookie)
    if half is None or not token:
        return Filter()
    try:
        values: dict[str, Any] = json.loads(open_words(token, half=half))
        return Filter(
            Mood(values["mood"]),
            str(values["tag"])[:MAX_NAME],
            date.fromisoformat(values["first"]),
            date.fromisoformat(values["last"]),
        )
    except (KeyError, OpenError, TypeError, ValueError):
        return Filter()  # the words of a search are no filter


def filtered(journal: OpenJournal, wanted: Filter, *, number: int = 1) -> Page:
    """Return one page of what a filter shows, newest first.

    Opens the head, the blocks of the period, and the headers of the page.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    period = lines_between(journal, wanted.first, wanted.last)
    tag = number_of(wanted.tag) if wanted.tag else None
    lines = [
        line
        for line in period
        if wanted.mood in (Mood.NOT_SAID, line.mood) and tag in (None, *line.tags)
    ]
    number = max(1, min(number, -(-len(lines) // PAGE_SIZE)))
    skip = (number - 1) * PAGE_SIZE
    leaves = leaves_of(journal, lines[skip : skip + PAGE_SIZE])
    shown = [leaf for leaf in leaves if _bears(leaf, wanted.tag)]
    return Page(shown, number, len(lines))


def lines_between(
    journal: OpenJournal, first: date, last: date, *, oldest_first: bool = False
) -> Iterator[ManifestLine]:
    """Yield the lines of days, by the clock they were lived by; newest first.

    Opens no block that lies outside. The trash stands before the timeline, on the first
    day there is, and is left out here.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    head = manifest.read_head(journal)
    begin, end = _seconds(first) - MARGIN, _seconds(last) + 2 * MARGIN
    inner = range(_seconds(first) + MARGIN, _seconds(last))  # wherever it was lived
    step = 1 if oldest_first else -1
    for block in head.blocks[::step]:
        if block.last < max(begin, TIMELINE_START) or block.first > end:
            continue
        for line in manifest.read_block(journal, block)[::step]:
            if line.kind not in DATED or line.moment < TIMELINE_START:
                continue
            if line.moment in inner or first <= day_of(line) <= last:
                yield line


def day_of(line: ManifestLine) -> date:
    """Return the day of a line, by the clock it was lived by."""
    return lived_at(line.moment, line.offset).date()


def day_before(day: date) -> date | None:
    """Return the day before; none before the first day there is."""
    return day - timedelta(days=1) if day > date.min else None


def day_after(day: date) -> date | None:
    """Return the day after; none after the last day there is."""
    return day + timedelta(days=1) if day < date.max else None


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time.min, tzinfo=UTC).timestamp())


def _bears(leaf: Leaf, tag: str) -> bool:
    """Compare names: two tags may share a number. What does not open is shown."""
    if not tag or leaf.header is None:
        return True
    return tag.casefold() in {name.casefold() for name in leaf.header.tags}
