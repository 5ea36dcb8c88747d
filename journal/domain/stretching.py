"""Argon2id within bounds: how hard, how many at once, and how many may wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from uuid import UUID

from django.conf import settings

from journal.crypto.kdf import Argon2Parameters, Argon2Policy
from journal.domain.errors import BusyError

PATIENCE = 8  # seconds to wait for a turn; then the page says that it is busy


def policy() -> Argon2Policy:
    """Return the parameters for new slots."""
    return Argon2Policy(
        Argon2Parameters(*settings.JOURNAL_ARGON2),
        floor=Argon2Parameters(*settings.JOURNAL_ARGON2_FLOOR),
    )


class _Place:
    """A place in the queue; two of one account are two places."""

    __slots__ = ("account",)

    def __init__(self, account: UUID) -> None:
        self.account = account


class Turns:
    """Who may stretch now: a few at once, one of each account, in order of coming.

    Each stretching takes 64 MiB. Without the first bound a handful of visitors could
    take all the memory there is; without the second, one account could take every
    turn; without a bounded queue, those who wait would take every thread of the server,
    and nobody could open even a help line.

    Args:
        at_once: Stretchings at the same time.
        waiting: How many more may wait; the next is told at once that it is busy.
        patience: Seconds that one of them waits at most.
    """

    def __init__(self, *, at_once: int, waiting: int, patience: float) -> None:
        self._at_once = at_once
        self._waiting = waiting
        self._patience = patience
        self._running: set[UUID] = set()
        self._queue: list[_Place] = []
        self._changed = Condition()

    @contextmanager
    def turn(self, account: UUID) -> Iterator[None]:
        """Hold one of the turns.

        Raises:
            BusyError: The queue is full, or no turn came in time.
        """
        self._take(account)
        try:
            yield
        finally:
            self._give_back(account)

    def _take(self, account: UUID) -> None:
        place = _Place(account)
        with self._changed:
            self._queue.append(place)
            try:
                self._wait(place)
                self._running.add(account)
            finally:
                self._queue.remove(place)
                self._changed.notify_all()

    def _wait(self, place: _Place) -> None:
        if self._is_next(place):
            return
        if len(self._queue) > self._waiting:
            raise BusyError
        if not self._changed.wait_for(lambda: self._is_next(place), self._patience):
            raise BusyError

    def _is_next(self, place: _Place) -> bool:
        if len(self._running) >= self._at_once:
            return False
        ready = (each for each in self._queue if each.account not in self._running)
        return next(ready, None) is place

    def _give_back(self, account: UUID) -> None:
        with self._changed:
            self._running.remove(account)
            self._changed.notify_all()


_turns = Turns(
    at_once=settings.JOURNAL_ARGON2_AT_ONCE,
    waiting=settings.JOURNAL_ARGON2_WAITING,
    patience=PATIENCE,
)
turn = _turns.turn
