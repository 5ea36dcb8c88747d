"""Removes what has expired: sessions, open journals, the cache's old rows."""

from typing import Any

from django.core.management.base import BaseCommand

from journal.domain import unlocking
from recovery_site.accounts.sessions import SessionStore


class Command(BaseCommand):
    """Delete expired sessions and unlock rows."""

    help = "Delete expired sessions and unlock rows. Run it every ten minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete both kinds."""
        SessionStore.clear_expired()
        unlocking.clear_expired()
