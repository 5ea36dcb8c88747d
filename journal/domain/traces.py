"""Traces: what a deleted row leaves in the database's own files, and clearing them.

A commit alone removes nothing from the disk. SQLite keeps the old pages in its
write-ahead log until that is emptied. PostgreSQL keeps a dead row in its page, and a
plain VACUUM frees the place without overwriting it (tried: half of the dead slots could
still be read); only a rewrite of the table leaves them behind. The rewrite takes the
table for a moment, so it is done for the small tables that hold keys. Without the keys
the rest is noise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection

from journal.models import Slot, Unlock, Vault

# A vault's dead row still holds the next key under the last one, and an old backup
# opens that: see ``exchanging``.
KEYS = (Slot, Unlock, Vault)
PATIENCE = "5s"  # how long a rewrite may wait for the others to let the table go


def clear_traces() -> bool:
    """Clear the database's files of deleted rows; return whether all of it was done.

    Best effort, after a commit and outside every transaction: the rows are gone in any
    case, and the command ``clean_erased`` does the same again.
    """
    if connection.in_atomic_block:
        return False
    try:
        if connection.vendor == "sqlite":
            return _empty_log()
        _rewrite_keys()
    except DatabaseError:
        return False
    return True


def _empty_log() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    return not busy


def _rewrite_keys() -> None:
    models = list(apps.get_app_config("journal").get_models())
    models.sort(key=lambda model: model not in KEYS)  # these first, if patience ends
    with _patient_cursor() as cursor:
        for model in models:
            how = "FULL" if model in KEYS else "ANALYZE"
            table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 -- Django's documented API
            cursor.execute(f"VACUUM ({how}) {table}")


@contextmanager
def _patient_cursor() -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            yield cursor
        finally:
            cursor.execute("RESET lock_timeout")
