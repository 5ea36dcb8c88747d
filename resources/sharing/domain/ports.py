"""What sharing needs of the site, declared here and filled at start-up."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest


class SealedError(ValueError):
    """Wrong key, wrong place, or changed bytes; which of them is not told."""


class NoteError(Exception):
    """The ledger could not be written; nothing was ended or erased."""


class Sealer(Protocol):
    """Seals under a key of the site's secret, which no copy of the database holds."""

    def seal(self, words: bytes, *, place: bytes) -> bytes:
        """Return words sealed for one place, such as the id of a row."""

    def open(self, sealed: bytes, *, place: bytes) -> bytes:
        """Return what was sealed for this place.

        Raises:
            SealedError: It was not sealed here, or not for this place.
        """


class Ledger(Protocol):
    """Where it is noted, outside the database, what no backup may bring back.

    Each note is on the disk before its method returns. All of them raise
    ``NoteError`` when it cannot be written.
    """

    def note_ended(self, link: UUID) -> None:
        """Note that a link was ended."""

    def note_erased(self, reading_list: UUID) -> None:
        """Note that a list was erased, and with it every link to it."""

    def note_withdrawn(self, counselor: UUID) -> None:
        """Note that a role was withdrawn, and with it every link made under it."""

    def ended_among(self, links: Iterable[UUID]) -> list[UUID]:
        """Return the links that were ended."""

    def erased_among(self, lists: Iterable[UUID]) -> list[UUID]:
        """Return the lists that were erased."""

    def withdrawn_among(self, counselors: Iterable[UUID]) -> list[UUID]:
        """Return the roles that were withdrawn."""


class Visitors(Protocol):
    """What may be known of the visitor behind a request: hardly anything."""

    def prefix_hash(self, request: HttpRequest) -> str:
        """Return a keyed hash of the address's prefix, which changes every day."""


class _Ports:
    """Holds what the site filled in."""

    sealer: Sealer
    ledger: Ledger
    visitors: Visitors


ports = _Ports()
