"""Bytes and text with exactly one spelling for each value."""

import base64
import binascii

from journal.crypto.errors import OpenError

LENGTH_SIZE = 4  # bytes


def length_prefixed(*parts: bytes) -> bytes:
    """Join parts so that no two lists give the same bytes.

    Plain joins collide: ``ab`` + ``c`` and ``a`` + ``bc`` would name one place.

    Args:
        parts: Any number of byte strings, each shorter than 4 GiB.

    Returns:
        For each part ``length (4, big-endian) || part``.
    """
    return b"".join(len(part).to_bytes(LENGTH_SIZE, "big") + part for part in parts)


def to_text(data: bytes) -> str:
    """Spell bytes as URL-safe base64 without filler."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """Read what `to_text` wrote and nothing else.

    Python's decoder ignores stray characters and trailing bits, so that many
    texts would stand for one token. Only the spelling we write is accepted.

    Raises:
        OpenError: The text is not the one spelling of any bytes.
    """
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise OpenError from None
    if to_text(data) != text:
        raise OpenError
    return data
