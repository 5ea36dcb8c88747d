"""What a record can be. The numbers stand in sealed manifest lines: never reuse one."""

from enum import IntEnum, IntFlag


class Kind(IntEnum):
    """The kind of a record."""

    ENTRY = 1
    SETTINGS = 2
    CHECK_IN = 3
    KEPT_PAGE = 4
    KEPT_LISTING = 5
    PLAN = 6
    KEPT_LINE = 7


DATED = (Kind.ENTRY, Kind.CHECK_IN)  # what stands on a day of its own
KEPT = (Kind.KEPT_PAGE, Kind.KEPT_LISTING, Kind.KEPT_LINE)
UNDATED = (Kind.PLAN, *KEPT)


class Flag(IntFlag):
    """What else the list knows of a record."""

    UNTRUSTED = 1  # written while locked, by anyone at the signed-in browser
    DAMAGED = 2  # did not open when the writer accepted the state of things
    TRASHED = 4  # in the trash; stands before the timeline
