"""Clears the database's files of rows that were deleted."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.domain.traces import clear_traces


class Command(BaseCommand):
    """Empty SQLite's log, or rewrite PostgreSQL's tables of keys."""

    help = "Clear what deleted rows left in the database's files. Run it once a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Clear them.

        Raises:
            CommandError: Something held the database; erased rows stay deleted.
        """
        if not clear_traces():
            raise CommandError(
                "The database was busy, or this role does not own its tables. What "
                "was erased stays erased; please run this again."
            )
