"""Typed reading of loose data, with errors that name the place and the key."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from django.utils.translation import gettext as _


class ContentError(ValueError):
    """Content that cannot be read; the message says where and what is missing."""


def fail(place: str, key: str, problem: str) -> NoReturn:
    """Refuse content with one sentence that names the place and the key.

    Raises:
        ContentError: Always.
    """
    raise ContentError(
        _("%(place)s: “%(key)s” %(problem)s.")
        % {"place": place, "key": key, "problem": problem}
    )


@dataclass(frozen=True)
class Matter:
    """A mapping that is being read, and the place that its errors name."""

    place: str
    values: Mapping[str, object]

    def refuse_other_keys(self, known: Container[str]) -> None:
        """Refuse a key that nobody reads: it is most likely a misspelling."""
        for key in self.values:
            if key not in known:
                fail(self.place, key, _("is not a key that is known here"))

    def text(self, key: str, *, blank: bool = False) -> str:
        """Return a text, trimmed; an absent one only where blank is allowed."""
        value = self.values.get(key)
        text = "" if value is None else value
        if not isinstance(text, str):
            fail(self.place, key, _("must be text; put it between quotation marks"))
        if not blank and not text.strip():
            fail(self.place, key, _("is missing"))
        return text.strip()

    def choice(self, key: str, allowed: Container[str]) -> str:
        """Return a text that is one of those allowed."""
        text = self.text(key)
        if text not in allowed:
            fail(self.place, key, _("is not one of the words that it may be"))
        return text

    def number(self, key: str) -> int:
        """Return a whole number."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            fail(self.place, key, _("must be a whole number"))
        return value

    def day(self, key: str) -> date:
        """Return a date; files hold dates and rows hold their ISO form."""
        value = self.values.get(key)
        try:
            return value if type(value) is date else date.fromisoformat(str(value))
        except ValueError:
            fail(self.place, key, _("must be a date such as 2026-11-22"))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        items = dict(enumerate(self._list(key)))
        inner = Matter(self.place, {f"{key}[{at}]": item for at, item in items.items()})
        return tuple(inner.text(name) for name in inner.values)

    def matters(self, key: str) -> tuple["Matter", ...]:
        """Return a list of mappings, each to be read in turn."""
        return tuple(
            self._inner(f"{key}[{at}]", item) for at, item in enumerate(self._list(key))
        )

    def matter(self, key: str) -> "Matter":
        """Return one mapping, to be read in turn."""
        return self._inner(key, self.values.get(key))

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key)
        items = [] if value is None else value
        if not isinstance(items, list):
            fail(self.place, key, _("must be a list"))
        return items

    def _inner(self, name: str, value: object) -> "Matter":
        if not isinstance(value, dict):
            fail(self.place, name, _("must be a mapping of keys to values"))
        return Matter(f"{self.place}: {name}", value)
