"""Where a record stands in the list, and what its line says of it."""

from datetime import date, timedelta
from uuid import UUID

from journal.crypto.manifest_block import FIRST_MOMENT, TAGS_PER_LINE, ManifestLine
from journal.domain.check_in import numbers_of
from journal.domain.kinds import DATED, Flag, Kind
from journal.domain.matter import Header
from journal.domain.moments import lived_at

# Lines before this moment are not on the timeline: the settings, then the trash by
# days, and then what has no day of its own, all in one place. So a page of the timeline
# is counted off without a look at what was thrown away or kept.
TIMELINE_START = FIRST_MOMENT + 2**16
UNDATED_PLACE = TIMELINE_START - 1
_FIRST_DAY = date(1970, 1, 1)


def place_of(header: Header) -> int:
    """Return the moment by which an entry stands in the list.

    That is when it was lived; in the trash it is the day on which it was put there,
    counted from 1970 and told in seconds from the beginning of all. Things that are
    kept, and the plan, stand between the two.
    """
    if header.trashed:
        return trash_place(header.trashed)
    if header.kind not in DATED:
        return UNDATED_PLACE
    return max(header.moment.seconds, TIMELINE_START)


def trash_place(day: date) -> int:
    """Return the moment by which what was trashed on a day stands in the list."""
    days = (day - _FIRST_DAY).days
    return FIRST_MOMENT + max(1, min(days, UNDATED_PLACE - FIRST_MOMENT - 1))


def trash_day(moment: int) -> date:
    """Return the day that a place in the trash stands for."""
    return _FIRST_DAY + timedelta(days=moment - FIRST_MOMENT)


def line_for(
    record: UUID, revision: int, digest: bytes, header: Header
) -> ManifestLine:
    """Return the list's line for an entry."""
    flags = 0 if header.trusted else Flag.UNTRUSTED
    return ManifestLine(
        record,
        revision,
        digest,
        moment=place_of(header),
        offset=_offset_of(header),
        kind=header.kind,
        flags=flags | (Flag.TRASHED if header.trashed else 0),
        mood=header.check_in.mood,
        tags=numbers_of(header.tags)[:TAGS_PER_LINE],
    )


def settings_line(record: UUID, revision: int, digest: bytes) -> ManifestLine:
    """Return the list's line for the settings: earliest of all, so first of all."""
    return ManifestLine(
        record, revision, digest, moment=FIRST_MOMENT, kind=Kind.SETTINGS
    )


def _offset_of(header: Header) -> int:
    """Return the offset of a line, in minutes.

    The first day there is begins at the place where the timeline does: east of
    Greenwich the offset would make the next day of that.
    """
    place, offset = place_of(header), header.moment.offset
    is_first = place == TIMELINE_START and header.moment.lived.date() == date.min
    return 0 if is_first and lived_at(place, offset).date() > date.min else offset
