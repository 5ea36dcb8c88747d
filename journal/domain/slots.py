"""Slots: between the stored rows and the key core."""

import uuid
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from journal.crypto import slots as core
from journal.crypto.errors import OpenError
from journal.crypto.kdf import Argon2Parameters
from journal.crypto.keys import VaultKey
from journal.crypto.manifest_head import ManifestSlot
from journal.crypto.recovery import RecoveryCode
from journal.domain import manifest, stretching
from journal.domain.errors import BusyError, WrongSecretError
from journal.domain.opened import OpenJournal
from journal.domain.secrets import current_pepper, pepper
from journal.models import Slot, Vault


def new_passphrase_slot(vault: Vault, key: VaultKey, *, passphrase: str) -> Slot:
    """Return a new passphrase slot, not stored yet.

    Stretching takes its time and may wait for a turn: it is done before a transaction
    begins, because SQLite has one lock for everybody's writing.

    Raises:
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many are being stretched at once.
    """
    row = Slot(id=uuid.uuid4(), vault=vault, generation=vault.generation)
    with stretching.turn(vault.owner_id):
        made = core.wrap_with_passphrase(
            key,
            passphrase,
            place=_place(row),
            policy=stretching.policy(),
            pepper=current_pepper(),
        )
    row.kind = Slot.Kind.PASSPHRASE
    for name, value in _columns(made).items():
        setattr(row, name, value)
    return row


def new_recovery_slot(vault: Vault, key: VaultKey, *, code: RecoveryCode) -> Slot:
    """Return a new recovery slot, not stored yet."""
    row = Slot(id=uuid.uuid4(), vault=vault, generation=vault.generation)
    made = core.wrap_with_code(key, code, place=_place(row))
    row.kind = Slot.Kind.RECOVERY
    row.locator_hash, row.sealed = made.locator_hash, made.sealed
    return row


def new_passkey_slot(
    vault: Vault, key: VaultKey, *, credential: bytes, salt: bytes, output: bytes
) -> Slot:
    """Return a new passkey slot, not stored yet.

    Args:
        vault: The journal.
        key: Its key.
        credential: The passkey's id; up to 1,023 bytes.
        salt: What its PRF was asked with, 32 bytes.
        output: What its PRF answered, 32 bytes; stored nowhere.
    """
    row = Slot(id=uuid.uuid4(), vault=vault, generation=vault.generation)
    row.sealed = core.wrap_with_passkey(key, output, place=_place(row)).sealed
    row.kind = Slot.Kind.PASSKEY
    row.credential, row.salt = credential, salt
    return row


def open_with_passphrase(vault: Vault, *, passphrase: str) -> VaultKey:
    """Return the vault key; an outdated slot is stretched anew on the way.

    Raises:
        WrongSecretError: No passphrase slot of this vault opens.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many are being stretched at once.
    """
    rows = Slot.objects.filter(
        vault=vault, kind=Slot.Kind.PASSPHRASE, generation=vault.generation
    )
    for row in rows:
        try:
            key = _try_passphrase(vault, row, passphrase)
        except OpenError:
            continue
        with suppress(BusyError):  # it opens now; the cost is raised another time
            _raise_cost(key, row, passphrase)
        return key
    raise WrongSecretError


def open_with_code(code: RecoveryCode) -> tuple[Slot, VaultKey]:
    """Return the slot that a code opens, and the vault key.

    One look-up and one derivation whether or not there is such a slot.

    Raises:
        WrongSecretError: There is none, or it does not open.
    """
    row = (
        Slot.objects.filter(kind=Slot.Kind.RECOVERY, locator_hash=code.locator_hash)
        .select_related("vault")
        .first()
    )
    stored = (
        core.RecoverySlot(code.locator_hash, bytes(row.sealed))
        if row
        else core.RecoverySlot.decoy()
    )
    place = _place(row) if row else core.SlotPlace(uuid.uuid4(), uuid.uuid4(), 1)
    key_id = bytes(row.vault.key_id) if row else bytes(16)
    try:
        key = core.unwrap_with_code(stored, code, place=place, key_id=key_id)
    except OpenError:
        raise WrongSecretError from None
    if row is None:  # pragma: no cover -- a decoy is random and opens for nobody
        raise WrongSecretError
    return row, key


def passphrases_of(vault: Vault) -> set[UUID]:
    """Return the ids of the passphrase slots in use; a new passphrase has a new one."""
    rows = Slot.objects.filter(
        vault=vault.pk, generation=vault.generation, kind=Slot.Kind.PASSPHRASE
    )
    return set(rows.values_list("pk", flat=True))


