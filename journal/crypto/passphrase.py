"""Passphrases: one spelling for what was typed, and words to offer."""

import secrets
import unicodedata
from functools import cache
from importlib import resources

MAX_PASSPHRASE_SIZE = 1024  # bytes
MAX_TYPED_LENGTH = 4 * MAX_PASSPHRASE_SIZE  # characters
WORD_COUNT = 6


class PassphraseError(ValueError):
    """The text cannot serve as a passphrase: it is empty or not valid Unicode."""


class PassphraseTooLongError(PassphraseError):
    """The passphrase is longer than 1,024 bytes."""


def normalise(text: str) -> bytes:
    """Give a passphrase one spelling, whatever keyboard it was typed on.

    An accent may arrive as one character or as two, and copied text brings
    spaces along; both would otherwise shut the writer out.

    Args:
        text: What was typed.

    Returns:
        UTF-8 of the NFC form without outer white space, 1 to 1,024 bytes.

    Raises:
        PassphraseTooLongError: More than 1,024 bytes.
        PassphraseError: Empty, or not valid Unicode.
    """
    # Four characters compose to one of three bytes at best, so that a text this
    # long is always too long. Checked first: ordering many accents takes time.
    if len(text) > MAX_TYPED_LENGTH:
        raise PassphraseTooLongError("This passphrase is too long.")
    encoded = _encode(unicodedata.normalize("NFC", text).strip())
    if len(encoded) > MAX_PASSPHRASE_SIZE:
        raise PassphraseTooLongError("This passphrase is too long.")
    if not encoded:
        raise PassphraseError("This passphrase is empty.")
    return encoded


def generate() -> str:
    """Draw six words from the list: 6 x log2(7,776) = 77.5 bits."""
    return " ".join(secrets.choice(words()) for _ in range(WORD_COUNT))


@cache
def words() -> tuple[str, ...]:
    """Read the 7,776 words, whose origin WORDS.md tells."""
    text = resources.files("journal.crypto").joinpath("words.txt")
    lines = text.read_text(encoding="ascii").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def _encode(text: str) -> bytes:
    # UnicodeEncodeError carries the whole text, which would show in a traceback.
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise PassphraseError("This passphrase is not valid text.") from None
