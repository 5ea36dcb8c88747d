"""What looking back costs in a journal of a month and in a long one.

``python -m tests.benchmarks.looking_back [entries]`` prints the least of several runs
and their ratios. A month and its moods open the head and that month's blocks, so the
two journals cost the same; a filter of all times opens every block once, and is held
against that floor.
"""

from tests.benchmarks.measuring import Run, costs, journal_of, main, show

MONTH = 800  # entries an hour apart: more than a month of them


def floor(journal) -> Run:
    """Return the least that a filter can cost: every block fetched and opened."""
    from journal.domain import manifest

    def run() -> None:
        for _line in manifest.all_lines(journal, manifest.read_head(journal)):
            pass

    return run


def measure(count: int) -> None:
    """Measure and print."""
    from journal.domain.filtering import Filter, filtered
    from journal.domain.months import month_of
    from journal.domain.moods import marks_of

    short = journal_of("short", MONTH, text="Short. ")
    long = journal_of("long", count, text="Short. ")
    rare = Filter(tag="river")
    month, same = costs(lambda: month_of(short), lambda: month_of(long))
    drawn, again = costs(
        lambda: marks_of(month_of(short)), lambda: marks_of(month_of(long))
    )
    least, found = costs(floor(long), lambda: filtered(long, rare))
    show(f"month, {MONTH} entries", month)
    show(f"month, {count} entries", same, floor=month)
    show(f"moods, {MONTH} entries", drawn)
    show(f"moods, {count} entries", again, floor=drawn)
    show(f"raw floor, blocks of {count}", least)
    show(f"filter by tag, {count} entries", found, floor=least)


if __name__ == "__main__":
    main(measure)
