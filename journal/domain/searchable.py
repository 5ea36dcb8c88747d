"""What of a record a search looks at: one place for every kind there will be."""

from dataclasses import dataclass

from journal.domain.errors import EntryDamagedError
from journal.domain.matter import Header, decode_header

_ENTRY = b'{"kind":1,'  # how the header of an entry begins


@dataclass(frozen=True, slots=True, repr=False)
class Searchable:
    """The words of a record.

    Args:
        header: Title, moment and prompt.
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
        return (self.header.title, self.text, *asked)


def searchable(header: bytes, body: bytes) -> Searchable | None:
    """Return the words of an opened record; ``None`` for trash and what has none.

    Raises:
        EntryDamagedError: It opened, and yet is not what its kind should be.
    """
    if not header.startswith(_ENTRY):
        return None
    try:
        opened = decode_header(header)
        return None if opened.trashed else Searchable(opened, body.decode())
    except UnicodeDecodeError:
        raise EntryDamagedError from None
