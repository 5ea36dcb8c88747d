"""What the journal needs of the site, declared here and filled at start-up."""

from typing import Protocol
from uuid import UUID


class Accounts(Protocol):
    """What must happen to an account when its journal's keys change hands."""

    def end_sessions(self, user: UUID) -> None:
        """Sign the account out everywhere."""

    def set_password(self, user: UUID, password: str) -> None:
        """Give the account a new password."""

    def password_faults(self, user: UUID, password: str) -> list[str]:
        """Return sentences on why a password will not do; none if it will."""


class _Ports:
    """Holds what the site filled in."""

    accounts: Accounts


ports = _Ports()
