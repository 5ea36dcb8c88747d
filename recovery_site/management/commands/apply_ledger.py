"""Deletes again what a backup brought back."""

from typing import Any

from django.core.management.base import BaseCommand

from recovery_site.accounts import deleting


class Command(BaseCommand):
    """Apply the ledger to the database; every start does it too."""

    help = "Delete again the journals and accounts that a backup brought back."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete them, and say how many there were."""
        found = deleting.apply_ledger()
        if found:
            self.stdout.write(
                f"{found} erased journals or accounts had come back with a backup. "
                "They are erased again, and everybody was signed out."
            )
