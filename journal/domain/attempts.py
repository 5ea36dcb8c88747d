"""Slows down guessing at a journal's secrets, and never shuts its writer out.

Three sentences hold, whatever anybody does:

- No count refuses for good. Over a limit the answer is "in n seconds", n ≤ 60, with a
  stamp; brought back after that time, the stamp is good for one checked guess.
- A browser in which the journal was opened before has a count of its own, and nobody
  else's failures slow it, where the account has that journal alone (``devices``).
- Nothing sleeps: the visitor waits, not the server.

A count is a row of places in the cache; a guess takes the first free one by ``add``,
which two requests can never both win. Names of places are keyed hashes, so that a
reader of the cache learns neither accounts nor addresses. A guess that opens gives its
places back, and so does one that could not be checked. Do not count with ``incr``: the
database cache reads and then writes, and guesses sent side by side would count as one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from journal.domain.errors import SlowDownError, WrongSecretError
from journal.domain.stamps import LIFE, Stamp

WINDOW = 10 * 60  # seconds in which failures are counted together
WAITS = (5, 10, 20, 40, 60)  # seconds, for each failure beyond those that are free
FREE_BY_DEVICE = 10
FREE_BY_PREFIX = 30  # a household, a shelter or an office shares one
FREE_BY_BOTH = 5
FREE_BY_ACCOUNT = 30  # loosely: whoever hammers a name from everywhere reaches it
FREE_CODES = 10
LABEL = "daybook-journal/v1/attempts"


class Kind(StrEnum):
    """What is guessed at; each is counted apart."""

    PASSPHRASE = "passphrase"  # noqa: S105 -- a kind of secret, not one
    CODE = "code"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Guess:
    """Who is about to try a secret.

    Args:
        kind: What is tried.
        account: Whose journal; ``None`` for a code, which names no account.
        prefix: The visitor's address, hashed by the site for a day.
        seat: The session's key: one stamp at a time is given to each.
        device: The id of a browser that opened this journal before, or empty.
    """

    kind: Kind
    account: UUID | None
    prefix: str
    seat: str
    device: str = ""

    @property
    def owner(self) -> tuple[str, ...]:
        """Whose guess it is, as stamps are bound to it."""
        return (self.kind, self.account.hex if self.account else "")


@dataclass(frozen=True, slots=True)
class _Taken:
    """What an admitted guess holds: its places in the counts, and its spent stamp."""

    places: list[str]
    spent: list[str] = field(default_factory=list)


@contextmanager
def attempt(guess: Guess, *, stamp: str = "") -> Iterator[None]:
    """Let one guess be checked inside; ``WrongSecretError`` counts it as a failure.

    Args:
        guess: Who tries what.
        stamp: What the form brought back of an earlier refusal, or empty.

    Raises:
        SlowDownError: Too many failures; nothing was checked.
    """
    taken = _admit(guess, stamp, now=int(timezone.now().timestamp()))
    try:
        yield
    except WrongSecretError:
        raise
    except BaseException:
        # Nothing was checked: a busy server must cost neither a guess nor a stamp.
        cache.delete_many([*taken.places, *taken.spent])
        raise
    cache.delete_many(taken.places)


def _admit(guess: Guess, stamp: str, *, now: int) -> _Taken:
    found = [_take(name, free, now) for name, free in _counts(guess)]
    places = [place for place, _wait in found if place]
    wait = max(wait for _place, wait in found)
    if not wait:
        return _Taken(places)
    spent = _spend(guess, stamp, now)
    if spent:
        return _Taken(places, [spent])
    cache.delete_many(places)
    given = _stamp_for(guess, now, wait)
    seconds = max(1, given.not_before - now)
    raise SlowDownError(seconds, given.text(owner=guess.owner))


def _counts(guess: Guess) -> list[tuple[tuple[str, ...], int]]:
    """Return the counts of a guess, each with the failures that are free in it."""
    if guess.device:
        return [(("device", *guess.owner, guess.device), FREE_BY_DEVICE)]
    prefix = ("prefix", guess.kind, guess.prefix)
    if guess.account is None:
        return [(prefix, FREE_CODES)]
    return [
        (prefix, FREE_BY_PREFIX),
        (("both", *guess.owner, guess.prefix), FREE_BY_BOTH),
        (("account", *guess.owner), FREE_BY_ACCOUNT),
    ]


def _take(name: tuple[str, ...], free: int, now: int) -> tuple[str, int]:
    """Return a place that was free until now, and the wait that it stands for."""
    window = str(now // WINDOW)
    places = [_key(*name, window, str(n)) for n in range(free + len(WAITS) - 1)]
    held = cache.get_many(places)
    for number, place in enumerate(places):
        if place not in held and cache.add(place, 1, timeout=WINDOW):
            return place, WAITS[number - free] if number >= free else 0
    return "", WAITS[-1]


def _spend(guess: Guess, text: str, now: int) -> str:
    """Spend a stamp and return the name of its mark; empty if it permits nothing."""
    stamp = Stamp.read(text, owner=guess.owner)
    if stamp is None or not stamp.holds(now):
        return ""
    mark = _mark(stamp)
    # The mark outlives the stamp by far, so that no two clocks make it good again.
    if not cache.add(mark, 1, timeout=2 * LIFE):
        return ""
    cache.delete(_seat(guess, now))
    return mark


def _stamp_for(guess: Guess, now: int, wait: int) -> Stamp:
    """Return the stamp that this seat waits with, or a new one.

    One at a time: whoever could collect stamps would wait for all of them together, and
    then guess as fast as the server answers.
    """
    seat, fresh = _seat(guess, now), Stamp.make(not_before=now + wait)
    if cache.add(seat, _fields(fresh), timeout=WINDOW):
        return fresh
    fields = cache.get(seat)
    if fields and not cache.get(_mark(kept := Stamp(*fields))):
        return kept
    cache.set(seat, _fields(fresh), timeout=WINDOW)
    return fresh


def _fields(stamp: Stamp) -> tuple[bytes, int, int]:
    return stamp.nonce, stamp.not_before, stamp.expires


def _mark(stamp: Stamp) -> str:
    return _key("spent", stamp.nonce.hex())


def _seat(guess: Guess, now: int) -> str:
    seat = guess.device or guess.seat
    return _key("seat", *guess.owner, seat, str(now // WINDOW))


def _key(*parts: str) -> str:
    return "a" + salted_hmac(LABEL, repr(parts), algorithm="sha256").hexdigest()
