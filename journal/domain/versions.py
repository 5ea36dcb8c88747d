"""Earlier versions of an entry, kept in the transaction that replaces them.

Which there should be stands in the entry's own sealed header, and the list vouches for
that: a version that somebody takes away is missed, and one that was dropped and is put
back by hand is not shown. Each opens in its own place alone.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Length

from journal.crypto.records import Part
from journal.domain.errors import EntryDamagedError
from journal.domain.matter import (
    Entry,
    Header,
    decode_header,
    encode_header,
)
from journal.domain.moments import Moment, moment_from, moment_now
from journal.domain.opened import OpenJournal
from journal.domain.parts import open_part, seal_part
from journal.domain.preferences import read_preferences
from journal.domain.streams import streamed
from journal.models import Version

# Each may be as long as the entry: without an end, an entry that is edited every day
# would weigh on every backup and on the making of new keys. Fifty reach far back, and
# their numbers fit into a header without making it longer than others.
MOST = 50


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """An earlier version, opened.

    Args:
        entry: As it was; its header names no versions.
        replaced: When other words took its place.
    """

    entry: Entry
    replaced: Moment

    def __repr__(self) -> str:
        return "<Earlier>"


def rows_of(journal: OpenJournal, *, record: UUID) -> QuerySet[Version]:
    """Return the versions of a record that are sealed under this journal's key."""
    return _rows(journal).filter(record=record)


def keep(journal: OpenJournal, entry: Entry) -> tuple[int, ...]:
    """Store an entry as it is now as an earlier version; the oldest may have to go.

    Inside the transaction that replaces the entry.

    Returns:
        The revisions that are kept from now on, oldest first.
    """
    now = moment_now(read_preferences(journal).zone)
    header = encode_header(replace(entry.header, versions=()), replaced=now)
    place = (entry.id, entry.revision)
    row = _sealed_row(journal, place, header, entry.text.encode())
    store(row)
    every = (*entry.header.versions, entry.revision)
    too_old = every[:-MOST]
    if too_old:
        rows_of(journal, record=entry.id).filter(revision__in=too_old).delete()
    return every[-MOST:]


def store(row: Version) -> None:
    """Write a row, over one that was put in its place by hand if need be."""
    Version.objects.update_or_create(
        record=row.record,
        revision=row.revision,
        generation=row.generation,
        vault_id=row.vault_id,
        defaults={"header": row.header, "body": row.body},
    )


def erase(journal: OpenJournal, *, records: Iterable[UUID]) -> None:
    """Delete all versions of some records, and their copies under new keys."""
    Version.objects.filter(vault=journal.vault_id, record__in=list(records)).delete()


def erase_copies(following: OpenJournal, *, records: Iterable[UUID]) -> None:
    """Delete the copies of the versions of some records."""
    _rows(following).filter(record__in=list(records)).delete()


def read(journal: OpenJournal, row: Version) -> Earlier:
    """Return an earlier version.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    header, replaced = read_header(journal, row)
    text = open_body(journal, row).decode()
    return Earlier(Entry(row.record, row.revision, header, text), replaced)


def read_header(journal: OpenJournal, row: Version) -> tuple[Header, Moment]:
    """Return the header of a version, and when the version was replaced.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    data = open_header(journal, row)
    return decode_header(data), _replaced(data)


def open_header(journal: OpenJournal, row: Version) -> bytes:
    """Return the header of a row.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    return open_part(
        journal,
        Part.EARLIER_HEADER,
        row.header,
        record=row.record,
        revision=row.revision,
    )


def open_body(journal: OpenJournal, row: Version) -> bytes:
    """Return the body of a row.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    return open_part(
        journal, Part.EARLIER_BODY, row.body, record=row.record, revision=row.revision
    )


def resealed(
    journal: OpenJournal, other: OpenJournal, row: Version, *, record: UUID
) -> Version:
    """Return a version sealed again: under another key, or as another record's.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    header, body = open_header(journal, row), open_body(journal, row)
    return _sealed_row(other, (record, row.revision), header, body)


def copies(
    journal: OpenJournal, following: OpenJournal, *, records: Iterable[UUID]
) -> list[Version]:
    """Return the versions of some records, sealed again under the next key.

    One that does not open is left behind. It opens under no key that will be there, and
    its entry goes on to name it as missing.
    """
    found = []
    rows = _rows(journal).filter(record__in=list(records))
    with streamed(rows, at_once=50) as each:
        for row in each:
            with suppress(EntryDamagedError):
                found.append(resealed(journal, following, row, record=row.record))
    return found


def differing(
    journal: OpenJournal, following: OpenJournal, *, records: Iterable[UUID]
) -> set[UUID]:
    """Return the records of which a version opens that has no like copy."""
    wanted = list(records)
    rows = _rows(following).filter(record__in=wanted)
    copied = {(row.record, row.revision): row for row in rows}
    apart = set()
    with streamed(_rows(journal).filter(record__in=wanted), at_once=50) as each:
        for row in each:
            copy = copied.get((row.record, row.revision))
            if not _hold_the_same(journal, following, row, copy):
                apart.add(row.record)
    return apart


def _hold_the_same(
    journal: OpenJournal, following: OpenJournal, row: Version, copy: Version | None
) -> bool:
    try:
        held = open_header(journal, row), open_body(journal, row)
    except EntryDamagedError:
        return True  # it opens for nobody, and was left behind
    try:
        return copy is not None and held == (
            open_header(following, copy),
            open_body(following, copy),
        )
    except EntryDamagedError:
        return False


def sizes(journal: OpenJournal, *, records: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many bytes the versions of each record have together."""
    rows = _rows(journal).filter(record__in=list(records)).values_list("record")
    weight = Sum(F("header_size") + F("body_size"))
    lengths = rows.annotate(header_size=Length("header"), body_size=Length("body"))
    return dict(lengths.order_by().values_list("record").annotate(weight=weight))


def _replaced(header: bytes) -> Moment:
    try:
        values = json.loads(header)
        return moment_from(values["replaced"], zone=values["zone"])
    except (KeyError, TypeError, ValueError):
        raise EntryDamagedError from None


def _rows(journal: OpenJournal) -> QuerySet[Version]:
    return Version.objects.filter(
        vault=journal.vault_id, generation=journal.vault.generation
    )


def _sealed_row(
    journal: OpenJournal, place: tuple[UUID, int], header: bytes, body: bytes
) -> Version:
    record, revision = place
    return Version(
        record=record,
        revision=revision,
        generation=journal.vault.generation,
        vault_id=journal.vault_id,
        header=seal_part(
            journal, Part.EARLIER_HEADER, header, record=record, revision=revision
        ),
        body=seal_part(
            journal, Part.EARLIER_BODY, body, record=record, revision=revision
        ),
    )
