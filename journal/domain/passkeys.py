"""Passkeys that open a journal: WebAuthn's PRF extension, and nothing else of it.

A passkey answers a salt with 32 bytes that only it can compute, after its device has
asked for a PIN, a finger or a face. They wrap the vault key. No signature is checked,
no public key is kept, and nothing rests on the challenge: what proves the passkey is
that the key opens. The PRF output therefore is a key on its way, like a passphrase.
"""

import os
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404

from journal.crypto.encoding import from_text, to_text
from journal.crypto.errors import OpenError
from journal.crypto.slots import PRF_OUTPUT_SIZE
from journal.domain import slots, unlocking
from journal.domain.errors import (
    CodeWaitsError,
    TooManyPasskeysError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import change_preferences, read_preferences
from journal.domain.vaults import make_current, vaults_of
from journal.models import Slot

SALT_SIZE = 32  # bytes
CREDENTIAL_MAXIMUM = 1_023  # bytes; WebAuthn allows no longer id
MOST = 8  # passkeys of one journal


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is known of a passkey; nothing of it is a secret.

    Args:
        id: The slot's.
        credential: Its own id, URL-safe base64 without filler.
        salt: What its PRF is asked with, spelt likewise.
        name: What the writer calls it; empty where the journal is closed.
    """

    id: UUID
    credential: str
    salt: str
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a browser brought back from a passkey.

    Args:
        credential: The passkey's id.
        output: What its PRF answered: 32 bytes, as good as a passphrase.
    """

    credential: bytes
    output: bytes

    def __repr__(self) -> str:
        return "<Answer>"

    @classmethod
    def read(cls, credential: str, output: str) -> Self:
        """Read both from URL-safe base64.

        Raises:
            ValueError: Not so spelt, or not of a length that they can have.
        """
        answer = cls(_bytes(credential), _bytes(output))
        is_id = 0 < len(answer.credential) <= CREDENTIAL_MAXIMUM
        if not is_id or len(answer.output) != PRF_OUTPUT_SIZE:
            raise ValueError
        return answer


def new_salt() -> str:
    """Return 32 random bytes for a PRF, in URL-safe base64: for one passkey alone."""
    return to_text(os.urandom(SALT_SIZE))


def read_salt(text: str) -> bytes:
    """Read a salt that a browser brought back.

    Raises:
        ValueError: Not 32 bytes in URL-safe base64.
    """
    salt = _bytes(text)
    if len(salt) != SALT_SIZE:
        raise ValueError
    return salt


def passkeys_of(user: AbstractBaseUser) -> list[Passkey]:
    """Return the passkeys of all journals of an account, the current one's first.

    Not only the current one's: somebody at a signed-in browser can begin a new journal,
    and must not be able to hide the writer's own by it.
    """
    return [_passkey(row) for vault in vaults_of(user) for row in _rows(vault.pk)]


def passkeys_in(journal: OpenJournal) -> list[Passkey]:
    """Return an open journal's passkeys with their names, sorted by those."""
    names = read_preferences(journal).passkeys
    rows = _rows(journal.vault_id)
    found = [_passkey(row, names.get(row.pk.hex, "")) for row in rows]
    return sorted(found, key=lambda each: (each.name, each.id))


def has_passkeys(journal: OpenJournal) -> bool:
    """Tell whether any passkey opens a journal."""
    return bool(_rows(journal.vault_id))


def add_passkey(
    journal: OpenJournal, answer: Answer, *, salt: bytes, name: str
) -> None:
    """Let a passkey open the journal, besides the passphrase and the code.

    Args:
        journal: The open journal.
        answer: What the passkey answered to the salt.
        salt: 32 bytes.
        name: What the writer calls it; sealed with her settings.

    Raises:
        CodeWaitsError: The recovery code is not confirmed. A passkey must not be all
            that is left when the passphrase is lost: devices break.
        TooManyPasskeysError: There are ``MOST`` already.
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        kept = read_preferences(fresh)
        if kept.pending_code:
            raise CodeWaitsError
        rows = _rows(fresh.vault_id)
        # The same passkey once more, from a button pressed twice, takes its own place.
        again = [row for row in rows if bytes(row.credential) == answer.credential]
        if len(rows) - len(again) >= MOST:
            raise TooManyPasskeysError
        made = slots.new_passkey_slot(
            fresh.vault,
            fresh.key,
            credential=answer.credential,
            salt=salt,
            output=answer.output,
        )
        made.save(force_insert=True)
        Slot.objects.filter(pk__in=[row.pk for row in again]).delete()
        slots.list_slots(fresh)
        _rename(fresh, {**kept.passkeys, made.pk.hex: name})


def remove_passkey(
    journal: OpenJournal, *, passkey: UUID, session_key: str
) -> unlocking.Opening:
    """Take a passkey away. Every other device is locked: one may have been lost.

    Returns:
        This browser's journal, opened again.

    Raises:
        Http404: The journal has no such passkey.
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        rows = Slot.objects.filter(
            vault=fresh.vault, kind=Slot.Kind.PASSKEY, pk=passkey
        )
        if not rows.delete()[0]:
            raise Http404
        slots.list_slots(fresh)
        _rename(fresh, read_preferences(fresh).passkeys)
        unlocking.lock_everywhere(fresh.vault.owner_id)
    return unlocking.keep_open(journal, session_key=session_key)


def open_with_passkey(user: AbstractBaseUser, answer: Answer) -> OpenJournal:
    """Open the journal that a passkey belongs to, and make it the current one.

    Raises:
        WrongSecretError: The passkey opens no journal of this account.
    """
    for vault in vaults_of(user):
        try:
            key = slots.open_with_passkey(
                vault, credential=answer.credential, output=answer.output
            )
        except WrongSecretError:
            continue
        make_current(vault)
        return OpenJournal(vault, key)
    raise WrongSecretError


def _rename(journal: OpenJournal, names: dict[str, str]) -> None:
    """Store the names of those passkeys that there are."""
    live = {row.pk.hex for row in _rows(journal.vault_id)}
    kept = {slot: name for slot, name in names.items() if slot in live}
    change_preferences(journal, passkeys=kept)


def _rows(vault: UUID) -> list[Slot]:
    rows = Slot.objects.filter(vault_id=vault, kind=Slot.Kind.PASSKEY)
    return list(rows.order_by("pk"))


def _passkey(row: Slot, name: str = "") -> Passkey:
    return Passkey(
        row.pk, to_text(bytes(row.credential)), to_text(bytes(row.salt)), name
    )


def _bytes(text: str) -> bytes:
    try:
        return from_text(text)
    except OpenError:
        raise ValueError from None
