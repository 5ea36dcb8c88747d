"""What of a record a search looks at: one place for every kind there will be."""

from dataclasses import dataclass

from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import DATED, UNDATED
from journal.domain.lines import place_of
from journal.domain.matter import Header, decode_header
from journal.domain.query import Query
from journal.domain.seen import beginnings, is_dated, place_at_sight

# How headers begin of all that has words.
_BEGINNINGS = beginnings((*DATED, *UNDATED))


@dataclass(frozen=True, slots=True, repr=False)
class Searchable:
    """The words of a record.

    Args:
        header: Title, moment, prompt, feelings, tags, and what is kept.
        text: What was written.
    """

    header: Header
    text: str

    def __repr__(self) -> str:
        return "<Searchable>"

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a search looks through; what comes first is shown first."""
        prompt = self.header.prompt
        asked = (prompt.text, prompt.source) if prompt else ()
        return (title_of(self.header), self.text, *asked, *noted_words(self.header))


def title_of(header: Header) -> str:
    """Return the title of an entry, or the name of what is kept; may be empty."""
    return header.thing.title if header.thing else header.title


def noted_words(header: Header) -> tuple[str, ...]:
    """Return what stands beside the words: feelings, tags, facts of what is kept."""
    facts = header.thing.texts if header.thing else ()
    return (*header.check_in.feelings, *header.tags, *facts)


def place_of_match(header: bytes, body: bytes, query: Query) -> int | None:
    """Return where in the list an opened record stands, if it holds the words.

    Trash and what has no words hold none, nor does what is not as its kind should be.
    Where the bytes alone tell, nothing is parsed: a search may find every record.
    """
    # Every word of an entry stands in its bytes, feelings and tags as well. A kind
    # that says something in other words than it stores must not be asked this.
    occurs = query.look_at(header, body)
    place = place_at_sight(header) if occurs and is_dated(header) else None
    if occurs is False or place is not None:
        return place
    try:
        words = searchable(header, body)
    except EntryDamagedError:
        return None
    return place_of(words.header) if words and query.occurs_in(*words.texts) else None


def searchable(header: bytes, body: bytes) -> Searchable | None:
    """Return the words of an opened record; ``None`` for trash and what has none.

    Raises:
        EntryDamagedError: It opened, and yet is not what its kind should be.
    """
    if not header.startswith(_BEGINNINGS):
        return None
    try:
        opened = decode_header(header)
        return None if opened.trashed else Searchable(opened, body.decode())
    except UnicodeDecodeError:
        raise EntryDamagedError from None
