"""Padmé padding, applied before encryption so that sizes tell little."""

from journal.crypto.encoding import LENGTH_SIZE
from journal.crypto.errors import OpenError

HEADER_FLOOR = 2048  # bytes
BODY_FLOOR = 1024  # bytes
WORDS_FLOOR = 128  # bytes
MAX_PLAINTEXT_SIZE = 16 * 1024 * 1024  # bytes


def padded_size(size: int, *, floor: int) -> int:
    """Compute what a plaintext of this size grows to.

    Padmé (Nikitin et al., PETS 2019) keeps the leading bits of a length and
    rounds the rest up: at most 12 % longer, and few sizes remain to be seen.

    Args:
        size: Length of the plaintext in bytes.
        floor: The least padded size in bytes, a power of two; part of the format.
    """
    return _grown(LENGTH_SIZE + size, floor)


def pad(plaintext: bytes, *, floor: int) -> bytes:
    """Pad a plaintext to one of few sizes.

    Returns:
        ``length (4) || plaintext || zeros``, `padded_size` bytes long.

    Raises:
        ValueError: The plaintext is longer than 16 MiB.
    """
    size = len(plaintext)
    if size > MAX_PLAINTEXT_SIZE:
        message = f"One plaintext has at most {MAX_PLAINTEXT_SIZE} bytes."
        raise ValueError(message)
    prefixed = size.to_bytes(LENGTH_SIZE, "big") + plaintext
    return prefixed.ljust(padded_size(size, floor=floor), b"\0")


def unpad(padded: bytes, *, floor: int) -> bytes:
    """Take the padding off again.

    Raises:
        OpenError: The padding is not exactly what `pad` writes. The filler is
            checked as well, so that one plaintext has one padded form.
    """
    end = LENGTH_SIZE + int.from_bytes(padded[:LENGTH_SIZE], "big")
    is_whole = len(padded) == _grown(end, floor)
    # Compared as a whole: looking at each byte took longer than the decryption.
    if not is_whole or not padded.endswith(bytes(len(padded) - end)):
        raise OpenError
    return padded[LENGTH_SIZE:end]


def _grown(total: int, floor: int) -> int:
    if total <= floor:
        return floor  # a power of two is a bucket's border, so none reaches over it
    exponent = total.bit_length() - 1
    granularity = 1 << (exponent - exponent.bit_length())
    return -(-total // granularity) * granularity
