"""What looking back costs in a journal of a month and in a long one.

``python -m tests.benchmarks.looking_back [entries]`` prints medians and their ratios.
A month and its moods open the head and that month's blocks, so the two journals cost
the same; a filter of all times opens every block once, and is held against that floor.
"""

import os
import sys
from collections.abc import Callable

import django

from tests.benchmarks.timeline import median

MONTH = 800  # entries an hour apart: more than a month of them

Run = Callable[[], object]


def journal_of(name: str, count: int):
    """Return a journal with a number of entries, an hour apart."""
    from journal.domain import vaults
    from recovery_site.accounts.models import User
    from tests.journal.plenty import fill

    user = User.objects.create_user(name)
    journal = vaults.start_journal(
        user, passphrase="quiet harbour linen oat seven tide"
    )
    fill(journal, count, text="Short. ")
    return journal


def floor(journal) -> Run:
    """Return the least that a filter can cost: every block fetched and opened."""
    from journal.domain import manifest

    def run() -> None:
        for _line in manifest.all_lines(journal, manifest.read_head(journal)):
            pass

    return run


def show(name: str, run: Run, *, against: float) -> float:
    """Measure, print and return a median, in milliseconds."""
    cost = median(run)
    ratio = f"ratio {cost / against:5.2f}" if against else ""
    print(f"{name:<32} {cost:8.2f} ms   {ratio}")
    return cost


def main(count: int) -> None:
    """Measure and print."""
    from journal.domain.filtering import Filter, filtered
    from journal.domain.months import month_of
    from journal.domain.moods import marks_of

    short, long = journal_of("short", MONTH), journal_of("long", count)
    month = show(f"month, {MONTH} entries", lambda: month_of(short), against=0)
    show(f"month, {count} entries", lambda: month_of(long), against=month)
    drawn = show(
        f"moods, {MONTH} entries", lambda: marks_of(month_of(short)), against=0
    )
    show(f"moods, {count} entries", lambda: marks_of(month_of(long)), against=drawn)
    least = show(f"raw floor, blocks of {count}", floor(long), against=0)
    rare = Filter(tag="river")
    show(f"filter by tag, {count} entries", lambda: filtered(long, rare), against=least)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        teardown_databases(old, verbosity=0)
