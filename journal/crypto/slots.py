"""Slots: the vault key under a passphrase, a recovery code or a passkey."""

import os
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from cryptography.hazmat.primitives import constant_time

from journal.crypto.aead import OVERHEAD, open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.kdf import SALT_SIZE, Argon2Parameters, Argon2Policy, stretch
from journal.crypto.keys import (
    KEY_SIZE,
    DerivedKey,
    Pepper,
    Purpose,
    VaultKey,
    derive,
    key_id_of,
)
from journal.crypto.passphrase import normalise
from journal.crypto.recovery import RecoveryCode

COMMITMENT_SIZE = 32  # bytes
WRAP_SIZE = COMMITMENT_SIZE + KEY_SIZE + OVERHEAD  # bytes
LOCATOR_HASH_SIZE = 32  # bytes
PRF_OUTPUT_SIZE = 32  # bytes


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a slot stands: ids that never change while it lives."""

    vault: UUID
    slot: UUID
    generation: int

    def bind(self, context: Context, key_id: bytes) -> bytes:
        """Encode the place and the vault key's public name for one kind of slot."""
        return associated_data(
            context,
            vault=self.vault,
            slot=self.slot,
            generation=self.generation,
            key_id=key_id,
        )


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """A stored passphrase slot; nothing in it lets a guess be tried.

    Args:
        salt: 16 random bytes.
        parameters: The cost of stretching.
        pepper_id: Names the pepper of the outer layer.
        sealed: The outer layer, 122 bytes. Whatever depends on the passphrase,
            the commitment included, is inside.
    """

    salt: bytes
    parameters: Argon2Parameters
    pepper_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """A stored recovery slot.

    Args:
        locator_hash: 32 bytes, unique; the slot is found by it.
        sealed: ``commitment (32) || sealed vault key (61)``.
    """

    locator_hash: bytes
    sealed: bytes

    @classmethod
    def decoy(cls) -> Self:
        """Make a slot that no code opens.

        It is tried when no slot matches a locator, so that both failures take
        the same steps.
        """
        return cls(os.urandom(LOCATOR_HASH_SIZE), os.urandom(WRAP_SIZE))


@dataclass(frozen=True, slots=True)
class PasskeySlot:
    """A stored passkey slot.

    Args:
        sealed: ``commitment (32) || sealed vault key (61)``.
    """

    sealed: bytes


def wrap_with_passphrase(
    vault_key: VaultKey,
    passphrase: str,
    *,
    place: SlotPlace,
    policy: Argon2Policy,
    pepper: Pepper,
) -> PassphraseSlot:
    """Wrap the vault key under a passphrase, and again under the pepper.

    Args:
        vault_key: The key to wrap.
        passphrase: As typed.
        place: The slot's own place; the slot id must be new.
        policy: The cost of stretching.
        pepper: The server's current pepper.

    Returns:
        What to store.

    Raises:
        PassphraseError: The passphrase is empty, too long or not valid text.
    """
    salt = os.urandom(SALT_SIZE)
    stretched = stretch(normalise(passphrase), salt=salt, parameters=policy.parameters)
    context = place.bind(Context.SLOT_PASSPHRASE, key_id_of(vault_key))
    wrapping = derive(stretched.material, Purpose.SLOT_PASSPHRASE, context=context)
    bare = PassphraseSlot(salt, policy.parameters, pepper.id, sealed=b"")
    return _close_outer(bare, _wrap(vault_key, wrapping, context), place, pepper)


def unwrap_with_passphrase(
    stored: PassphraseSlot,
    passphrase: str,
    *,
    place: SlotPlace,
    key_id: bytes,
    pepper: Pepper,
) -> VaultKey:
    """Unwrap the vault key with a passphrase.

    Args:
        stored: The slot.
        passphrase: As typed.
        place: The slot's place, from trusted ids.
        key_id: 16 bytes, the public name of the vault's key.
        pepper: The pepper that ``stored.pepper_id`` names.

    Raises:
        OpenError: Wrong passphrase, pepper or place, or changed bytes.
        PassphraseError: The passphrase is empty, too long or not valid text.
    """
    typed = normalise(passphrase)
    # The outer layer authenticates the parameters. Opened after stretching, a
    # changed row could make every attempt cost a gigabyte.
    wrapped = _open_outer(stored, place, pepper)
    stretched = stretch(typed, salt=stored.salt, parameters=stored.parameters)
    context = place.bind(Context.SLOT_PASSPHRASE, key_id)
    wrapping = derive(stretched.material, Purpose.SLOT_PASSPHRASE, context=context)
    return _unwrap(wrapped, wrapping, context, key_id)


def change_pepper(
    stored: PassphraseSlot, *, place: SlotPlace, old: Pepper, new: Pepper
) -> PassphraseSlot:
    """Move a passphrase slot to another pepper; needs nobody's passphrase.

    Raises:
        OpenError: Wrong pepper or place, or changed bytes.
    """
    wrapped = _open_outer(stored, place, old)
    bare = PassphraseSlot(stored.salt, stored.parameters, new.id, sealed=b"")
    return _close_outer(bare, wrapped, place, new)


