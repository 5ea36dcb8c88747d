"""What the journal needs of the site, declared here and filled at start-up."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest


class Accounts(Protocol):
    """What must happen to an account when its journal's keys change hands."""

    def end_sessions(self, user: UUID) -> None:
        """Sign the account out everywhere."""

    def set_password(self, user: UUID, password: str) -> None:
        """Give the account a new password."""

    def password_faults(self, user: UUID, password: str) -> list[str]:
        """Return sentences on why a password will not do; none if it will."""

    def is_password(self, request: HttpRequest, password: str) -> bool:
        """Tell whether this is the password of who is signed in.

        Raises:
            BusyError: Too many were tried within a minute.
        """

    def is_password_of(self, user: UUID, text: str) -> bool:
        """Tell whether a text is an account's password, whoever is asking."""

    def erase_after(self, user: UUID) -> date | None:
        """Return the day on which the account will be deleted, if one is set."""

    def call_off_erasing(self, user: UUID) -> bool:
        """Keep the account after all; return whether a day was set."""


class Ledger(Protocol):
    """Where it is noted, outside the database, what no backup may bring back.

    Each note is on the disk before its method returns.
    """

    def note_erased(self, vault: UUID) -> None:
        """Note that a vault was erased.

        Raises:
            LedgerError: It cannot be written.
        """

    def note_merged(self, vault: UUID, *, into: UUID) -> None:
        """Note that what a vault held lives on in another.

        Raises:
            LedgerError: It cannot be written.
        """

    def erased_among(self, vaults: Iterable[UUID]) -> list[UUID]:
        """Return those that were erased, themselves or with what they became."""


class Visitors(Protocol):
    """What may be known of the visitor behind a request: hardly anything."""

    def prefix_hash(self, request: HttpRequest) -> str:
        """Return a keyed hash of the address's prefix, which changes every day."""


class Prompts(Protocol):
    """Invitations to write, which curators look after."""

    def offered(self, depth: str) -> Mapping[str, str]:
        """Return the words of each prompt of a depth, by its name.

        Args:
            depth: ``steady``, ``describe`` or ``deeper``.
        """


class _Ports:
    """Holds what the site filled in."""

    accounts: Accounts
    ledger: Ledger
    prompts: Prompts
    visitors: Visitors


ports = _Ports()
