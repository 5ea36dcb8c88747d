"""Every record of a journal, opened one after another with bounded memory."""

from collections.abc import Generator
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from journal.crypto.errors import OpenError
from journal.crypto.record_reader import RecordReader
from journal.domain import records
from journal.domain.opened import OpenJournal
from journal.domain.streams import streamed

AT_ONCE = 25  # rows fetched together; one may hold 16 MiB

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
    rows = records.all_rows(journal)
    if leave_out:
        rows = rows.exclude(id=leave_out)
    # As text, for to make a UUID of each id takes as long as to open a header.
    found = rows.values_list(Cast("id", TextField()), "revision", "header", "body")
    with streamed(found, at_once=AT_ONCE) as each:
        for name, revision, header, body in each:
            record = bytes.fromhex(name.replace("-", ""))
            try:
                opened = reader.open(
                    bytes(header), bytes(body), record=record, revision=revision
                )
            except OpenError:
                yield None
                continue
            yield record, *opened
