"""What a list holds: references in an order, a few words, and nothing about anybody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.conf import settings

NAME_LENGTH = 80  # characters
NOTE_LENGTH = 500  # characters
ITEMS_MAXIMUM = 60


class Kind(StrEnum):
    """What can stand on a list."""

    ARTICLE = "article"
    EXERCISE = "exercise"
    LINES = "lines"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Item:
    """A reference. The reader sees what it names as it is on that day.

    Args:
        kind: What it names.
        key: An article's slug, an exercise's name, or a country's code.
    """

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A list as its counselor wrote it.

    Args:
        name: Seen by the counselor alone; ``NAME_LENGTH`` characters at most.
        note: Seen by the reader; ``NOTE_LENGTH`` characters at most.
        shows_name: The reader sees the name that a keeper confirmed.
        language: The language of the reader's page.
        items: What is on it, in order.
    """

    name: str
    note: str = ""
    shows_name: bool = False
    language: str = ""
    items: tuple[Item, ...] = ()

    def with_items(self, items: Iterable[Item]) -> "Matter":
        """Return the same list with other items; each stands on it once."""
        return replace(self, items=tuple(dict.fromkeys(items))[:ITEMS_MAXIMUM])

    def as_fields(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {
            "name": self.name,
            "note": self.note,
            "shows_name": self.shows_name,
            "language": self.language,
            "items": [[item.kind.value, item.key] for item in self.items],
        }

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Matter":
        """Return a list from what was sealed, or from a file that ships."""
        items = [Item(Kind(kind), str(key)) for kind, key in fields["items"]]
        return cls(
            name=fields["name"],
            note=fields.get("note", ""),
            shows_name=fields.get("shows_name", False),
            language=fields.get("language") or settings.LANGUAGE_CODE,
            items=tuple(items),
        )
