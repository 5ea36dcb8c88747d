"""Removes what has expired, and what has waited for its end."""

from typing import Any

from django.core.management.base import BaseCommand

from journal.domain import unlocking
from recovery_site import counts
from recovery_site.accounts import deleting
from recovery_site.accounts.sessions import SessionStore
from resources.sharing.domain.links import forget_dead_links


class Command(BaseCommand):
    """Delete expired rows, and the journals and accounts whose day has come."""

    help = "Delete what has expired or waited for its end. Run it every ten minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete all of it."""
        SessionStore.clear_expired()
        unlocking.clear_expired()
        counts.clear_expired()
        deleting.delete_due()
        forget_dead_links()
