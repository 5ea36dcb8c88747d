"""Argon2id within bounds: how hard, and how many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

from journal.crypto.kdf import Argon2Parameters, Argon2Policy
from journal.domain.errors import BusyError

PATIENCE = 8  # seconds to wait for a turn; then the page says that it is busy

# Each stretching takes 64 MiB. Without this, a handful of visitors could take all the
# memory there is, and with it everybody's open journal.
_turns = BoundedSemaphore(settings.JOURNAL_ARGON2_AT_ONCE)


def policy() -> Argon2Policy:
    """Return the parameters for new slots."""
    return Argon2Policy(
        Argon2Parameters(*settings.JOURNAL_ARGON2),
        floor=Argon2Parameters(*settings.JOURNAL_ARGON2_FLOOR),
    )


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the turns.

    Raises:
        BusyError: None came free in time.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        _turns.release()
