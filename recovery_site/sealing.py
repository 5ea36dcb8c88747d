"""Seals the site's own small secrets: sessions, TOTP seeds and search tokens.

AES-256-GCM (NIST SP 800-38D) with a random 12-byte nonce, under a key that HKDF-SHA256
(RFC 5869) derives for one purpose. The journal's own text never passes through here:
its keys are in ``journal.crypto``.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32  # bytes
NONCE_SIZE = 12  # bytes
TOKEN_STEP = 64  # bytes; words are padded to a multiple, so length tells little


class SealError(ValueError):
    """Wrong key, wrong place, or changed bytes; which of them is not told."""


def derive_key(secret: bytes, purpose: str) -> bytes:
    """Return the 32-byte key of one purpose, such as ``session/v1``."""
    info = b"daybook-site/" + purpose.encode()
    return HKDF(hashes.SHA256(), KEY_SIZE, salt=None, info=info).derive(secret)


def seal(key: bytes, plaintext: bytes, *, place: bytes) -> bytes:
    """Return ``nonce (12) || ciphertext || tag (16)``, bound to its place."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, place)


def open_sealed(key: bytes, sealed: bytes, *, place: bytes) -> bytes:
    """Return what ``seal`` was given.

    Raises:
        SealError: Wrong key, wrong place, or changed bytes.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], place)
    except (InvalidTag, ValueError):
        raise SealError from None


def seal_token(key: bytes, words: bytes, *, purpose: str) -> str:
    """Return words as an URL-safe token, padded so that their length tells little."""
    length = len(words).to_bytes(2)
    padded = length + words + bytes(-(len(words) + 2) % TOKEN_STEP)
    sealed = seal(derive_key(key, purpose), padded, place=purpose.encode())
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def open_token(key: bytes, token: str, *, purpose: str) -> bytes | None:
    """Return the words of a token, or ``None`` when this key does not open it."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        padded = open_sealed(derive_key(key, purpose), sealed, place=purpose.encode())
    except ValueError:
        return None
    return padded[2 : 2 + int.from_bytes(padded[:2])]
