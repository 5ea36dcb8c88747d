"""Tokens: what stands in a link, and what stands in its row instead.

128 random bits, as W3C TAG's "Capability URLs" asks for. Nothing has to be stretched:
no guess at 128 bits succeeds, however fast the hash.
"""

import hashlib
import secrets

TOKEN_SIZE = 16  # bytes; 22 characters in an address
LABEL = b"daybook-sharing/link/v1/"


def new_token() -> str:
    """Return 16 random bytes, base64url without padding."""
    return secrets.token_urlsafe(TOKEN_SIZE)


def hash_of(token: str) -> str:
    """Return SHA-256 of a label and a token, in hexadecimal."""
    return hashlib.sha256(LABEL + token.encode()).hexdigest()
