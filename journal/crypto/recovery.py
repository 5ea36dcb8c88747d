"""Recovery codes: printed, read aloud, typed in again months later."""

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self, final

from journal.crypto.contexts import LABEL_PREFIX
from journal.crypto.encoding import length_prefixed
from journal.crypto.redaction import Redacted

LOCATOR_SIZE = 4  # bytes
SECRET_SIZE = 16  # bytes
CHECKSUM_BITS = 10
# A prime above 32: a changed character and a swap of neighbours always change
# the remainder, because neither 1 to 31 nor 31 itself shares a factor with it.
CHECKSUM_MODULUS: Final = 1021
SYMBOL_BITS = 5
SYMBOL_COUNT = 34
GROUP_LENGTH = 4
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32

_LOCATOR_LABEL = f"{LABEL_PREFIX}digest/locator".encode("ascii")
# Word processors turn a hyphen into other dashes when the code is pasted.
_TYPING = str.maketrans("OIL", "011", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014")


class CodeTypingError(ValueError):
    """The text is no recovery code: it was mistyped. Found without any key."""

    def __init__(self) -> None:
        super().__init__("This is not a recovery code.")


@final
@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode(Redacted):
    """A recovery code.

    Args:
        locator: 4 random bytes that find the slot.
        secret: 16 random bytes that open it.
    """

    locator: bytes
    secret: bytes

    def __post_init__(self) -> None:
        if (len(self.locator), len(self.secret)) != (LOCATOR_SIZE, SECRET_SIZE):
            message = f"A code has {LOCATOR_SIZE} and {SECRET_SIZE} bytes."
            raise ValueError(message)

    @classmethod
    def generate(cls) -> Self:
        """Make a new code from the operating system's randomness."""
        return cls(os.urandom(LOCATOR_SIZE), os.urandom(SECRET_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed code, kindly.

        Small letters, spaces and dashes are accepted, O for 0, I and L for 1.

        Raises:
            CodeTypingError: Wrong length, wrong characters or wrong checksum. It
                needs no key and no row, so it costs the writer no attempt.
        """
        number = _number(text.upper().translate(_TYPING))
        data, checksum = number >> CHECKSUM_BITS, number % (1 << CHECKSUM_BITS)
        if checksum != data % CHECKSUM_MODULUS:
            raise CodeTypingError
        material = data.to_bytes(LOCATOR_SIZE + SECRET_SIZE, "big")
        return cls(material[:LOCATOR_SIZE], material[LOCATOR_SIZE:])

    @property
    def text(self) -> str:
        """The code as printed: 34 characters in groups of four, joined by ``-``."""
        data = int.from_bytes(self.locator + self.secret, "big")
        number = data << CHECKSUM_BITS | data % CHECKSUM_MODULUS
        shifts = range((SYMBOL_COUNT - 1) * SYMBOL_BITS, -1, -SYMBOL_BITS)
        symbols = "".join(ALPHABET[number >> shift & 31] for shift in shifts)
        groups = range(0, SYMBOL_COUNT, GROUP_LENGTH)
        return "-".join(symbols[start : start + GROUP_LENGTH] for start in groups)

    @property
    def locator_hash(self) -> bytes:
        """The 32 bytes under which the slot is found.

        A locator has 32 bits and can be guessed from its hash; it is a name, not
        a secret, and says nothing about the other 128.
        """
        return sha256(length_prefixed(_LOCATOR_LABEL, self.locator)).digest()


def _number(symbols: str) -> int:
    if len(symbols) != SYMBOL_COUNT or not set(symbols) <= set(ALPHABET):
        raise CodeTypingError
    number = 0
    for symbol in symbols:
        number = number << SYMBOL_BITS | ALPHABET.index(symbol)
    return number
