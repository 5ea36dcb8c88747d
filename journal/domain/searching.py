"""Search: everything is opened and looked through in one pass; no index is kept."""

from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from journal.crypto.manifest_block import ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.crypto.search_token import MAX_WORDS_SIZE, open_words, seal_words
from journal.domain import manifest, records
from journal.domain.blocks import newest_among
from journal.domain.errors import EntryDamagedError, OpenError
from journal.domain.matter import Header, decode_header
from journal.domain.opened import OpenJournal
from journal.domain.query import Query
from journal.domain.scanning import scan
from journal.domain.searchable import is_match, noted_words, title_of
from journal.domain.snippets import Piece, marked, snippet
from journal.domain.streams import streamed
from journal.domain.timeline import PAGE_SIZE
from journal.domain.unlocking import half_of
from journal.models import Record

MOST_PAGES = 1000  # what may be asked for at once, so that memory stays bounded
MOST_BESIDE = 20_000  # ids that are held beside the wanted ones; 2 MB


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One entry that was found.

    Args:
        id: Of its record.
        at: When it was lived.
        header: What lists show.
        title: In pieces, with what was looked for marked.
        text: A part of it, likewise.
        beside: Its feelings and tags, likewise.
    """

    id: UUID
    at: datetime
    header: Header
    title: list[Piece]
    text: list[Piece]
    beside: list[Piece]

    def __repr__(self) -> str:
        return "<Hit>"


@dataclass(slots=True, repr=False)
class Found:
    """One page of what was found, newest first.

    Args:
        number: Which page, from 1.
        hits: Of this page.
        total: How many entries hold the words.
        looked: How many were looked through.
        left_out: How many do not open, are missing, or are not what the list says, as
            far as that was met with: what the header tells, no text is opened for.
    """

    number: int = 1
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    looked: int = 0
    left_out: int = 0

    def __repr__(self) -> str:
        return "<Found>"

    @property
    def has_earlier(self) -> bool:
        """Tell whether older ones follow."""
        return self.number * PAGE_SIZE < self.total


def seal_search(words: str, *, cookie: str) -> str:
    """Return words as a token for an address, sealed under the browser's half.

    Raises:
        ValueError: The words are too long, or the cookie holds no half.
    """
    half = half_of(cookie)
    if half is None:
        raise ValueError("There is no half to seal under.")
    return seal_words(words, half=half)


def open_search(token: str, *, cookie: str) -> str | None:
    """Return the words of a token; ``None`` where this unlock did not seal them."""
    half = half_of(cookie)
    try:
        return open_words(token, half=half) if half else None
    except OpenError:
        return None


def is_too_long(words: str) -> bool:
    """Tell whether words are more than a token holds."""
    return len(words.encode(errors="replace")) > MAX_WORDS_SIZE


def search(journal: OpenJournal, query: Query, *, number: int = 1) -> Found:
    """Look through everything, and return one page of what was found.

    In memory are a few rows at a time, one of them opened, and the ids of hits: no more
    than are up to the wanted page and `MOST_BESIDE`.

    Raises:
        ListDamagedError: The list does not open.
    """
    head = manifest.read_head(journal)
    found = Found(min(number, MOST_PAGES))
    ids = _look_through(journal, head, query, found)
    found.left_out += max(0, manifest.count(head) - found.looked - found.left_out)
    found.number = max(1, min(found.number, -(-found.total // PAGE_SIZE)))
    first = (found.number - 1) * PAGE_SIZE
    lines = islice(newest_among(journal, head.blocks, ids), first, first + PAGE_SIZE)
    found.hits = _hits(journal, {line.record: line for line in lines}, query)
    found.left_out += min(found.total - first, PAGE_SIZE) - len(found.hits)
    return found


def _look_through(
    journal: OpenJournal, head: ManifestHead, query: Query, found: Found
) -> set[bytes]:
    """Return the ids of what holds the words, the newest of them at least; count all.

    When in the list each of them stands, the list knows: to read it off all headers
    takes as long as to look them through.
    """
    ids: set[bytes] = set()
    wanted = found.number * PAGE_SIZE
    # Closed here also after an error, for the sake of the cursor: see ``streams``.
    with closing(scan(journal, leave_out=head.settings)) as scanned:
        for each in scanned:
            if each is None:
                found.left_out += 1
                continue
            record, header, read_body = each
            try:
                holds = is_match(header, read_body, query)
            except OpenError:
                found.left_out += 1
                continue
            found.looked += 1
            if not holds:
                continue
            found.total += 1
            ids.add(record)
            if len(ids) == wanted + MOST_BESIDE:
                lines = newest_among(journal, head.blocks, ids)
                ids = {line.record.bytes for line in islice(lines, wanted)}
    return ids


def _hits(
    journal: OpenJournal, listed: dict[UUID, ManifestLine], query: Query
) -> list[Hit]:
    """Open the hits of one page again, now compared with their lines in the list."""
    hits: dict[UUID, Hit] = {}
    with streamed(records.rows_among(journal, listed), at_once=1) as rows:
        for row in rows:
            with suppress(EntryDamagedError, UnicodeDecodeError):
                records.check(row, listed[row.id])
                hits[row.id] = _hit(journal, row, query)
    return [hits[record] for record in listed if record in hits]


def _hit(journal: OpenJournal, row: Record, query: Query) -> Hit:
    header = decode_header(records.open_header(journal, row))
    text = records.open_body(journal, row).decode()
    return Hit(
        row.id,
        header.moment.lived,
        header,
        title=marked(title_of(header), query),
        text=snippet(text, query),
        beside=marked(", ".join(noted_words(header)), query),
    )
