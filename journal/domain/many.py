"""Many entries at once: their rows in batches, and the list made anew a single time.

An entry that is written alone seals one block and the head. For thousands together that
would be thousands of both.
"""

import uuid
from collections.abc import Iterable

from journal.domain import manifest, records, tags
from journal.domain.lines import line_for
from journal.domain.matter import Words, encode_header, header_for
from journal.domain.moments import Moment
from journal.domain.opened import OpenJournal, writing
from journal.models import Record

BATCH = 500  # rows stored together


def write_many(journal: OpenJournal, pages: Iterable[tuple[Words, Moment]]) -> None:
    """Write entries, each with the moment when it was lived, in one transaction.

    Raises:
        ListDamagedError: The list must be looked at first; nothing is written.
    """
    with writing(journal) as fresh:
        rows, lines = [], []
        names: dict[str, None] = {}
        for words, moment in pages:
            header = header_for(words, moment)
            row = records.sealed_row(
                fresh,
                record=uuid.uuid4(),
                revision=1,
                header=encode_header(header),
                body=words.text.encode(),
            )
            rows.append(row)
            lines.append(line_for(row.id, 1, records.digest_of(row), header))
            names |= dict.fromkeys(words.tags)
        Record.objects.bulk_create(rows, batch_size=BATCH)
        tags.remember(fresh, tuple(names))
        head = manifest.read_head(fresh)
        manifest.make_anew(fresh, head, [*manifest.all_lines(fresh, head), *lines])
