"""Moves every journal to the current pepper, without anybody's passphrase."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.domain import peppers
from journal.domain.errors import WrongSecretError


class Command(BaseCommand):
    """Rotate the pepper: put the new one first in JOURNAL_PEPPERS, then run this."""

    help = "Move every passphrase slot to the first pepper of JOURNAL_PEPPERS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Move them; safe to stop and to run again.

        Raises:
            CommandError: A pepper that a slot names is missing, or a row was changed.
        """
        try:
            moved = peppers.rotate()
        except WrongSecretError:
            raise CommandError(
                "A slot did not open: its pepper is missing from JOURNAL_PEPPERS, or "
                "its row was changed. What had moved stays moved. Nothing is lost."
            ) from None
        left = sorted(peppers.pepper_ids_in_use())
        self.stdout.write(f"{moved} moved. Peppers still in use: {', '.join(left)}")
