"""Things that are kept: a page, a listing or a help line, copied as they were.

The journal knows no library and no directory. The site's doors bring a thing, and it is
sealed with the note that its keeper writes beside it.
"""

import re
from dataclasses import dataclass
from typing import Any

from journal.domain.kinds import KEPT, Kind

MAX_TITLE = 200  # characters
MAX_ADDRESS = 300  # characters
MAX_FACT = 400  # characters of one fact
# Bytes of all facts together, as UTF-8: with them a header stays within the size that
# every header is padded to, so that a copy of the database tells nothing of kinds.
MAX_FACTS_SIZE = 900

_ADDRESS = re.compile(r"/(?:[\w.~%-]+/)*(?:#[\w.~%-]+)?", re.ASCII)

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Thing:
    """What is kept.

    Args:
        kind: Of ``KEPT``.
        title: Its name.
        address: The path of its public page on this site.
        facts: What was known of it on that day, as pairs of a name and a value.
    """

    kind: Kind
    title: str
    address: str
    facts: Facts = ()

    def __repr__(self) -> str:
        return "<Thing>"

    def is_same(self, other: "Thing | None") -> bool:
        """Tell whether another is the same thing, whatever is known of it by now."""
        return other is not None and (other.kind, other.address) == (
            self.kind,
            self.address,
        )

    @property
    def values(self) -> list[Any]:
        """What a header, a note or a form says of it, besides its kind."""
        return [self.title, self.address, [list(fact) for fact in self.facts]]

    @property
    def texts(self) -> tuple[str, ...]:
        """What a search looks through, besides the title."""
        return tuple(value for _name, value in self.facts)


def fitted_facts(facts: Facts) -> Facts:
    """Return facts with values, cut so that they fit into a header."""
    found: list[tuple[str, str]] = []
    room = MAX_FACTS_SIZE
    for name, value in facts:
        fact = (name, " ".join(value.split())[:MAX_FACT].strip())
        room -= len("".join(fact).encode())
        if room < 0:
            break
        if fact[1]:
            found.append(fact)
    return tuple(found)


def thing_from(kind: int, values: object) -> Thing:
    """Return a stored thing.

    Raises:
        TypeError: A part is of another type.
        ValueError: It is none of the kinds, a part is too long, its address is none of
            this site, or it cannot be stored as UTF-8.
    """
    if kind not in KEPT or not isinstance(values, list):
        raise ValueError("Nothing that is kept.")
    title, address, facts = values
    pairs = tuple((_text(name), _text(value)) for name, value in facts)
    if len(_text(title)) > MAX_TITLE or len(_text(address)) > MAX_ADDRESS:
        raise ValueError("A part is too long.")
    if not _ADDRESS.fullmatch(address) or fitted_facts(pairs) != pairs:
        raise ValueError("An address elsewhere, or too many facts.")
    return Thing(Kind(kind), title, address, pairs)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value
