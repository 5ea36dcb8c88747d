"""What must follow when a backup was put back."""

from typing import Any

from django.core.management.base import BaseCommand

from journal.domain.traces import clear_traces
from recovery_site.accounts import deleting
from resources.sharing.domain import restoring


class Command(BaseCommand):
    """Apply the ledger, sign everybody out, and lock every journal."""

    help = "Run this after putting a backup back, before the site is served again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do all three; safe to run again."""
        links = restoring.apply_ledger()
        found = deleting.apply_ledger()
        deleting.end_everything()
        clear_traces()
        self.stdout.write(
            f"{found} erased journals or accounts were erased again, and {links} ended "
            "links, lists or roles ended again. Everybody was signed out, and every "
            "journal is locked."
        )
