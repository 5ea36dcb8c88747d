"""What of a record a search looks at: one place for every kind there will be."""

from dataclasses import dataclass

from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import DATED, UNDATED
from journal.domain.matter import Header, decode_header
from journal.domain.query import Query
from journal.domain.scanning import ReadBody
from journal.domain.seen import beginnings, is_on_timeline

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


def is_match(header: bytes, read_body: ReadBody, query: Query) -> bool:
    """Tell whether an opened record holds the words.

    Trash and what has no words hold none, nor does what is not as its kind should be.
    Where the bytes alone tell, nothing is parsed: a search may find every record.

    Raises:
        OpenError: The body was needed, and is damaged.
    """
    # Every word of an entry stands in its bytes, feelings and tags as well. A kind
    # that says something in other words than it stores must not be asked this.
    occurs = query.look_at(header, read_body)
    if occurs is False or (occurs and is_on_timeline(header)):
        return occurs
    try:
        words = searchable(header, read_body)
    except EntryDamagedError:
        return False
    return words is not None and query.occurs_in(*words.texts)


def searchable(header: bytes, read_body: ReadBody) -> Searchable | None:
    """Return the words of an opened record; ``None`` for trash and what has none.

    Raises:
        EntryDamagedError: It opened, and yet is not what its kind should be.
    """
    if not header.startswith(_BEGINNINGS):
        return None
    try:
        opened = decode_header(header)
        return None if opened.trashed else Searchable(opened, read_body().decode())
    except UnicodeDecodeError:
        raise EntryDamagedError from None
