"""New keys, killed: whenever the process ends, everything can be read.

Three times in the gate, fifty times in ``make test-full``. The moments are drawn anew
in each run, evenly over the time that new keys take, the exchange included.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from journal.domain import entries, examining, timeline, unlocking
from journal.domain.errors import WrongSecretError
from journal.domain.vaults import start_journal
from journal.models import Record, Vault
from tests.journal.plenty import fill

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 50 if os.environ.get("EVERY_GUISE") == "True" else 3
ENTRIES = 60


def words(number: int) -> str:
    """Return the passphrase of the n-th keys."""
    return f"quiet harbour linen number {number}"


def run(number: int, seconds: float | None = None) -> float:
    """Let a process make new keys, to the end or until a moment; return how long."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.journal.renewing_process", database]
    with subprocess.Popen(
        [*command, words(number), words(number + 1)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begins\n"
        start = time.monotonic()
        if seconds is None:
            assert process.stdout.readline() == "ends\n"
            return time.monotonic() - start
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return seconds


def opened(user, number: int):
    """Return the journal and the number of the words that open it: one pair alone."""
    found = []
    for candidate in (number, number + 1):
        try:
            journal = unlocking.open_with_passphrase(user, passphrase=words(candidate))
        except WrongSecretError:
            continue
        found.append((journal, candidate))
    assert len(found) == 1
    return found[0]


def every_text(journal) -> set[str]:
    texts, number = set(), 1
    while True:
        page = timeline.page(journal, number=number)
        for leaf in page.leaves:
            assert not leaf.trouble
            texts.add(entries.read_entry(journal, record=leaf.id).text)
        if not page.has_earlier:
            return texts
        number += 1


def test_everything_is_readable_whenever_the_process_is_killed(alice):
    journal = start_journal(alice, passphrase=words(0))
    fill(journal, ENTRIES, text="A line. ")
    before = every_text(journal)
    assert len(before) == ENTRIES
    whole = run(0)
    journal, number = opened(alice, 0)
    assert number == 1

    half_way = exchanged = 0
    for _ in range(KILLS):
        run(number, random.uniform(0, whole))  # noqa: S311 -- no secret
        was = number
        journal, number = opened(alice, number)
        assert every_text(journal) == before
        assert examining.examine(journal) == []
        exchanged += number > was
        half_way += bool(journal.vault.pending_key)

    print(f"{KILLS} kills: {half_way} half-way, {exchanged} after the exchange")
    run(number)
    journal, _number = opened(alice, number)
    assert every_text(journal) == before
    assert set(Record.objects.values_list("generation", flat=True)) == {
        Vault.objects.get().generation
    }
