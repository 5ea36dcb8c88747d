"""How long new keys keep other writers waiting, beside what the copying costs at least.

``python -m tests.benchmarks.new_keys [entries]``: a journal is given new keys while a
second process saves to another journal, fifty times a second. Printed are the longest
of its waits, the longest before (with nobody else there), and the time of the whole as
a ratio to the floor: every row read, opened, sealed and hashed once, without a database
write. The target is a wait of less than a second.
"""

import multiprocessing
import os
import sys
import time

import django

PASSPHRASE = "quiet harbour linen oat seven tide"
SESSION = "a session's key"


def write_on(name: str, stop, waits) -> None:
    """Save to one's own journal until told to stop, and report the longest wait."""
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = name
    from journal.domain import entries, unlocking
    from journal.domain.matter import Words
    from recovery_site.accounts.models import User

    user = User.objects.get(username="other")
    journal = unlocking.open_with_passphrase(user, passphrase=PASSPHRASE)
    while not stop.is_set():
        start = time.perf_counter()
        entries.write_entry(journal, words=Words("", "A line."))
        waits.put(time.perf_counter() - start)
        time.sleep(0.02)  # a person pauses; SQLite lets nobody else in otherwise


def renew(journal) -> dict[str, float]:
    """Give a journal new keys; return what the steps took, in seconds."""
    from journal.domain import exchanging, renewing

    took = {"longest step": 0.0, "steps": 0}
    start = time.perf_counter()
    renewing.begin(journal, old=PASSPHRASE, new=PASSPHRASE, session_key=SESSION)
    code = renewing.renewal_of(journal).code.text
    renewing.confirm_code(journal, text=code)
    opening = None
    while opening is None:
        step = time.perf_counter()
        opening = exchanging.go_on(journal, session_key=SESSION)
        took["last step"] = time.perf_counter() - step
        took["longest step"] = max(took["longest step"], took["last step"])
        took["steps"] += 1
    took["whole"] = time.perf_counter() - start
    return took


def floor(journal) -> float:
    """Return the least that copying can cost: read, open, seal and hash each row."""
    from journal.domain import records

    start = time.perf_counter()
    for row in records.all_rows(journal).iterator(chunk_size=500):
        header, body = (
            records.open_header(journal, row),
            records.open_body(journal, row),
        )
        copy = records.sealed_row(
            journal, record=row.id, revision=row.revision, header=header, body=body
        )
        records.digest_of(copy)
    return time.perf_counter() - start


def drained(waits) -> list[float]:
    """Return what has been reported so far."""
    found = []
    while not waits.empty():
        found.append(waits.get())
    return found


def main(count: int) -> None:
    """Measure and print."""
    from django.db import connection

    from journal.domain import vaults
    from recovery_site.accounts.models import User
    from tests.journal.plenty import fill

    journal = vaults.start_journal(
        User.objects.create_user("long"), passphrase=PASSPHRASE
    )
    vaults.start_journal(User.objects.create_user("other"), passphrase=PASSPHRASE)
    fill(journal, count)
    least = floor(journal)
    spawn = multiprocessing.get_context("spawn")
    stop, waits = spawn.Event(), spawn.Queue()
    name = connection.settings_dict["NAME"]
    writer = spawn.Process(target=write_on, args=(name, stop, waits))
    writer.start()
    waits.get()
    time.sleep(3)
    alone = drained(waits)
    took = renew(journal)
    beside = drained(waits)
    stop.set()
    writer.join()
    print(f"{count} entries, {connection.vendor}")
    print(f"whole           {took['whole']:7.2f} s   ratio {took['whole'] / least:.2f}")
    print(f"floor           {least:7.2f} s")
    print(f"steps           {took['steps']:7.0f}")
    print(f"longest step    {took['longest step']:7.2f} s")
    print(f"last step       {took['last step']:7.2f} s")
    print(f"longest wait of another writer, alone  {max(alone):7.3f} s")
    print(f"longest wait of another writer, beside {max(beside):7.3f} s")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        teardown_databases(old, verbosity=0)
