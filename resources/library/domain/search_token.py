"""Sealing what somebody looks for, so that no address, log or history shows it.

The app declares here what it needs of the site. The key lives only in a cookie of the
browser session: after the exit, or in another browser, a token opens nothing. Nothing
is stored.
"""

from typing import Protocol


class Sealer(Protocol):
    """Seals words for an address; the site fills it in at start-up."""

    def key_of(self, cookie: str | None) -> str:
        """Return the key that a cookie holds, or a new one, as a cookie holds it."""

    def seal(self, key: str, words: bytes) -> str:
        """Return a token that is safe in an address and tells little by its length."""

    def open(self, cookie: str | None, token: str) -> bytes | None:
        """Return the words, or ``None`` when the cookie does not open the token."""


class _Site:
    """The one sealer of this process."""

    sealer: Sealer | None = None


def use_sealer(sealer: Sealer | None) -> None:
    """Take the site's sealer; called once, at start-up (``None`` takes it away)."""
    _Site.sealer = sealer


def seal_words(words: str, *, cookie: str | None) -> tuple[str, str]:
    """Return a token for an address, and what the cookie must hold from now on.

    Raises:
        RuntimeError: The site has not called ``use_sealer``.
    """
    key = _sealer().key_of(cookie)
    return _sealer().seal(key, words.encode()), key


def open_words(token: str, *, cookie: str | None) -> str | None:
    """Return the words of a token, or ``None`` when the cookie does not open it."""
    words = _sealer().open(cookie, token) if cookie and token else None
    return None if words is None else words.decode()


def _sealer() -> Sealer:
    if _Site.sealer is None:
        raise RuntimeError("Call resources.library's use_sealer at start-up.")
    return _Site.sealer
