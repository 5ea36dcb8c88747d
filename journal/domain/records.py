"""Sealed records: one way to store and one way to read, whatever the kind."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Replace

from journal.crypto.manifest_block import ManifestLine
from journal.crypto.records import Part, digest
from journal.domain.errors import EntryDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.parts import open_part, seal_part
from journal.domain.streams import streamed
from journal.models import Record, Version

AT_ONCE = 25  # rows fetched together where all are read

# A record's id in hex, its revision, its header and body as they were sealed.
StoredRow = tuple[str, int, bytes, bytes]


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
    return {row.id: row for row in rows_among(journal, records)}


def rows_among(journal: OpenJournal, records: Iterable[UUID]) -> QuerySet[Record]:
    """Return those of some records that this vault has."""
    # Compared through COALESCE, so that SQLite finds the rows by their ids: by the
    # index of the vault it would read every row that the journal has.
    rows = Record.objects.alias(own_vault=Coalesce("vault_id", "vault_id"))
    return rows.filter(
        id__in=list(records),
        generation=journal.vault.generation,
        own_vault=journal.vault_id,
    )


def stored(
    journal: OpenJournal, *, leave_out: UUID | None = None
) -> AbstractContextManager[Iterator[StoredRow]]:
    """Give every row as it is stored, in the order of storage and one query.

    A few come at a time: one may hold 16 MiB.

    Args:
        journal: Under whose key.
        leave_out: A record that is not wanted.
    """
    rows = all_rows(journal)
    if leave_out:
        rows = rows.exclude(id=leave_out)
    # As text, for to make a UUID of each id takes as long as to open a header. Only
    # PostgreSQL has ids as such, and spells them with hyphens.
    has_ids = connection.features.has_native_uuid_field
    text = Cast("id", TextField())
    name = Replace(text, Value("-"), output_field=TextField()) if has_ids else text
    found = rows.values_list(name, "revision", "header", "body")
    return streamed(found, at_once=AT_ONCE)


def id_of(name: str) -> bytes:
    """Return the 16 bytes of an id in hex; nothing for what is none.

    Nor for one that is spelt as nobody asks for it. SQLite takes any text, and a row
    whose id was put into capitals by hand is not found by that id.
    """
    try:
        record = bytes.fromhex(name)
    except ValueError:
        return b""
    return record if record.hex() == name else b""


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
