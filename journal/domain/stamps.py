"""Stamps: a promise that one guess will be checked, from a moment on.

A stamp is ``base64url(nonce (16) || not before u64 || expires u64 || MAC (32))``, 86
characters. The MAC covers whose guess it is, so that no stamp serves for another
account or another kind of secret; that it serves once is for ``attempts`` to see to.
"""

import base64
import hmac
import os
from dataclasses import dataclass
from typing import Self

from django.utils.crypto import salted_hmac

NONCE_SIZE = 16  # bytes
MOMENT_SIZE = 8  # bytes; seconds since 1970 UTC, big-endian
MAC_SIZE = 32  # bytes
LIFE = 20 * 60  # seconds after the moment from which it holds
LABEL = "daybook-journal/v1/stamp"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says.

    Args:
        nonce: 16 random bytes.
        not_before: Seconds since 1970 UTC; earlier it permits nothing.
        expires: Seconds since 1970 UTC; from then on it permits nothing.
    """

    nonce: bytes
    not_before: int
    expires: int

    @classmethod
    def make(cls, *, not_before: int) -> Self:
        """Return a new stamp."""
        return cls(os.urandom(NONCE_SIZE), not_before, not_before + LIFE)

    @classmethod
    def read(cls, text: str, *, owner: tuple[str, ...]) -> Self | None:
        """Return the stamp that a form brought back.

        Returns:
            ``None`` for one that is malformed, forged, or made for another owner.
        """
        try:
            data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError:
            return None
        if len(data) != NONCE_SIZE + 2 * MOMENT_SIZE + MAC_SIZE:
            return None
        body, mac = data[:-MAC_SIZE], data[-MAC_SIZE:]
        if not hmac.compare_digest(mac, _mac(body, owner)):
            return None
        moments = body[NONCE_SIZE:]
        return cls(
            body[:NONCE_SIZE],
            int.from_bytes(moments[:MOMENT_SIZE]),
            int.from_bytes(moments[MOMENT_SIZE:]),
        )

    def text(self, *, owner: tuple[str, ...]) -> str:
        """Return the stamp as a form carries it."""
        body = self.nonce + b"".join(
            moment.to_bytes(MOMENT_SIZE) for moment in (self.not_before, self.expires)
        )
        data = base64.urlsafe_b64encode(body + _mac(body, owner))
        return data.rstrip(b"=").decode()

    def holds(self, now: int) -> bool:
        """Tell whether the stamp permits a guess at this second."""
        return self.not_before <= now < self.expires


def _mac(body: bytes, owner: tuple[str, ...]) -> bytes:
    words = repr((*owner, body.hex()))
    return salted_hmac(LABEL, words, algorithm="sha256").digest()
