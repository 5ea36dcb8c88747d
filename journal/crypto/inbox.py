"""The inbox: text is sealed in without the vault key, and opened with it alone."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from journal.crypto.aead import VERSION
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.inbox_keys import InboxPrivateKey, InboxPublicKey
from journal.crypto.padding import BODY_FLOOR, pad, unpad

KEM_ID = 0x647A  # ML-KEM-768 with X25519
KDF_ID = 0x0001  # HKDF-SHA256
AEAD_ID = 0x0002  # AES-256-GCM

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PREFIX: Final = VERSION + b"".join(
    identifier.to_bytes(2, "big") for identifier in (KEM_ID, KDF_ID, AEAD_ID)
)


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a note in the inbox stands."""

    vault: UUID
    generation: int
    note: UUID

    def bind(self) -> bytes:
        """Encode the place."""
        return associated_data(
            Context.SEALED_NOTE,
            vault=self.vault,
            generation=self.generation,
            note=self.note,
        )


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft stands: the open form, and how far it has come."""

    vault: UUID
    generation: int
    form: UUID
    sequence: int

    def bind(self) -> bytes:
        """Encode the place."""
        return associated_data(
            Context.DRAFT,
            vault=self.vault,
            generation=self.generation,
            form=self.form,
            sequence=self.sequence,
        )


def seal_note(
    public_key: InboxPublicKey, plaintext: bytes, *, place: NotePlace | DraftPlace
) -> bytes:
    """Seal text that arrives while no key is at hand.

    Anybody who may use the inbox can do this: that a note opens says nothing
    about who wrote it.

    Args:
        public_key: A key that was verified; see `InboxPublicKey`.
        plaintext: At most 16 MiB.
        place: Where the note will be stored.

    Returns:
        ``version (1) || kem, kdf, aead (2 each) || enc (1,120) || ciphertext``.

    Raises:
        ValueError: The plaintext is too long.
    """
    padded = pad(plaintext, floor=BODY_FLOOR)
    return _PREFIX + _SUITE.encrypt(padded, public_key.for_hpke(), info=place.bind())


def open_note(
    private_key: InboxPrivateKey, sealed: bytes, *, place: NotePlace | DraftPlace
) -> bytes:
    """Open a note or draft.

    Raises:
        OpenError: Wrong key, wrong place, changed bytes or unknown suite.
    """
    if not sealed.startswith(_PREFIX):
        raise OpenError
    ciphertext = sealed[len(_PREFIX) :]
    try:
        padded = _SUITE.decrypt(ciphertext, private_key.for_hpke(), info=place.bind())
    except InvalidTag:
        raise OpenError from None
    return unpad(padded, floor=BODY_FLOOR)