def require_code(journal: OpenJournal, *, text: str) -> None:
    """See that a code opens a journal under keys that are not in use yet.

    Raises:
        WrongSecretError: No slot of this generation opens with it to this key, or there
            is none for a passphrase.
    """
    code, vault = RecoveryCode.parse(text), journal.vault
    if not passphrases_of(vault):
        raise WrongSecretError
    row = Slot.objects.filter(
        vault=vault.pk,
        generation=vault.generation,
        kind=Slot.Kind.RECOVERY,
        locator_hash=code.locator_hash,
    ).first()
    if row is None:
        raise WrongSecretError
    stored = core.RecoverySlot(code.locator_hash, bytes(row.sealed))
    key_id = bytes(vault.key_id)
    try:
        core.unwrap_with_code(stored, code, place=_place(row), key_id=key_id)
    except OpenError:
        raise WrongSecretError from None


def open_with_passkey(vault: Vault, *, credential: bytes, output: bytes) -> VaultKey:
    """Return the vault key from what a passkey's PRF answered.

    Args:
        vault: The journal.
        credential: The passkey's id.
        output: 32 bytes.

    Raises:
        WrongSecretError: No passkey slot of this vault has that id and opens.
    """
    rows = Slot.objects.filter(
        vault=vault, kind=Slot.Kind.PASSKEY, generation=vault.generation
    )
    # Compared here: databases differ in how they compare bytes, and there are few.
    for row in (row for row in rows if bytes(row.credential) == credential):
        stored = core.PasskeySlot(bytes(row.sealed))
        with suppress(OpenError):
            return core.unwrap_with_passkey(
                stored, output, place=_place(row), key_id=bytes(vault.key_id)
            )
    raise WrongSecretError


def drop_slots(vault: Vault, *, kind: Slot.Kind, but: Slot | None = None) -> None:
    """Delete the vault's slots of one kind, all but one if one is named.

    Those of new keys that are under way stay; see ``renewing.drop_pending``.
    """
    rows = Slot.objects.filter(vault=vault, generation=vault.generation, kind=kind)
    (rows.exclude(pk=but.pk) if but else rows).delete()


def change_pepper(row: Slot) -> None:
    """Move one passphrase slot to the current pepper.

    Raises:
        WrongSecretError: The server lacks the old pepper, or the row was changed.
    """
    fresh = current_pepper()
    try:
        moved = core.change_pepper(
            _stored(row), place=_place(row), old=pepper(row.pepper_id), new=fresh
        )
    except OpenError:
        raise WrongSecretError from None
    # Compare and set: a passphrase that was changed meanwhile must not be undone.
    Slot.objects.filter(pk=row.pk, sealed=row.sealed).update(
        sealed=moved.sealed, pepper_id=fresh.id
    )


def live_slots(vault: Vault) -> tuple[ManifestSlot, ...]:
    """Return the vault's slots as the manifest's head names them."""
    rows = Slot.objects.filter(vault=vault).order_by("pk")
    return tuple(ManifestSlot(row.pk, row.generation % 2**32) for row in rows)


def list_slots(journal: OpenJournal) -> None:
    """Name the vault's slots in the list, as they now are.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    head = manifest.read_head(journal)
    manifest.save_head(journal, replace(head, slots=live_slots(journal.vault)))


def _try_passphrase(vault: Vault, row: Slot, passphrase: str) -> VaultKey:
    with stretching.turn(vault.owner_id):
        return core.unwrap_with_passphrase(
            _stored(row),
            passphrase,
            place=_place(row),
            key_id=bytes(vault.key_id),
            pepper=pepper(row.pepper_id),
        )


def _raise_cost(key: VaultKey, row: Slot, passphrase: str) -> None:
    parameters = _stored(row).parameters
    if not stretching.policy().is_outdated(parameters):
        return
    with stretching.turn(row.vault.owner_id):
        made = core.wrap_with_passphrase(
            key,
            passphrase,
            place=_place(row),
            policy=stretching.policy(),
            pepper=current_pepper(),
        )
    # The row keeps its id, so that the list of live slots stays true. Compare and set:
    # a passphrase that was changed meanwhile must not be undone.
    Slot.objects.filter(pk=row.pk, sealed=row.sealed).update(**_columns(made))


def _columns(made: core.PassphraseSlot) -> dict[str, Any]:
    return {
        "salt": made.salt,
        "sealed": made.sealed,
        "pepper_id": made.pepper_id,
        "argon2_time": made.parameters.time,
        "argon2_memory_kib": made.parameters.memory_kib,
        "argon2_lanes": made.parameters.lanes,
    }


def _stored(row: Slot) -> core.PassphraseSlot:
    try:
        parameters = Argon2Parameters(
            row.argon2_time, row.argon2_memory_kib, row.argon2_lanes
        )
    except ValueError:
        raise OpenError from None  # a changed row; it must not choose the cost
    return core.PassphraseSlot(
        bytes(row.salt), parameters, row.pepper_id, bytes(row.sealed)
    )


def _place(row: Slot) -> core.SlotPlace:
    return core.SlotPlace(row.vault_id, row.pk, row.generation)
