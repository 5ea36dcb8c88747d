"""What the bytes of a header show at sight: parsing would cost more than the rest.

A search that finds every record asks this of every record. Whatever is not laid out as
`matter.encode_header` does it is left to parsing.
"""

from collections.abc import Iterable

from journal.domain.kinds import DATED, Kind

BETWEEN = "\n\0\n"  # stands between two texts, and no phrase reaches across it
_TITLE = len('{"kind":1,"title":"')  # where that begins
_NEXT, _NOT_TRASHED = '","', b',"trashed":null}'


def beginnings(kinds: Iterable[Kind]) -> tuple[bytes, ...]:
    """Return how the headers of some kinds begin."""
    return tuple(f'{{"kind":{kind:d},'.encode() for kind in kinds)


_DATED = beginnings(DATED)


def is_on_timeline(header: bytes) -> bool:
    """Tell whether a header is of what stands on the timeline; not all old ones are."""
    return header.startswith(_DATED) and header.endswith(_NOT_TRASHED)


def first_words_in(header: str) -> str:
    """Return title and beginning of the text alone, with a gap between them.

    Most words that a header has stand in these, and to cut out all takes four times as
    long. Nothing where it is laid out otherwise.
    """
    title, _, rest = header.partition('","excerpt":"')
    excerpt, end, _ = rest.partition('","at":"')
    return f"{title[_TITLE:]}{BETWEEN}{excerpt}" if end else ""


def words_in(header: str) -> str | None:
    """Return the words in the header of an entry, with gaps between them.

    These are its title, the beginning of its text, its prompt and the source of that,
    feelings and tags, as JSON spells them. ``None`` where it is laid out otherwise.
    """
    # No text can hold one of these ends: JSON escapes its quotes.
    title, _, rest = header.partition('","excerpt":"')
    excerpt, _, rest = rest.partition('","at":"')
    _, _, rest = rest.partition('","prompt":')
    prompt, _, rest = rest.partition(',"trusted":')
    _, _, rest = rest.partition(',"feelings":[')
    feelings, _, rest = rest.partition('],"sleep":"')
    _, _, rest = rest.partition('","tags":[')
    tags, _, rest = rest.partition('],"versions":[')
    asked = prompt[2:].rpartition(_NEXT)[0]  # how deep it goes is no word of theirs
    words = BETWEEN.join((title[_TITLE:], excerpt, asked, feelings, tags))
    return words.replace(_NEXT, BETWEEN) if rest else None
