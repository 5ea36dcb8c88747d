"""Search: everything is opened and looked through in one pass; no index is kept."""

from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from journal.crypto.manifest_head import ManifestHead
from journal.crypto.search_token import MAX_WORDS_SIZE, open_words, seal_words
from journal.domain import manifest, records
from journal.domain.blocks import lines_among
from journal.domain.errors import EntryDamagedError, OpenError
from journal.domain.matter import Header, decode_header
from journal.domain.opened import OpenJournal
from journal.domain.query import Query
from journal.domain.scanning import Plain, scan
from journal.domain.searchable import noted_words, place_of_match, title_of
from journal.domain.snippets import Piece, marked, snippet
from journal.domain.streams import streamed
from journal.domain.timeline import PAGE_SIZE
from journal.domain.unlocking import half_of
from journal.models import Record

MOST_PAGES = 1000  # what may be asked for at once, so that memory stays bounded
MOST_BESIDE = 500  # places that are held beside the wanted ones until they are sorted

_Place = tuple[int, bytes]  # moment and id: the order of the list


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
        looked: How many were opened and looked through.
        left_out: How many do not open, are missing, or are not what the list says.
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

    In memory are a few opened rows at a time, and of each hit up to the wanted page
    its moment and id.

    Raises:
        ListDamagedError: The list does not open.
    """
    head = manifest.read_head(journal)
    found = Found(min(number, MOST_PAGES))
    # Closed here also after an error, for the sake of the cursor: see ``streams``.
    with closing(scan(journal, leave_out=head.settings)) as plains:
        places = _look_through(plains, query, found)
    seen = found.looked + found.left_out
    found.left_out += max(0, manifest.count(head) - seen)
    found.number = max(1, min(found.number, -(-found.total // PAGE_SIZE)))
    places = places[(found.number - 1) * PAGE_SIZE : found.number * PAGE_SIZE]
    found.hits = _hits(journal, head, places, query)
    found.left_out += len(places) - len(found.hits)
    return found


def _look_through(
    plains: Iterable[Plain | None], query: Query, found: Found
) -> list[_Place]:
    """Return where the newest hits stand in the list, newest first, and count all.

    A journal lies in storage much as it was written. Where each place is newer than
    those before, a heap is at its slowest, and to sort now and then is not.
    """
    newest: list[_Place] = []
    wanted = found.number * PAGE_SIZE
    for plain in plains:
        if plain is None:
            found.left_out += 1
            continue
        found.looked += 1
        record, header, body = plain
        place = place_of_match(header, body, query)
        if place is None:
            continue
        found.total += 1
        newest.append((place, record))
        if len(newest) >= wanted + MOST_BESIDE:
            newest.sort(reverse=True)
            del newest[wanted:]
    newest.sort(reverse=True)
    return newest[:wanted]


def _hits(
    journal: OpenJournal, head: ManifestHead, places: list[_Place], query: Query
) -> list[Hit]:
    """Open the hits of one page again, now compared with the list."""
    moments = {UUID(bytes=record): moment for moment, record in places}
    listed = lines_among(journal, head.blocks, moments)
    lines = {line.record: line for line in listed}
    hits: dict[UUID, Hit] = {}
    with streamed(records.rows_among(journal, moments), at_once=1) as rows:
        for row in rows:
            if row.id not in lines:
                continue  # put in by hand, or written a moment ago
            with suppress(EntryDamagedError, UnicodeDecodeError):
                records.check(row, lines[row.id])
                hits[row.id] = _hit(journal, row, query)
    return [hits[record] for record in moments if record in hits]


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
