"""Copies under the next key, held against the pages that they were made of.

The exchange deletes the pages. A copy that somebody changed, or put back from an
earlier try, must therefore be found while its page still is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import ManifestLine
from journal.crypto.record_reader import RecordReader, place_of
from journal.domain import records, versions
from journal.domain.opened import OpenJournal
from journal.models import Record

AT_ONCE = 50  # pages held in memory, with their copies


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison found.

    Args:
        lines: The lines of the pages whose copies hold the same, with the digests of
            the copies.
        wrong: The pages whose copies are missing or hold anything else.
    """

    lines: list[ManifestLine] = field(default_factory=list)
    wrong: list[UUID] = field(default_factory=list)


def compare(
    journal: OpenJournal, following: OpenJournal, lines: Sequence[ManifestLine]
) -> Compared:
    """Open every page and its copy, and say which of them hold the same.

    Args:
        journal: Under the present key.
        following: Under the next.
        lines: Of the pages, from the list.
    """
    found = Compared()
    readers = _reader(journal), _reader(following)
    for start in range(0, len(lines), AT_ONCE):
        part = lines[start : start + AT_ONCE]
        ids = [line.record for line in part]
        pages = records.rows_of(journal, records=ids)
        copies = records.rows_of(following, records=ids)
        apart = versions.differing(journal, following, records=ids)
        for line in part:
            page, copy = pages.get(line.record), copies.get(line.record)
            whole = page and copy and _hold_the_same(readers, page, copy)
            if copy is None or not whole or line.record in apart:
                found.wrong.append(line.record)
                continue
            found.lines.append(replace(line, digest=records.digest_of(copy)))
    return found


def _reader(journal: OpenJournal) -> RecordReader:
    return RecordReader(journal.key, vault=journal.vault_id)


def _hold_the_same(
    readers: tuple[RecordReader, RecordReader], page: Record, copy: Record
) -> bool:
    if page.revision != copy.revision:
        return False
    try:
        held, kept = map(_opened, readers, (page, copy))
    except OpenError:
        return False
    return held == kept


def _opened(reader: RecordReader, row: Record) -> tuple[bytes, bytes]:
    place = place_of(row.id.bytes, row.revision)
    return reader.header(bytes(row.header), place), reader.body(bytes(row.body), place)
