"""Opening a journal for a while, and locking it again.

The vault key is wrapped under a half that lives in the browser's cookie and a pepper
that lives with the server; the row in between is useless to whoever has only one. Both
the idle limit and the absolute one are enforced here, not by the browser.
"""

import base64
import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from journal.crypto.errors import OpenError
from journal.crypto.unlock import (
    HALF_SIZE,
    BrowserHalf,
    UnlockPlace,
    unwrap_for_session,
    wrap_for_session,
)
from journal.domain import slots, waiting
from journal.domain.errors import WrongSecretError
from journal.domain.opened import OpenJournal
from journal.domain.preferences import Preferences, read_preferences
from journal.domain.secrets import current_pepper
from journal.domain.vaults import make_current, vaults_of
from journal.models import Unlock

UNLOCK_ID_SIZE = 16  # bytes
TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """A journal that was just opened, and what the browser must keep.

    Args:
        journal: For the rest of this request.
        cookie: ``base64url(unlock id (16) || browser half (32))``, 64 characters.
        called_off: The opening has called off an end that somebody had asked for.
    """

    journal: OpenJournal
    cookie: str
    called_off: bool = False

    def __repr__(self) -> str:
        return "<Opening>"


def open_with_passphrase(user: AbstractBaseUser, *, passphrase: str) -> OpenJournal:
    """Open the journal that a passphrase belongs to, and make it the current one.

    An older journal is tried after the current one: somebody at a signed-in browser
    can begin a new journal, and must not be able to hide the writer's own by it.

    Raises:
        WrongSecretError: The passphrase opens no journal of this account.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
    """
    for vault in vaults_of(user):
        try:
            key = slots.open_with_passphrase(vault, passphrase=passphrase)
        except WrongSecretError:
            continue
        make_current(vault)
        return OpenJournal(vault, key)
    raise WrongSecretError


def keep_open(journal: OpenJournal, *, session_key: str) -> Opening:
    """Store the server's half for this session, and return the browser's.

    Whoever opens a journal wants to keep it: an end that was asked for is called off.
    """
    clear_expired()
    half, unlock = BrowserHalf.generate(), os.urandom(UNLOCK_ID_SIZE)
    now = timezone.now()
    deadline = _rounded_up(now + timedelta(hours=settings.JOURNAL_OPEN_HOURS))
    row = Unlock(
        id_hash=_hash(unlock),
        user_id=journal.vault.owner_id,
        vault=journal.vault,
        generation=journal.vault.generation,
        idle_until=_limit(read_preferences(journal), now),
        deadline=deadline,
    )
    row.sealed = wrap_for_session(
        journal.key,
        half=half,
        pepper=current_pepper(),
        place=_place(row, unlock, session_key),
    )
    row.save(force_insert=True)
    text = base64.urlsafe_b64encode(unlock + half.material).decode()
    return Opening(journal, text, waiting.call_off_by_opening(journal.vault))


def opened(
    user: AbstractBaseUser, *, cookie: str, session_key: str, touch: bool = True
) -> OpenJournal | None:
    """Return the journal that this browser holds open, or ``None``: locked.

    Locked is also the answer when the row belongs to another account, another session
    or an older generation of keys, and when either limit has passed.

    Args:
        user: Who is signed in.
        cookie: What the browser keeps.
        session_key: Of the session that the journal was opened in.
        touch: False where no person asked for the page: it must not keep the journal
            open.
    """
    parts, now = _parts(cookie), timezone.now()
    row = _live_row(user, parts[0], now) if parts else None
    if parts is None or row is None:
        return None
    unlock, half = parts
    try:
        key = unwrap_for_session(
            bytes(row.sealed),
            half=half,
            pepper=current_pepper(),
            place=_place(row, unlock, session_key),
        )
    except OpenError:
        return None
    preferences = read_preferences(OpenJournal(row.vault, key))
    if touch:
        _touch(row, _limit(preferences, now))
    until = min(row.idle_until, row.deadline)
    return OpenJournal(row.vault, key, until, preferences)


def half_of(cookie: str) -> BrowserHalf | None:
    """Return the browser's half of an unlock, if the cookie holds one.

    It opens nothing of the journal by itself; searches are sealed under it.
    """
    parts = _parts(cookie)
    return parts[1] if parts else None


def lock(*, cookie: str) -> None:
    """Lock the journal in this browser."""
    parts = _parts(cookie)
    if parts is not None:
        Unlock.objects.filter(id_hash=_hash(parts[0])).delete()


def lock_everywhere(user_id: UUID) -> None:
    """Lock every open journal of an account."""
    Unlock.objects.filter(user_id=user_id).delete()


def clear_expired() -> None:
    """Delete the rows whose idle limit or deadline has passed."""
    now = timezone.now()
    Unlock.objects.filter(idle_until__lte=now).delete()
    Unlock.objects.filter(deadline__lte=now).delete()


def idle_seconds(journal: OpenJournal) -> int:
    """Return how long a journal stays open without being used, as its writer chose."""
    return read_preferences(journal).minutes_open * 60


def shorten(journal: OpenJournal) -> None:
    """Hold every browser that has this journal open to the limit as it now is."""
    limit = _limit(read_preferences(journal), timezone.now())
    rows = Unlock.objects.filter(vault=journal.vault_id, idle_until__gt=limit)
    rows.update(idle_until=limit)


def seconds_left(journal: OpenJournal) -> int:
    """Return after how many seconds a journal locks if nobody uses it."""
    if journal.until is None:
        return idle_seconds(journal)
    return max(0, int((journal.until - timezone.now()).total_seconds()))


def _live_row(user: AbstractBaseUser, unlock: bytes, now: datetime) -> Unlock | None:
    row = (
        Unlock.objects.filter(
            id_hash=_hash(unlock), user_id=user.pk, idle_until__gt=now, deadline__gt=now
        )
        .select_related("vault")
        .first()
    )
    if row is None or row.vault.owner_id != user.pk or not row.vault.is_current:
        return None
    return row if row.generation == row.vault.generation else None


def _touch(row: Unlock, limit: datetime) -> None:
    # The one write that a read may do (at most once a minute): without it the idle
    # limit would count from the unlocking and close the journal on an active reader.
    if limit - row.idle_until >= TOUCH_EVERY:
        Unlock.objects.filter(pk=row.pk).update(idle_until=limit)
        row.idle_until = limit


def _limit(preferences: Preferences, now: datetime) -> datetime:
    return _rounded_up(now + timedelta(minutes=preferences.minutes_open))


def _rounded_up(moment: datetime) -> datetime:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return start + -((start - moment) // TOUCH_EVERY) * TOUCH_EVERY


def _place(row: Unlock, unlock: bytes, session_key: str) -> UnlockPlace:
    return UnlockPlace(
        user=row.user_id,
        vault=row.vault_id,
        generation=row.generation,
        unlock=unlock,
        session_hash=hashlib.sha256(session_key.encode()).digest(),
        deadline=int(row.deadline.timestamp()),
    )


def _hash(unlock: bytes) -> str:
    return hashlib.sha256(unlock).hexdigest()


def _parts(cookie: str) -> tuple[bytes, BrowserHalf] | None:
    try:
        data = base64.urlsafe_b64decode(cookie)
    except ValueError:
        return None
    if len(data) != UNLOCK_ID_SIZE + HALF_SIZE:
        return None
    return data[:UNLOCK_ID_SIZE], BrowserHalf(data[UNLOCK_ID_SIZE:])