def wrap_with_code(
    vault_key: VaultKey, code: RecoveryCode, *, place: SlotPlace
) -> RecoverySlot:
    """Wrap the vault key under a recovery code.

    No pepper takes part, so that a code outlives the server's secrets. With 128
    random bits there is nothing to guess, and stretching would add nothing.
    """
    context = place.bind(Context.SLOT_RECOVERY, key_id_of(vault_key))
    wrapping = _code_key(code, context)
    return RecoverySlot(code.locator_hash, _wrap(vault_key, wrapping, context))


def unwrap_with_code(
    stored: RecoverySlot, code: RecoveryCode, *, place: SlotPlace, key_id: bytes
) -> VaultKey:
    """Unwrap the vault key with a recovery code.

    Raises:
        OpenError: Wrong code or place, changed bytes, or a decoy.
    """
    context = place.bind(Context.SLOT_RECOVERY, key_id)
    return _unwrap(stored.sealed, _code_key(code, context), context, key_id)


def wrap_with_passkey(
    vault_key: VaultKey, prf_output: bytes, *, place: SlotPlace
) -> PasskeySlot:
    """Wrap the vault key under the output of a passkey's PRF extension.

    Args:
        vault_key: The key to wrap.
        prf_output: 32 bytes, as the authenticator returned them.
        place: The slot's own place; the slot id must be new.

    Raises:
        ValueError: The output does not have 32 bytes.
    """
    context = place.bind(Context.SLOT_PASSKEY, key_id_of(vault_key))
    return PasskeySlot(_wrap(vault_key, _passkey_key(prf_output, context), context))


def unwrap_with_passkey(
    stored: PasskeySlot, prf_output: bytes, *, place: SlotPlace, key_id: bytes
) -> VaultKey:
    """Unwrap the vault key with the output of a passkey's PRF extension.

    Raises:
        OpenError: Wrong passkey or place, or changed bytes.
        ValueError: The output does not have 32 bytes.
    """
    context = place.bind(Context.SLOT_PASSKEY, key_id)
    return _unwrap(stored.sealed, _passkey_key(prf_output, context), context, key_id)


def _code_key(code: RecoveryCode, context: bytes) -> DerivedKey:
    secret = code.locator + code.secret
    return derive(secret, Purpose.SLOT_RECOVERY, context=context)


def _passkey_key(prf_output: bytes, context: bytes) -> DerivedKey:
    # An authenticator without PRF gives nothing; nothing must never be a key.
    if len(prf_output) != PRF_OUTPUT_SIZE:
        message = f"A PRF output has {PRF_OUTPUT_SIZE} bytes."
        raise ValueError(message)
    return derive(prf_output, Purpose.SLOT_PASSKEY, context=context)


def _commitment(wrapping: DerivedKey, context: bytes) -> bytes:
    return derive(wrapping.material, Purpose.SLOT_COMMITMENT, context=context).material


def _wrap(vault_key: VaultKey, wrapping: DerivedKey, context: bytes) -> bytes:
    key = derive(wrapping.material, Purpose.SLOT_SEAL, context=context)
    sealed = seal_exact(key, vault_key.material, associated_data=context)
    return _commitment(wrapping, context) + sealed


def _unwrap(
    wrapped: bytes, wrapping: DerivedKey, context: bytes, key_id: bytes
) -> VaultKey:
    # GCM does not commit to its key: a prepared ciphertext can open under many
    # keys and so test many guesses at once. Do not move this below the opening.
    commitment, sealed = wrapped[:COMMITMENT_SIZE], wrapped[COMMITMENT_SIZE:]
    committed = constant_time.bytes_eq(commitment, _commitment(wrapping, context))
    if not committed or len(wrapped) != WRAP_SIZE:
        raise OpenError
    key = derive(wrapping.material, Purpose.SLOT_SEAL, context=context)
    vault_key = VaultKey(open_exact(key, sealed, associated_data=context))
    if not constant_time.bytes_eq(key_id_of(vault_key), key_id):
        raise OpenError
    return vault_key


def _outer_context(stored: PassphraseSlot, place: SlotPlace) -> bytes:
    return associated_data(
        Context.SLOT_PASSPHRASE_OUTER,
        vault=place.vault,
        slot=place.slot,
        generation=place.generation,
        pepper_id=stored.pepper_id.encode("utf-8"),
        salt=stored.salt,
        time=stored.parameters.time,
        memory_kib=stored.parameters.memory_kib,
        lanes=stored.parameters.lanes,
    )


def _close_outer(
    bare: PassphraseSlot, wrapped: bytes, place: SlotPlace, pepper: Pepper
) -> PassphraseSlot:
    key = derive(pepper.secret, Purpose.SLOT_OUTER)
    context = _outer_context(bare, place)
    sealed = seal_exact(key, wrapped, associated_data=context)
    return PassphraseSlot(bare.salt, bare.parameters, bare.pepper_id, sealed)


def _open_outer(stored: PassphraseSlot, place: SlotPlace, pepper: Pepper) -> bytes:
    key = derive(pepper.secret, Purpose.SLOT_OUTER)
    context = _outer_context(stored, place)
    return open_exact(key, stored.sealed, associated_data=context)
