"""What a page of the timeline costs in a short journal and in a long one.

``python -m tests.benchmarks.timeline [entries]`` prints medians and their ratio. The
target is 1.3: a page opens the head and the blocks that it shows, never every header.
Beside it stands the raw floor: the same twenty rows fetched and opened without Django.
"""

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

REPEATS = 60
SHORT = 100


def median(run: Callable[[], object]) -> float:
    """Return the median of repeated runs, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def fill(name: str, count: int):
    """Return a journal with a number of entries, an hour apart."""
    from journal.domain import entries, vaults
    from journal.domain.matter import Words
    from journal.domain.moments import Moment, moment_now
    from recovery_site.accounts.models import User

    journal = vaults.start_journal(
        User.objects.create_user(name), passphrase="quiet harbour linen oat seven tide"
    )
    now = moment_now("UTC")
    for number in range(count):
        moment = Moment(now.local - timedelta(hours=count - number), "UTC")
        words = Words(f"Entry {number}", "A line of words. " * 120)
        entries.write_entry(journal, words=words, moment=moment)
    return journal


def floor(journal) -> Callable[[], object]:
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


def main(count: int) -> None:
    """Measure and print."""
    from journal.domain import entries

    short, long = fill("short", SHORT), fill("long", count)
    base = median(lambda: entries.timeline(short))
    page = median(lambda: entries.timeline(long))
    least = median(floor(long))
    print(f"timeline of {SHORT:>6} entries  {base:7.2f} ms")
    print(f"timeline of {count:>6} entries  {page:7.2f} ms   ratio {page / base:.2f}")
    print(f"raw floor, twenty headers  {least:7.2f} ms   ratio {page / least:.2f}")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        teardown_databases(old, verbosity=0)
