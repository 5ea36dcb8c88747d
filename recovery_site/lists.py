"""What reading lists need of the site: its seal, its ledger, its hash of a visitor."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from journal.domain.errors import LedgerError
from recovery_site import ledger, sealing
from resources.sharing.domain.ports import NoteError, SealedError


class ListSealer:
    """Seals lists under a key from ``SECRET_KEY``, which is not in the database."""

    def seal(self, words: bytes, *, place: bytes) -> bytes:
        """Return words sealed for one place."""
        return sealing.seal(self._key(), words, place=place)

    def open(self, sealed: bytes, *, place: bytes) -> bytes:
        """Return what was sealed for this place.

        Raises:
            SealedError: It was not sealed here, or not for this place.
        """
        try:
            return sealing.open_sealed(self._key(), sealed, place=place)
        except sealing.SealError:
            raise SealedError from None

    @staticmethod
    def _key() -> bytes:
        return sealing.derive_key(settings.SECRET_KEY.encode(), "sharing/v1")


class ListLedger:
    """The ledger, as reading lists need it."""

    def note_ended(self, link: UUID) -> None:
        """Note that a link was ended."""
        _note(ledger.LINK, link)

    def note_erased(self, reading_list: UUID) -> None:
        """Note that a list was erased."""
        _note(ledger.LIST, reading_list)

    def note_withdrawn(self, counselor: UUID) -> None:
        """Note that a role was withdrawn."""
        _note(ledger.ROLE, counselor)

    def ended_among(self, links: Iterable[UUID]) -> list[UUID]:
        """Return the links that were ended."""
        return ledger.noted(ledger.LINK, links)

    def erased_among(self, lists: Iterable[UUID]) -> list[UUID]:
        """Return the lists that were erased."""
        return ledger.noted(ledger.LIST, lists)

    def withdrawn_among(self, counselors: Iterable[UUID]) -> list[UUID]:
        """Return the roles that were withdrawn."""
        return ledger.noted(ledger.ROLE, counselors)


def _note(kind: str, row: UUID) -> None:
    try:
        ledger.note(kind, row)
    except LedgerError:
        raise NoteError from None
