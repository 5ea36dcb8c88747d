"""Authenticated encryption: AES-256-GCM with random nonces and a version byte."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.crypto.errors import OpenError
from journal.crypto.keys import DerivedKey
from journal.crypto.padding import pad, unpad

VERSION = b"\x01"
NONCE_SIZE = 12  # bytes
TAG_SIZE = 16  # bytes
OVERHEAD = len(VERSION) + NONCE_SIZE + TAG_SIZE  # bytes


def seal_exact(key: DerivedKey, plaintext: bytes, *, associated_data: bytes) -> bytes:
    """Seal a content whose size is the same for everybody.

    Text goes through `seal`, which hides its length.

    Args:
        key: The key for this purpose, used for at most 2^32 messages: nonces
            are random, and NIST SP 800-38D §8.3 sets that limit.
        plaintext: Bytes of one fixed size.
        associated_data: The place that the content belongs to.

    Returns:
        ``version (1) || nonce (12) || ciphertext || tag (16)``.
    """
    nonce = os.urandom(NONCE_SIZE)
    sealed = AESGCM(key.material).encrypt(nonce, plaintext, associated_data)
    return VERSION + nonce + sealed


def open_exact(key: DerivedKey, sealed: bytes, *, associated_data: bytes) -> bytes:
    """Open what `seal_exact` sealed.

    Raises:
        OpenError: Wrong key, wrong place, changed bytes or unknown version.
    """
    if sealed[:1] != VERSION or len(sealed) < OVERHEAD:
        raise OpenError
    nonce, ciphertext = sealed[1 : 1 + NONCE_SIZE], sealed[1 + NONCE_SIZE :]
    try:
        return AESGCM(key.material).decrypt(nonce, ciphertext, associated_data)
    except InvalidTag:
        raise OpenError from None


def seal(
    key: DerivedKey, plaintext: bytes, *, associated_data: bytes, floor: int
) -> bytes:
    """Pad and seal a content whose length must not show.

    Args:
        key: The key for this purpose, used for at most 2^32 messages.
        plaintext: At most 16 MiB.
        associated_data: The place that the content belongs to.
        floor: The least padded size in bytes; part of the format.

    Returns:
        ``version (1) || nonce (12) || ciphertext || tag (16)``.

    Raises:
        ValueError: The plaintext is too long.
    """
    padded = pad(plaintext, floor=floor)
    return seal_exact(key, padded, associated_data=associated_data)


def open_sealed(
    key: DerivedKey, sealed: bytes, *, associated_data: bytes, floor: int
) -> bytes:
    """Open what `seal` sealed.

    Raises:
        OpenError: Wrong key, wrong place, changed bytes, unknown version or
            malformed padding.
    """
    padded = open_exact(key, sealed, associated_data=associated_data)
    return unpad(padded, floor=floor)
