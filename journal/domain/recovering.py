"""The recovery code: confirming it, and using it when the passphrase is lost."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from journal.crypto.recovery import RecoveryCode
from journal.domain import manifest, slots, unlocking
from journal.domain.errors import ListDamagedError, WrongSecretError
from journal.domain.opened import OpenJournal, writing
from journal.domain.ports import ports
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import Slot, Vault


def owner_of_code(text: str) -> UUID:
    """Return whose journal a code opens, so that a new password can be checked.

    Raises:
        CodeTypingError: Mistyped; found without any key.
        WrongSecretError: No journal opens with it.
    """
    vault, _key = slots.open_with_code(RecoveryCode.parse(text))
    return vault.owner_id


def recover(text: str, *, passphrase: str, password: str = "") -> RecoveryCode:
    """Open with the code; set a new passphrase, and a password if one is given.

    The account is signed out and locked everywhere; the used code is spent.

    Returns:
        The new recovery code, to be shown at once.

    Raises:
        CodeTypingError: Mistyped; found without any key.
        WrongSecretError: No journal opens with it.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
    """
    vault, key = slots.open_with_code(RecoveryCode.parse(text))
    code = RecoveryCode.generate()
    with transaction.atomic():
        _make_current(vault)
        Slot.objects.filter(vault=vault, kind=Slot.Kind.PASSPHRASE).delete()
        Slot.objects.filter(vault=vault, kind=Slot.Kind.RECOVERY).delete()
        slots.add_passphrase_slot(vault, key, passphrase=passphrase)
        slots.add_recovery_slot(vault, key, code=code)
        _note_in_journal(OpenJournal(vault, key), code)
        if password:
            ports.accounts.set_password(vault.owner_id, password)
        unlocking.lock_everywhere(vault.owner_id)
        ports.accounts.end_sessions(vault.owner_id)
    return code


def confirm_code(journal: OpenJournal, *, text: str) -> None:
    """Take the writer's word that the code is kept: she typed it.

    Raises:
        CodeTypingError: Mistyped.
        WrongSecretError: A code, but not this journal's.
    """
    vault, _key = slots.open_with_code(RecoveryCode.parse(text))
    if vault.pk != journal.vault_id:
        raise WrongSecretError
    change_preferences(journal, pending_code="")


def pending_code(journal: OpenJournal) -> str:
    """Return the code that still waits to be confirmed, or an empty text."""
    return read_preferences(journal).pending_code


def acknowledge_code_use(journal: OpenJournal) -> None:
    """Stop telling the writer that the code was used."""
    change_preferences(journal, code_was_used=False)


def _make_current(vault: Vault) -> None:
    Vault.objects.filter(owner_id=vault.owner_id, is_current=True).update(
        is_current=False
    )
    Vault.objects.filter(pk=vault.pk).update(is_current=True)


def _note_in_journal(journal: OpenJournal, code: RecoveryCode) -> None:
    with writing(journal) as fresh:
        try:
            head = manifest.read_head(fresh)
        except ListDamagedError:
            return  # recovery comes first; the list is mended on its own page
        manifest.save_head(fresh, replace(head, slots=slots.live_slots(fresh.vault)))
        change_preferences(fresh, pending_code=code.text, code_was_used=True)
