"""Closed journals: left behind when both secrets were lost, and found again."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404

from journal.crypto.recovery import RecoveryCode
from journal.domain import slots
from journal.domain.errors import CodeTypingError, WrongSecretError
from journal.domain.opened import OpenJournal
from journal.models import Vault


def closed_journals(user: AbstractBaseUser) -> list[Vault]:
    """Return the journals that an account has left behind, in no telling order."""
    rows = Vault.objects.filter(owner_id=user.pk, is_current=False)
    return list(rows.order_by("pk"))


def closed_journal(user: AbstractBaseUser, *, vault: UUID) -> Vault:
    """Return one of them.

    Raises:
        Http404: The account has no such closed journal.
    """
    row = Vault.objects.filter(owner_id=user.pk, is_current=False, pk=vault).first()
    if row is None:
        raise Http404
    return row


def open_closed(vault: Vault, *, secret: str) -> OpenJournal:
    """Open a closed journal with its passphrase or its code, whichever was found.

    Raises:
        WrongSecretError: It opens with neither.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
    """
    try:
        slot, key = slots.open_with_code(RecoveryCode.parse(secret))
    except (CodeTypingError, WrongSecretError):
        key = slots.open_with_passphrase(vault, passphrase=secret)
    else:
        if slot.vault_id != vault.pk:
            raise WrongSecretError
    return OpenJournal(vault, key)
