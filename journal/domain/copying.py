"""Copies of pages under the next key, a batch at a time; see ``renewing``."""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from django.db.models.functions import Length

from journal.crypto.manifest_block import ManifestLine
from journal.domain import manifest, records, versions
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import Flag
from journal.domain.opened import OpenJournal, writing
from journal.domain.streams import streamed
from journal.models import Record, Version

BATCH = 500  # pages copied by one transaction
BATCH_SIZE = 8 * 2**20  # bytes of text in one batch; a single page may be longer


def copy_batch(journal: OpenJournal, following: OpenJournal) -> bool:
    """Copy the next pages under the next key; return whether there were any to copy.

    Their earlier versions go along: they change only with the page itself.

    Opening and sealing is done before the lock is taken, so that nobody's saving waits
    for it. A page that was written in between makes the list's head another: then
    nothing of this batch is stored, and the next one sees it.

    Raises:
        ListDamagedError: Not all is as it was left; that must be looked at first.
        EntryDamagedError: A page does not open, and could not be taken along.
    """
    lines = _next_lines(journal, following)
    rows = records.rows_of(journal, records=[line.record for line in lines])
    copies = [_copy(journal, following, rows.get(line.record), line) for line in lines]
    earlier = versions.copies(journal, following, records=rows)
    seen = bytes(journal.vault.manifest_head)
    with writing(journal) as fresh:
        if copies and bytes(fresh.vault.manifest_head) == seen:
            _store(following, copies, earlier)
    return bool(copies)


def drop_copies(following: OpenJournal, pages: Iterable[UUID]) -> None:
    """Delete the copies of some pages, with those of their versions."""
    ids = list(pages)
    records.all_rows(following).filter(id__in=ids).delete()
    versions.erase_copies(following, records=ids)


def missing_lines(
    journal: OpenJournal, following: OpenJournal
) -> Iterable[ManifestLine]:
    """Yield the lines of pages that have no copy of their present revision.

    Raises:
        ListDamagedError: The list does not open.
    """
    rows = records.all_rows(following).values_list("id", "revision")
    with streamed(rows, at_once=2_000) as each:
        copied = dict(each)
    head = manifest.read_head(journal)
    for line in manifest.all_lines(journal, head):
        if line.record != head.settings and copied.get(line.record) != line.revision:
            yield line


def _next_lines(journal: OpenJournal, following: OpenJournal) -> list[ManifestLine]:
    """Return the next lines to copy: at most so many, and so many bytes."""
    lines = list(islice(missing_lines(journal, following), BATCH))
    wanted = records.all_rows(journal).filter(id__in=[line.record for line in lines])
    sizes = dict(wanted.values_list("id", Length("body")))
    earlier = versions.sizes(journal, records=sizes)
    room = BATCH_SIZE
    chosen: list[ManifestLine] = []
    for line in lines:
        room -= sizes.get(line.record, 0) + earlier.get(line.record, 0)
        if room < 0 and chosen:
            break
        chosen.append(line)
    return chosen


def _copy(
    journal: OpenJournal, following: OpenJournal, row: Record | None, line: ManifestLine
) -> Record:
    """Return a page sealed anew. What is not as the list says is never blessed so."""
    if row is None:
        raise ListDamagedError
    if line.flags & Flag.DAMAGED:
        raise EntryDamagedError  # accepted as it is, since new keys were begun
    try:
        records.check(row, line)
        return records.sealed_row(
            following,
            record=row.id,
            revision=row.revision,
            header=records.open_header(journal, row),
            body=records.open_body(journal, row),
        )
    except EntryDamagedError:
        raise ListDamagedError from None


def _store(
    following: OpenJournal, copies: list[Record], earlier: list[Version]
) -> None:
    """Store copies, inside the caller's transaction.

    One that another window has made meanwhile stays: the exchange may rest on it.
    """
    ids = [copy.id for copy in copies]
    rows = records.all_rows(following).filter(id__in=ids)
    there = dict(rows.values_list("id", "revision"))
    fresh = {copy.id for copy in copies if there.get(copy.id) != copy.revision}
    drop_copies(following, fresh)
    Record.objects.bulk_create(copy for copy in copies if copy.id in fresh)
    Version.objects.bulk_create(row for row in earlier if row.record in fresh)
