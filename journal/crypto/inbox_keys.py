"""The inbox's key pair: public for sealing, private under the vault key."""

from dataclasses import dataclass
from typing import Self, final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.hpke import (
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
)

from journal.crypto.aead import OVERHEAD, open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, ServerSecret, VaultKey, derive, subkey
from journal.crypto.redaction import Redacted

MLKEM_PUBLIC_SIZE = 1184  # bytes
MLKEM_SEED_SIZE = 64  # bytes
X25519_SIZE = 32  # bytes
PUBLIC_KEY_SIZE = MLKEM_PUBLIC_SIZE + X25519_SIZE  # 1,216 bytes
PRIVATE_KEY_SIZE = MLKEM_SEED_SIZE + X25519_SIZE  # 96 bytes


@final
@dataclass(frozen=True, slots=True)
class InboxPublicKey:
    """A public key that is known to be the vault's own.

    There are two honest ways to get one: `verify_public_key`, and
    `InboxPrivateKey.public_key` while the vault is open. Never build one from a
    row's bytes: a writer of rows could put their own key there, and would read
    everything that is sealed from then on.

    Args:
        material: ``ML-KEM-768 encapsulation key (1,184) || X25519 key (32)``.
    """

    material: bytes

    def __post_init__(self) -> None:
        _require_size(self.material, PUBLIC_KEY_SIZE)

    def for_hpke(self) -> MLKEM768X25519PublicKey:
        """Build the key object that HPKE takes."""
        lattice, curve = _split(self.material, MLKEM_PUBLIC_SIZE)
        return MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(lattice),
            x25519.X25519PublicKey.from_public_bytes(curve),
        )


@final
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class InboxPrivateKey(Redacted):
    """The private half: ``ML-KEM-768 seed (64) || X25519 key (32)``."""

    material: bytes

    def __post_init__(self) -> None:
        _require_size(self.material, PRIVATE_KEY_SIZE)

    @classmethod
    def generate(cls) -> Self:
        """Make a new private key."""
        lattice = mlkem.MLKEM768PrivateKey.generate().private_bytes_raw()
        return cls(lattice + x25519.X25519PrivateKey.generate().private_bytes_raw())

    @property
    def public_key(self) -> InboxPublicKey:
        """The public half, computed anew: what a row says does not count."""
        lattice, curve = self._halves()
        return InboxPublicKey(
            lattice.public_key().public_bytes_raw()
            + curve.public_key().public_bytes_raw()
        )

    def for_hpke(self) -> MLKEM768X25519PrivateKey:
        """Build the key object that HPKE takes."""
        return MLKEM768X25519PrivateKey(*self._halves())

    def _halves(self) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
        lattice, curve = _split(self.material, MLKEM_SEED_SIZE)
        return (
            mlkem.MLKEM768PrivateKey.from_seed_bytes(lattice),
            x25519.X25519PrivateKey.from_private_bytes(curve),
        )


@final
@dataclass(frozen=True, slots=True)
class InboxPlace:
    """Whose inbox a public key belongs to.

    Args:
        user: The owner. A writer of rows who could give somebody a vault of their own
            would otherwise read what she drops into it.
        vault: The vault.
        generation: Of its keys.
    """

    user: UUID
    vault: UUID
    generation: int


def seal_private_key(
    vault_key: VaultKey, private_key: InboxPrivateKey, *, vault: UUID, generation: int
) -> bytes:
    """Seal the inbox's private key under the vault key.

    Returns:
        ``version (1) || nonce (12) || ciphertext (96) || tag (16)``.
    """
    place = _private_place(vault, generation)
    key = subkey(vault_key, Purpose.INBOX)
    return seal_exact(key, private_key.material, associated_data=place)


def open_private_key(
    vault_key: VaultKey, sealed: bytes, *, vault: UUID, generation: int
) -> InboxPrivateKey:
    """Open the inbox's private key.

    Raises:
        OpenError: Wrong key, wrong place or changed bytes.
    """
    if len(sealed) != PRIVATE_KEY_SIZE + OVERHEAD:
        raise OpenError
    place = _private_place(vault, generation)
    key = subkey(vault_key, Purpose.INBOX)
    return InboxPrivateKey(open_exact(key, sealed, associated_data=place))


def authenticate_public_key(
    public_key: InboxPublicKey, *, secret: ServerSecret, place: InboxPlace
) -> bytes:
    """Compute the MAC that is stored beside a public key.

    Returns:
        32 bytes, which nobody can compute from the database alone.
    """
    return _mac(public_key.material, secret, place).finalize()


def verify_public_key(
    material: bytes, mac: bytes, *, secret: ServerSecret, place: InboxPlace
) -> InboxPublicKey:
    """Check a stored public key before anything is sealed to it.

    Args:
        material: 1,216 bytes, from the row.
        mac: 32 bytes, from the row.
        secret: The server's secret for inbox keys.
        place: Whose inbox the text is for.

    Raises:
        OpenError: The key was changed, or belongs to another place.
    """
    try:
        _mac(material, secret, place).verify(mac)
    except InvalidSignature:
        raise OpenError from None
    return InboxPublicKey(material)


def _require_size(material: bytes, size: int) -> None:
    if len(material) != size:
        message = f"This inbox key has {size} bytes."
        raise ValueError(message)


def _split(material: bytes, at: int) -> tuple[bytes, bytes]:
    return material[:at], material[at:]


def _private_place(vault: UUID, generation: int) -> bytes:
    return associated_data(
        Context.INBOX_PRIVATE_KEY, vault=vault, generation=generation
    )


def _mac(material: bytes, secret: ServerSecret, place: InboxPlace) -> HMAC:
    key = derive(secret.secret, Purpose.INBOX_PUBLIC_KEY)
    mac = HMAC(key.material, hashes.SHA256())
    bound = associated_data(
        Context.INBOX_PUBLIC_KEY,
        user=place.user,
        vault=place.vault,
        generation=place.generation,
        public_key=material,
    )
    mac.update(bound)
    return mac
