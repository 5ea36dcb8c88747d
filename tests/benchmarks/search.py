"""What a search of a long journal costs, beside the least that it can cost.

``python -m tests.benchmarks.search [entries]`` prints medians and their ratio. The
target is 1.3 times the raw floor of the same run: all rows of the vault fetched, header
and body opened with one prepared key, decoded, casefolded and scanned for the words,
without Django. It prints as well what entries with accents cost, and the most memory
that a search took.
"""

import os
import sqlite3
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable

import django

REPEATS = 15
SIZES = (1_000, 10_000)
ASCII = "A line of words. " * 120
ACCENTS = "Une ligne de mots, déjà vus là-bas – “peut-être” l’été. " * 35


def median(*runs: Callable[[], object]) -> list[float]:
    """Return the medians of repeated runs, in milliseconds; the runs take turns."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(REPEATS):
        for run, own in zip(runs, times, strict=True):
            start = time.perf_counter()
            run()
            own.append(time.perf_counter() - start)
    return [statistics.median(own) * 1000 for own in times]


def filled(name: str, count: int, text: str):
    """Return a journal with a number of entries of one text."""
    from journal.domain import vaults
    from recovery_site.accounts.models import User
    from tests.journal.plenty import fill

    journal = vaults.start_journal(
        User.objects.create_user(name), passphrase="quiet harbour linen oat seven tide"
    )
    fill(journal, count, text=text)
    return journal


def floor(journal, word: str) -> Callable[[], int]:
    """Return the least that the same search can cost."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.db import connection

    from journal.crypto.contexts import Context, associated_data
    from journal.crypto.keys import Purpose, subkey

    cipher = AESGCM(subkey(journal.key, Purpose.RECORD).material)
    places = [
        associated_data(context, vault=journal.vault_id, record=journal.vault_id,
                        revision=1)[:-32]
        for context in (Context.RECORD_HEADER, Context.RECORD_BODY)
    ]  # fmt: skip
    raw = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
    query = "SELECT id, revision, header, body FROM journal_record WHERE vault_id = ?"
    sixteen, eight = (16).to_bytes(4, "big"), (8).to_bytes(4, "big")

    def opened(sealed: bytes, place: bytes) -> str:
        padded = cipher.decrypt(sealed[1:13], sealed[13:], place)
        return padded[4 : 4 + int.from_bytes(padded[:4], "big")].decode()

    def run() -> int:
        found = 0
        for record, revision, *sealed in raw.execute(query, [journal.vault_id.hex]):
            end = sixteen + bytes.fromhex(record) + eight + revision.to_bytes(8, "big")
            header, body = (
                opened(each, place + end)
                for each, place in zip(sealed, places, strict=True)
            )
            found += word in header.casefold() or word in body.casefold()
        return found

    return run


def most_memory(run: Callable[[], object]) -> float:
    """Return the most memory that one run held at a time, in MiB."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main(count: int) -> None:
    """Measure and print."""
    from journal.domain.query import Query
    from journal.domain.searching import search

    words = {"none of them": "heron", "all of them": "words", "a phrase": '"of words"'}
    journal = filled("plain", count, ASCII)
    for name, word in words.items():
        query, bare = Query.of(word), word.strip('"')
        least, ours = median(floor(journal, bare), lambda q=query: search(journal, q))
        print(f"{count} entries, {name:12} floor {least:7.1f} ms  search {ours:7.1f} ms"
              f"  ratio {ours / least:.2f}")  # fmt: skip
    accents = filled("accents", count, ACCENTS)
    least, ours = median(
        floor(accents, "heron"), lambda: search(accents, Query.of("heron"))
    )
    print(f"{count} entries, with accents floor {least:7.1f} ms  search {ours:7.1f} ms"
          f"  ratio {ours / least:.2f}")  # fmt: skip
    for size in SIZES:
        some = filled(f"size {size}", size, ASCII)
        most = most_memory(lambda some=some: search(some, Query.of("words")))
        print(f"{size:6} entries, most memory at a time {most:6.2f} MiB")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        teardown_databases(old, verbosity=0)
