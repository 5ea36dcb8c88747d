"""Sealed records: one way to store and one way to read, whatever the kind."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from journal.crypto.manifest_block import ManifestLine
from journal.crypto.records import Part, digest
from journal.domain.errors import EntryDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.parts import open_part, seal_part
from journal.models import Record, Version


def all_rows(journal: OpenJournal) -> QuerySet[Record]:
    """Return the rows that are sealed under this journal's key."""
    return Record.objects.filter(
        vault=journal.vault_id, generation=journal.vault.generation
    )


def row_of(journal: OpenJournal, *, record: UUID) -> Record | None:
    """Return a record's row, if this vault has it."""
    return all_rows(journal).filter(id=record).first()


def rows_of(journal: OpenJournal, *, records: Iterable[UUID]) -> dict[UUID, Record]:
    """Return rows by id, in one query."""
    return {row.id: row for row in all_rows(journal).filter(id__in=list(records))}


def store(
    journal: OpenJournal, *, record: UUID, revision: int, header: bytes, body: bytes
) -> bytes:
    """Seal and write one revision of a record, in place of the one before.

    Returns:
        The digest of what was stored, 32 bytes.
    """
    row = sealed_row(
        journal, record=record, revision=revision, header=header, body=body
    )
    Record.objects.update_or_create(
        id=record,
        generation=row.generation,
        vault_id=row.vault_id,
        defaults={"revision": revision, "header": row.header, "body": row.body},
    )
    _drop_copies(journal, record)
    return digest_of(row)


def sealed_row(
    journal: OpenJournal, *, record: UUID, revision: int, header: bytes, body: bytes
) -> Record:
    """Return one revision of a record, sealed and not stored yet."""
    return Record(
        id=record,
        generation=journal.vault.generation,
        vault_id=journal.vault_id,
        revision=revision,
        header=seal_part(
            journal, Part.HEADER, header, record=record, revision=revision
        ),
        body=seal_part(journal, Part.BODY, body, record=record, revision=revision),
    )


def erase(journal: OpenJournal, *, records: Iterable[UUID]) -> None:
    """Delete records with their versions, and all copies of them under new keys."""
    gone = list(records)
    Record.objects.filter(vault=journal.vault_id, id__in=gone).delete()
    Version.objects.filter(vault=journal.vault_id, record__in=gone).delete()


def digest_of(row: Record) -> bytes:
    """Return the digest of what lies in a row."""
    return digest(bytes(row.header), bytes(row.body))


def check(row: Record, line: ManifestLine) -> None:
    """Compare a row with what the list says of it.

    Raises:
        EntryDamagedError: Another revision or other bytes: changed, or put back.
    """
    if (row.revision, digest_of(row)) != (line.revision, line.digest):
        raise EntryDamagedError


def open_header(journal: OpenJournal, row: Record) -> bytes:
    """Return the header of a row.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    return open_part(
        journal, Part.HEADER, row.header, record=row.id, revision=row.revision
    )


def open_body(journal: OpenJournal, row: Record) -> bytes:
    """Return the body of a row.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    return open_part(journal, Part.BODY, row.body, record=row.id, revision=row.revision)


def _drop_copies(journal: OpenJournal, record: UUID) -> None:
    # A copy under new keys holds what was; once they take over it would undo this.
    if journal.vault.pending_key:
        own, present = {"vault": journal.vault_id}, journal.vault.generation
        copies = Record.objects.filter(id=record, **own)
        copies.exclude(generation=present).delete()
        earlier = Version.objects.filter(record=record, **own)
        earlier.exclude(generation=present).delete()
