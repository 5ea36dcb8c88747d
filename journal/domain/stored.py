"""The very row of an entry, as it lies in the database, for its writer to see."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from journal.crypto.manifest_head import ManifestBlock
from journal.domain import entries, manifest, records
from journal.domain.errors import ListDamagedError
from journal.domain.matter import Entry
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock as BlockRow

SHOWN = 512  # bytes of each sealed field
GROUP = 4  # bytes that stand together


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed field: how long it is, and how it begins.

    Args:
        size: Bytes that are stored.
        groups: The first 512 of them as hexadecimal digits, four bytes together.
    """

    size: int
    groups: str

    @property
    def is_cut(self) -> bool:
        """Tell whether there is more than is shown."""
        return self.size > SHOWN


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry's row beside the entry, opened.

    Args:
        entry: What the row holds.
        vault: The journal's id.
        header: Title, date and first words.
        body: The text.
        block: The part of the sealed list in which the entry's line stands; ``None``
            where the list does not open.
    """

    entry: Entry
    vault: UUID
    header: Sealed
    body: Sealed
    block: Sealed | None


def stored_entry(journal: OpenJournal, *, record: UUID) -> StoredEntry:
    """Return an entry and what is stored of it.

    Raises:
        Http404: This vault has no such record, or it is no entry.
        EntryDamagedError: It does not open, or is not what the list says.
    """
    entry = entries.read_entry(journal, record=record)
    row = records.row_of(journal, record=record)
    if row is None:
        raise Http404  # erased in another window since the line above
    return StoredEntry(
        entry,
        journal.vault_id,
        _sealed(bytes(row.header)),
        _sealed(bytes(row.body)),
        _block_of(journal, entry),
    )


def _block_of(journal: OpenJournal, entry: Entry) -> Sealed | None:
    try:
        block = _find(journal, entry)
    except ListDamagedError:
        return None
    row = BlockRow.objects.filter(pk=block.block).first() if block else None
    return _sealed(bytes(row.sealed)) if row else None


def _find(journal: OpenJournal, entry: Entry) -> ManifestBlock | None:
    for block in manifest.read_head(journal).blocks:
        if any(line.record == entry.id for line in manifest.read_block(journal, block)):
            return block
    return None  # pragma: no cover -- `read_entry` found the line in these blocks


def _sealed(data: bytes) -> Sealed:
    return Sealed(len(data), data[:SHOWN].hex(" ", -GROUP))
