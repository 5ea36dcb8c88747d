"""Runs that take turns, so that what else the machine does falls on all of them alike.

Ratios are of processor time: on a machine that others use as well, the clock on the
wall measures them too. Both are shown.
"""

import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 15

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run costs at least, in milliseconds.

    Args:
        cpu: Processor time of this process.
        wall: Time that passed.
    """

    cpu: float
    wall: float


def costs(*runs: Run, repeats: int = REPEATS) -> list[Cost]:
    """Return what each run costs; they take turns, and the first turn is not counted.

    Where the database is a process of its own, its share is in the wall time alone.
    """
    times: list[list[tuple[float, float]]] = [[] for _ in runs]
    for turn in range(repeats + 1):
        for run, own in zip(runs, times, strict=True):
            cpu, wall = time.process_time(), time.perf_counter()
            run()
            taken = time.process_time() - cpu, time.perf_counter() - wall
            if turn:
                own.append(taken)
    return [
        Cost(*(min(each) * 1000 for each in zip(*own, strict=True))) for own in times
    ]


def show(name: str, cost: Cost, *, floor: Cost | None = None) -> None:
    """Print what something costs, and its ratio to a floor of the same turns."""
    ratio = ""
    if floor:
        by_wall = cost.wall / floor.wall
        ratio = f"  ratio {cost.cpu / floor.cpu:5.2f} (wall {by_wall:.2f})"
    print(f"{name:<44} {cost.cpu:8.2f} ms (wall {cost.wall:8.2f}){ratio}")


def most_memory(run: Run) -> float:
    """Return the most memory that one run held at a time, in MiB."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def journal_of(name: str, count: int, **options):
    """Return a new journal with a number of entries, an hour apart."""
    from journal.domain import vaults
    from recovery_site.accounts.models import User
    from tests.journal.plenty import fill

    user = User.objects.create_user(name)
    journal = vaults.start_journal(
        user, passphrase="quiet harbour linen oat seven tide"
    )
    fill(journal, count, **options)
    return journal


def main(measure: Callable[[int], None]) -> None:
    """Measure on a test database, by default with 10,000 entries."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        teardown_databases(old, verbosity=0)
