"""An open journal, as one request holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from journal.crypto.keys import VaultKey
from journal.domain.errors import KeysChangedError
from journal.models import Vault

if TYPE_CHECKING:
    from journal.domain.preferences import Preferences


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OpenJournal:
    """A vault's row and its key. Views pass it on and never look inside.

    Args:
        vault: The row, as it was when the request began.
        key: The vault key; kept in memory for this request alone.
        until: When it locks if it is not used any more; aware UTC.
        preferences: As they were when the request began, if a browser brought it.
    """

    vault: Vault
    key: VaultKey
    until: datetime | None = None
    preferences: "Preferences | None" = None

    def __repr__(self) -> str:
        return "<OpenJournal>"

    @property
    def vault_id(self) -> UUID:
        """The vault's id."""
        return self.vault.pk


@contextmanager
def writing(journal: OpenJournal) -> Iterator[OpenJournal]:
    """Hold the vault's row for one transaction, and yield the journal afresh.

    A record, its manifest block and the head change together or not at all. Two writers
    wait for each other here; without the lock the second head would drop the first
    writer's line.

    Raises:
        KeysChangedError: The journal has had new keys, or its end, since the request
            began. What is sealed under the old key now would never open again.
    """
    with transaction.atomic():
        vault = Vault.objects.select_for_update().filter(pk=journal.vault_id).first()
        if vault is None or vault.generation != journal.vault.generation:
            raise KeysChangedError
        yield OpenJournal(vault, journal.key)
    # What was held outside goes on with the list as it now is.
    journal.vault.manifest_head = vault.manifest_head
    journal.vault.pending_key = vault.pending_key
