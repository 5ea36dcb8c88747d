"""Deletes again what a backup brought back."""

from typing import Any

from django.core.management.base import BaseCommand

from recovery_site.accounts import deleting
from resources.sharing.domain import restoring


class Command(BaseCommand):
    """Apply the ledger to the database; every start does it too."""

    help = "Delete or end again what a backup brought back."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete them, and say how many there were."""
        links = restoring.apply_ledger()
        if links:
            # The database is an older state of itself: sessions may be back as well.
            deleting.end_everything()
            self.stdout.write(
                f"{links} ended links, erased lists or withdrawn roles had come back "
                "with a backup. They are ended again, and everybody was signed out."
            )
        found = deleting.apply_ledger()
        if found:
            self.stdout.write(
                f"{found} erased journals or accounts had come back with a backup. "
                "They are erased again, and everybody was signed out."
            )
