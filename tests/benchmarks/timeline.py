"""What the pages of one's own cost in a short journal and in a long one.

``python -m tests.benchmarks.timeline [entries]`` prints the least of several runs, and
their ratio. The target is 1.3: a page opens the head and the blocks that it shows,
never every header. Beside it stands the raw floor: the same twenty rows fetched and
opened without Django.
"""

import sqlite3

from tests.benchmarks.measuring import Run, costs, journal_of, main, show

REPEATS = 60
SHORT = 100


def floor(journal) -> Run:
    """Return the least that a page can cost: twenty rows fetched, and opened."""
    from django.db import connection

    from journal.crypto.records import Part, open_part
    from journal.domain import manifest

    head = manifest.read_head(journal)
    lines = manifest.newest(journal, head, skip=0, take=20)
    ids = [line.record.hex for line in lines]
    marks = ",".join("?" * len(ids))
    raw = sqlite3.connect(connection.settings_dict["NAME"])
    query = (
        f"SELECT id, revision, header, body FROM journal_record WHERE id IN ({marks})"  # noqa: S608 -- marks only
    )
    own = {"vault": journal.vault_id}

    def run() -> None:
        by_id = {row[0]: row for row in raw.execute(query, ids)}
        for line in lines:
            _, revision, header, _ = by_id[line.record.hex]
            place = {"record": line.record, "revision": revision, **own}
            open_part(journal.key, Part.HEADER, header, **place)

    return run


def works(journal) -> dict[str, Run]:
    """Return what is measured, by name."""
    from journal.domain import entries, manifest, timeline
    from journal.domain.matter import Words
    from journal.domain.preferences import read_preferences

    head = manifest.read_head(journal)
    (last,) = manifest.newest(journal, head, skip=0, take=1)
    return {
        "head": lambda: manifest.read_head(journal),
        "timeline": lambda: timeline.page(journal),
        "settings": lambda: read_preferences(journal),
        "one entry": lambda: entries.read_entry(journal, record=last.record),
        "a save": lambda: entries.write_entry(journal, words=Words("", "A line.")),
    }


def measure(count: int) -> None:
    """Measure and print."""
    short = works(journal_of("short", SHORT))
    journal = journal_of("long", count)
    long = works(journal)
    for name in short:
        few, many = costs(short[name], long[name], repeats=REPEATS)
        show(f"{name}, {SHORT} entries", few)
        show(f"{name}, {count} entries", many, floor=few)
    least, page = costs(floor(journal), long["timeline"], repeats=REPEATS)
    show("timeline, beside twenty headers by hand", page, floor=least)


if __name__ == "__main__":
    main(measure)
