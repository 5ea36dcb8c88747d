"""A journal that was opened in a browser, as the page for it does."""

from journal.domain import unlocking
from journal.domain.unlocking import Opening
from recovery_site.accounts.models import User


def unlock_with_passphrase(user: User, *, passphrase: str, session_key: str) -> Opening:
    """Open a journal of an account, and keep it open for a session."""
    journal = unlocking.open_with_passphrase(user, passphrase=passphrase)
    return unlocking.keep_open(journal, session_key=session_key)
