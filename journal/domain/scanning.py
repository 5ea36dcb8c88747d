"""Every record of a journal, opened one after another with bounded memory."""

from collections.abc import Iterator
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.record_reader import RecordReader
from journal.domain import records
from journal.domain.opened import OpenJournal

Plain = tuple[bytes, bytes, bytes]  # a record's id, its header and body, opened


def scan(journal: OpenJournal, *, leave_out: UUID | None) -> Iterator[Plain | None]:
    """Yield every record in the order of storage; ``None`` for one that is damaged.

    What is stored comes in one query. The order of the list would need a look-up for
    each row and the whole list opened, which costs as much as the scan itself.

    Args:
        journal: Open.
        leave_out: The record of the settings.
    """
    reader = RecordReader(journal.key, vault=journal.vault_id)
    for record, revision, header, body in records.stored(journal, leave_out=leave_out):
        try:
            opened = reader.open(header, body, record=record, revision=revision)
        except OpenError:
            yield None
            continue
        yield record, *opened
