"""Erasing a journal: its keys first, then everything else, in one transaction."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from journal.domain import slots, waiting
from journal.domain.opened import OpenJournal
from journal.domain.ports import ports
from journal.domain.traces import clear_traces
from journal.models import Slot, Unlock, Vault


def erase_journal(journal: OpenJournal, *, passphrase: str) -> None:
    """Erase an open journal at once, on its passphrase.

    Raises:
        WrongSecretError: The passphrase does not open it.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
        LedgerError: It could not be noted. Nothing was erased.
    """
    slots.open_with_passphrase(journal.vault, passphrase=passphrase)
    with transaction.atomic():
        _delete(journal.vault_id)
        ports.ledger.note_erased(journal.vault_id)


def erase_merged(vault: UUID, *, into: UUID) -> None:
    """Erase a journal whose pages all live on in another.

    It is noted as merged, not as erased: a backup from before the merging holds these
    pages in the old journal alone, and putting it back must not destroy them.

    Raises:
        LedgerError: It could not be noted. Nothing was erased.
    """
    with transaction.atomic():
        _delete(vault)
        ports.ledger.note_merged(vault, into=into)


def erase_due() -> int:
    """Erase the journals whose waiting period has ended; return how many.

    Raises:
        LedgerError: It could not be noted. What was not noted was not erased.
    """
    today = timezone.now().date()
    erased = 0
    for vault in waiting.due(today):
        with transaction.atomic():
            row = Vault.objects.select_for_update().filter(pk=vault).first()
            # Looked at again under the lock: an unlock may just have called it off.
            if row is None or row.erase_after is None or row.erase_after > today:
                continue
            _delete(vault)
            ports.ledger.note_erased(vault)
            erased += 1
    return erased


def erase_noted() -> int:
    """Erase again what a backup brought back; return how many journals."""
    noted = ports.ledger.erased_among(Vault.objects.values_list("pk", flat=True))
    for vault in noted:
        with transaction.atomic():
            _delete(vault)
    return len(noted)


def lock_all() -> None:
    """Lock every journal of everybody: a backup may have brought back open ones."""
    Unlock.objects.all().delete()


def _delete(vault: UUID) -> None:
    """Delete a vault with all that points to it.

    The callers' note in the ledger comes last, so that a failure before it leaves
    everything as it was; should the commit fail after it, the next start finishes what
    the writer asked for.
    """
    rows = Vault.objects.select_for_update().filter(pk=vault)
    Slot.objects.filter(vault__in=rows).delete()
    Unlock.objects.filter(vault_id=vault).delete()
    rows.delete()
    transaction.on_commit(_clear, robust=True)


def _clear() -> None:
    clear_traces()
