"""The sealed parts of rows: one way in and out, for records and for versions."""

from uuid import UUID

from journal.crypto import records as core
from journal.crypto.errors import OpenError
from journal.crypto.records import Part
from journal.domain.errors import EntryDamagedError
from journal.domain.opened import OpenJournal


def seal_part(
    journal: OpenJournal, part: Part, content: bytes, *, record: UUID, revision: int
) -> bytes:
    """Return one part of a row, sealed for its place in this journal.

    Args:
        journal: An open journal.
        part: Which part, of a record or of an earlier version.
        content: At most 16 MiB.
        record: The record's id.
        revision: The revision that the content belongs to.
    """
    return core.seal_part(
        journal.key,
        part,
        content,
        vault=journal.vault_id,
        record=record,
        revision=revision,
    )


def open_part(
    journal: OpenJournal,
    part: Part,
    sealed: bytes | memoryview,
    *,
    record: UUID,
    revision: int,
) -> bytes:
    """Return the content of one part of a row.

    Args:
        journal: The journal that the row belongs to.
        part: Which part, of a record or of an earlier version.
        sealed: As the row holds it; databases differ in what they give.
        record: The record's id.
        revision: The revision that the row has.

    Raises:
        EntryDamagedError: It does not open where it stands.
    """
    try:
        return core.open_part(
            journal.key,
            part,
            bytes(sealed),
            vault=journal.vault_id,
            record=record,
            revision=revision,
        )
    except OpenError:
        raise EntryDamagedError from None
