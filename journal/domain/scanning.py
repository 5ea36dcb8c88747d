"""Every record of a journal, opened one after another with bounded memory."""

from collections.abc import Generator
from contextlib import closing
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.record_reader import RecordReader
from journal.domain import records
from journal.domain.opened import OpenJournal

Plain = tuple[bytes, bytes, bytes]  # a record's id, its header and body, opened


def scan(journal: OpenJournal, *, leave_out: UUID | None) -> Generator[Plain | None]:
    """Yield every record in the order of storage; ``None`` for one that is damaged.

    Close it when done: it holds a cursor of the database (see ``streams``).
    What is stored comes in one query. The order of the list would need a look-up for
    each row and the whole list opened, which costs as much as the scan itself.

    Args:
        journal: Open.
        leave_out: The record of the settings.
    """
    reader = RecordReader(journal.key, vault=journal.vault_id)
    with closing(records.stored(journal, leave_out=leave_out)) as rows:
        for record, revision, sealed_header, sealed_body in rows:
            try:
                header, body = reader.open(
                    sealed_header, sealed_body, record=record, revision=revision
                )
            except OpenError:
                yield None
            else:
                yield record, header, body
