"""Leaves: what lists show of entries, from headers alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.crypto.manifest_block import ManifestLine
from journal.domain import records
from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import Flag
from journal.domain.matter import Header, decode_header
from journal.domain.moments import lived_at
from journal.domain.opened import OpenJournal
from journal.models import Record


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of the timeline: an entry, or a calm word on why there is none."""

    id: UUID
    at: datetime
    header: Header | None
    trouble: str = ""


def leaves_of(journal: OpenJournal, lines: list[ManifestLine]) -> list[Leaf]:
    """Return what lists show of some entries, from their headers."""
    rows = records.rows_of(journal, records=[line.record for line in lines])
    return [_leaf(journal, line, rows.get(line.record)) for line in lines]


def _leaf(journal: OpenJournal, line: ManifestLine, row: Record | None) -> Leaf:
    at = lived_at(line.moment, line.offset)
    if row is None:
        return Leaf(line.record, at, None, trouble="missing")
    if line.flags & Flag.DAMAGED:
        return Leaf(line.record, at, None, trouble="changed")
    try:
        records.check(row, line)
        header = decode_header(records.open_header(journal, row))
    except EntryDamagedError:
        return Leaf(line.record, at, None, trouble="changed")
    return Leaf(line.record, header.moment.lived, header)
