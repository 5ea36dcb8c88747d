"""Sealing what somebody searches for, so that no address, log or history shows it.

The app declares here what it needs of the site: a sealer. The key is random and lives
only in a cookie of the browser session, so that after the exit, or in another browser,
a token opens nothing. Nothing is stored.
"""

import base64
import binascii
import json
import secrets
from dataclasses import asdict, dataclass, fields
from typing import Protocol

KEY_SIZE = 32  # bytes


class Sealer(Protocol):
    """Seals and opens short secrets; the site fills it in at start-up."""

    def seal(self, key: bytes, words: bytes) -> str:
        """Return a token that is safe in an address and tells no length."""

    def open(self, key: bytes, token: str) -> bytes | None:
        """Return the words, or ``None`` when this key does not open the token."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What to filter listings by; an empty string means any."""

    country: str = ""
    region: str = ""
    how: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


class _Site:
    """The one sealer of this process."""

    sealer: Sealer | None = None


def use_sealer(sealer: Sealer | None) -> None:
    """Take the site's sealer; called once, at start-up (``None`` takes it away)."""
    _Site.sealer = sealer


def new_key() -> str:
    """Return 32 random bytes as they stand in the cookie (base64, URL-safe)."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_SIZE)).decode()


def key_from(cookie: str | None) -> bytes | None:
    """Return the key of a cookie, or ``None`` when it holds none."""
    try:
        key = base64.b64decode(cookie or "", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_SIZE else None


def seal_choices(choices: Choices, *, key: bytes) -> str:
    """Return choices as a token for an address.

    Raises:
        RuntimeError: The site has not called ``use_sealer``.
    """
    return _sealer().seal(key, json.dumps(asdict(choices)).encode())


def open_choices(token: str, *, key: bytes | None) -> Choices | None:
    """Return the choices of a token, or ``None`` when the key does not open it."""
    words = _sealer().open(key, token) if key and token else None
    if words is None:
        return None
    known = {field.name for field in fields(Choices)}
    found = json.loads(words)
    return Choices(**{name: found[name] for name in known & set(found)})


def _sealer() -> Sealer:
    if _Site.sealer is None:
        raise RuntimeError("Call resources.directory's use_sealer at start-up.")
    return _Site.sealer
