"""Moments as they were lived: local date and time, offset, and the zone's name."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ZONE = "UTC"


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
        """Unix seconds UTC."""
        return int(self.local.timestamp())

    @property
    def offset(self) -> int:
        """Minutes ahead of UTC."""
        distance = self.local.utcoffset()
        return int(distance.total_seconds() // 60) if distance else 0

    def on_the_clock_of(self, zone: str) -> "Moment":
        """Return the same moment as the clocks of another zone showed it."""
        return Moment(self.local.astimezone(ZoneInfo(zone)), zone)


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
    """Return unix seconds as a clock at an offset of minutes showed them."""
    there = timezone(timedelta(minutes=offset))
    return datetime.fromtimestamp(seconds, tz=there).replace(tzinfo=None)


def is_zone(name: str) -> bool:
    """Tell whether a zone is known here; names come and go with the tables."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True


def zones() -> list[str]:
    """Return the names of zones that a person may choose, in order."""
    skipped = ("Etc/", "SystemV/", "posix/", "right/")
    return sorted(
        name
        for name in available_timezones()
        if (name == DEFAULT_ZONE or "/" in name) and not name.startswith(skipped)
    )
