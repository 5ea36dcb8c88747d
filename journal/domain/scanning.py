"""Every record of a journal, opened one after another with bounded memory."""

from collections.abc import Callable, Generator
from functools import partial
from uuid import UUID

from journal.crypto.errors import OpenError
from journal.crypto.record_reader import RecordReader, place_of
from journal.domain import records
from journal.domain.opened import OpenJournal

ReadBody = Callable[[], bytes]


def scan(
    journal: OpenJournal, *, leave_out: UUID | None
) -> Generator[tuple[bytes, bytes, ReadBody] | None]:
    """Yield of every record its id, its header, and what opens its body.

    ``None`` stands for one whose header is damaged. A body that is not asked for is not
    opened: that takes as long as all else. If it is damaged, asking raises `OpenError`.

    They come in the order of storage, in one query. The order of the list would need a
    look-up for each row and the whole list opened, which costs as much as the scan
    itself. Close it when done: it holds a cursor of the database (see ``streams``).

    Args:
        journal: Open.
        leave_out: The record of the settings.
    """
    reader = RecordReader(journal.key, vault=journal.vault_id)
    with records.stored(journal, leave_out=leave_out) as rows:
        for name, revision, sealed_header, sealed_body in rows:
            try:
                record = bytes.fromhex(name)
                place = place_of(record, revision)
                header = reader.header(sealed_header, place)
            except (OpenError, ValueError):
                yield None  # ValueError: an id that is none, put in by hand
            else:
                yield record, header, partial(reader.body, sealed_body, place)
