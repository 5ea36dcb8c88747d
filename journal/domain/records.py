"""Sealed records: one way to store and one way to read, whatever the kind."""

from collections.abc import Iterable
from uuid import UUID

from journal.crypto import records as sealed_records
from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import ManifestLine
from journal.domain.errors import EntryDamagedError
from journal.domain.opened import OpenJournal
from journal.models import Record


def row_of(journal: OpenJournal, *, record: UUID) -> Record | None:
    """Return a record's row, if this vault has it."""
    return Record.objects.filter(vault=journal.vault_id, pk=record).first()


def rows_of(journal: OpenJournal, *, records: Iterable[UUID]) -> dict[UUID, Record]:
    """Return rows by id, in one query."""
    rows = Record.objects.filter(vault=journal.vault_id, pk__in=list(records))
    return {row.pk: row for row in rows}


def store(
    journal: OpenJournal, *, record: UUID, revision: int, header: bytes, body: bytes
) -> bytes:
    """Seal and write one revision of a record, in place of the one before.

    Returns:
        The digest of what was stored, 32 bytes.
    """
    key, vault = journal.key, journal.vault_id
    sealed_header = sealed_records.seal_header(
        key, header, vault=vault, record=record, revision=revision
    )
    sealed_body = sealed_records.seal_body(
        key, body, vault=vault, record=record, revision=revision
    )
    Record.objects.update_or_create(
        pk=record,
        vault_id=journal.vault_id,
        defaults={
            "revision": revision,
            "header": sealed_header,
            "body": sealed_body,
        },
    )
    return sealed_records.digest(sealed_header, sealed_body)


def digest_of(row: Record) -> bytes:
    """Return the digest of what lies in a row."""
    return sealed_records.digest(bytes(row.header), bytes(row.body))


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
    try:
        return sealed_records.open_header(
            journal.key,
            bytes(row.header),
            vault=journal.vault_id,
            record=row.pk,
            revision=row.revision,
        )
    except OpenError:
        raise EntryDamagedError from None


def open_body(journal: OpenJournal, row: Record) -> bytes:
    """Return the body of a row.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    try:
        return sealed_records.open_body(
            journal.key,
            bytes(row.body),
            vault=journal.vault_id,
            record=row.pk,
            revision=row.revision,
        )
    except OpenError:
        raise EntryDamagedError from None
