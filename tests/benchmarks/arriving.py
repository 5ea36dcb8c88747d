"""What an unlocking pays for the promise that every missing or changed row is named.

``python -m tests.benchmarks.arriving [entries]``: every row is read and compared with
the list. The floor is the same rows fetched and hashed, without Django and the list.
"""

import hashlib
import sqlite3

from tests.benchmarks.measuring import Run, costs, journal_of, main, show


def floor(journal) -> Run:
    """Return the least that the look can cost."""
    from django.db import connection

    raw = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
    query = "SELECT id, revision, header, body FROM journal_record WHERE vault_id = ?"

    def run() -> None:
        for _, _, header, body in raw.execute(query, [journal.vault_id.hex]):
            hashlib.sha256(header + body).digest()

    return run


def measure(count: int) -> None:
    """Measure and print."""
    from journal.domain import examining

    journal = journal_of("long", count)
    least, look = costs(floor(journal), lambda: examining.is_as_left(journal))
    show(f"every row of {count} hashed", least)
    show(f"every row of {count} examined", look, floor=least)


if __name__ == "__main__":
    main(measure)
