"""A long journal, made in seconds: rows and list as the journal would store them."""

from datetime import timedelta

from journal.domain.check_in import CheckIn
from journal.domain.many import write_many
from journal.domain.matter import Words
from journal.domain.moments import Moment, moment_now
from journal.domain.opened import OpenJournal

TWO_KILOBYTES = "A line of words. " * 120


def fill(
    journal: OpenJournal,
    count: int,
    *,
    text: str = TWO_KILOBYTES,
    tags: tuple[str, ...] = (),
) -> None:
    """Add a number of entries, an hour apart, the last an hour ago.

    They have all moods in turn, and every tenth bears the tag "river", beside those
    that all of them bear.
    """
    now = moment_now("UTC")
    pages = []
    for number in range(count):
        moment = Moment(now.local - timedelta(hours=count - number), "UTC")
        noted, own = CheckIn(number % 7), ("river",) * (number % 10 == 0)
        words = Words(f"Entry {number}", f"{text}{number}", None, noted, tags + own)
        pages.append((words, moment))
    write_many(journal, pages)
