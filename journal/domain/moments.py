"""Moments as they were lived: local date and time, offset, and the zone's name."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from journal.crypto.manifest_block import FIRST_MOMENT, LAST_MOMENT
from journal.domain.errors import SkippedTimeError

DEFAULT_ZONE = "UTC"
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, where the writer was.

    Args:
        local: Aware, with the offset that held there and then.
        zone: IANA name, such as ``Europe/Berlin``.
    """

    local: datetime
    zone: str

    @property
    def lived(self) -> datetime:
        """Date and time as the clock there showed them, for pages to print.

        Without an offset, because templates turn aware moments into the server's zone.
        """
        return self.local.replace(tzinfo=None)

    @property
    def seconds(self) -> int:
        """Unix seconds UTC, as near as a line of the list can hold."""
        return seconds_of(self.local)

    @property
    def offset(self) -> int:
        """Minutes ahead of UTC, rounded up.

        Before zones there were seconds in it; cut off, they would put midnight into
        the day before.
        """
        distance = self.local.utcoffset()
        return -int(-distance.total_seconds() // 60) if distance else 0

    def on_the_clock_of(self, zone: str) -> "Moment":
        """Return the same moment as the clocks of another zone showed it."""
        return Moment(self.local.astimezone(ZoneInfo(zone)), zone)


@dataclass(frozen=True, slots=True)
class When:
    """A date and a time as somebody typed them; either may be missing.

    Args:
        day: By default the day that stands already.
        clock: By default the time that stands already; on another day, noon.
        is_lenient: A time that the clocks skipped counts from before they did: for
            words that come from the inbox, where nobody can be asked.
    """

    day: date | None = None
    clock: time | None = None
    is_lenient: bool = False

    def moment(self, base: Moment) -> Moment:
        """Return the moment that is meant, beside the one that stands.

        Raises:
            SkippedTimeError: The clocks there were put forward past this time.
        """
        before = base.lived.replace(second=0, microsecond=0)
        day = self.day or before.date()
        clock = self.clock or (before.time() if day == before.date() else NOON)
        lived = datetime.combine(day, clock.replace(second=0, microsecond=0))
        if lived == before:
            return base
        zone = base.zone if is_zone(base.zone) else DEFAULT_ZONE
        local = lived.replace(tzinfo=ZoneInfo(zone))
        if _was_skipped(local) and not self.is_lenient:
            raise SkippedTimeError
        return Moment(local, zone)


def seconds_of(local: datetime) -> int:
    """Return an aware time in unix seconds UTC, as near as a line can hold it.

    The first of the year 1 east of Greenwich, and the last of 9999 west of it, lie
    outside; the very first second is the settings' own.
    """
    return min(max(int(local.timestamp()), FIRST_MOMENT + 1), LAST_MOMENT)


def when_of(moment: Moment) -> When:
    """Return the date and time of a moment, to the minute, as a form shows them."""
    lived = moment.lived.replace(second=0, microsecond=0)
    return When(lived.date(), lived.time())


def _was_skipped(local: datetime) -> bool:
    try:
        there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    except OverflowError:  # the first and the last day there are
        return False
    return there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None)


def moment_now(zone: str) -> Moment:
    """Return this moment, to the second, on the clock of a zone."""
    return Moment(datetime.now(tz=ZoneInfo(zone)).replace(microsecond=0), zone)


def moment_from(text: str, *, zone: str) -> Moment:
    """Return a stored moment.

    Raises:
        ValueError: Not an ISO 8601 date and time with an offset.
    """
    local = datetime.fromisoformat(text)
    if local.tzinfo is None:
        raise ValueError("A moment has an offset.")
    return Moment(local, zone)


def lived_at(seconds: int, offset: int) -> datetime:
    """Return unix seconds as a clock at an offset of minutes showed them.

    What stands before the timeline, such as the trash, stands in the first hours there
    are: far west of Greenwich no clock shows them, and they are told by its own.
    """
    try:
        there = timezone(timedelta(minutes=offset))
        return datetime.fromtimestamp(seconds, tz=there).replace(tzinfo=None)
    except OverflowError:
        return datetime.fromtimestamp(seconds, tz=UTC).replace(tzinfo=None)


def is_zone(name: str) -> bool:
    """Tell whether a zone is known here; names come and go with the tables."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True


@cache
def zones() -> tuple[str, ...]:
    """Return the names of zones that a person may choose, in order.

    Kept for as long as the process lives: looking takes a thousand files.
    """
    skipped = ("Etc/", "SystemV/", "posix/", "right/")
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if (name == DEFAULT_ZONE or "/" in name) and not name.startswith(skipped)
        )
    )
