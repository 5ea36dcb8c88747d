"""The readable way out: entries in the order they were lived, a few at a time."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.http import Http404

from journal.crypto.manifest_block import ManifestLine
from journal.domain import entries, manifest, records
from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import DATED, UNDATED, Flag
from journal.domain.lines import place_of
from journal.domain.matter import Header, decode_header
from journal.domain.moments import lived_at
from journal.domain.opened import OpenJournal
from journal.models import Record, Vault

Lines = list[ManifestLine]  # for who only passes them on

AT_ONCE = 10  # entries in memory together; one may hold 8 MB


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """One entry on its way out.

    Args:
        at: The day it is about, as the list or the entry says.
        header: Title, prompt and mark; ``None`` where it is missing or does not open.
        text: What was written.
    """

    at: datetime
    header: Header | None
    text: str = ""

    def __repr__(self) -> str:
        return "<Sheet>"


def entry_lines(journal: OpenJournal) -> Lines:
    """Return the list's lines of all there is, oldest first, without the trash.

    What has no day of its own stands at the end: the plan, and what is kept.

    All at once, at some 300 bytes for each entry: a list that is damaged must be
    noticed before the first word goes out, and one that changes meanwhile must not end
    the file in the middle.

    Raises:
        ListDamagedError: The list, or a part of it, does not open.
    """
    head = manifest.read_head(journal)
    every = manifest.all_lines(journal, head)
    lines = [line for line in every if not line.flags & Flag.TRASHED]
    undated = (line for line in lines if line.kind in UNDATED)
    return [
        *(line for line in lines if line.kind in DATED),
        *sorted(undated, key=lambda line: UNDATED.index(line.kind)),
    ]


def sheets(journal: OpenJournal, lines: Iterable[ManifestLine]) -> Iterator[Sheet]:
    """Yield what the lines stand for; no more than a few entries are in memory."""
    left = iter(lines)
    while part := list(islice(left, AT_ONCE)):
        rows = records.rows_of(journal, records=[line.record for line in part])
        for line in part:
            yield _sheet(journal, line, rows.pop(line.record, None))


def chosen(journal: OpenJournal, *, wanted: Iterable[UUID]) -> list[Sheet]:
    """Return some entries, oldest first, without those that do not open."""
    found: dict[tuple[int, bytes], Sheet] = {}
    for record in dict.fromkeys(wanted):
        with suppress(EntryDamagedError, Http404):
            entry = entries.read_entry(journal, record=record)
            if entry.header.trashed:
                continue
            # In the order of the list.
            place = place_of(entry.header), record.bytes
            found[place] = Sheet(entry.header.moment.lived, entry.header, entry.text)
    return [found[place] for place in sorted(found)]


def is_still_current(journal: OpenJournal) -> bool:
    """Tell whether the keys are the same as when the request began."""
    generation = journal.vault.generation
    return Vault.objects.filter(pk=journal.vault_id, generation=generation).exists()


def _sheet(journal: OpenJournal, line: ManifestLine, row: Record | None) -> Sheet:
    nothing = Sheet(lived_at(line.moment, line.offset), None)
    if row is None:
        return nothing
    try:
        # A later revision was saved in another window since the list was read.
        if row.revision <= line.revision:
            records.check(row, line)
        header = decode_header(records.open_header(journal, row))
        text = records.open_body(journal, row).decode()
    except (EntryDamagedError, UnicodeDecodeError):
        return nothing
    return Sheet(header.moment.lived, header, text)
