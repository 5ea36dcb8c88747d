"""What somebody searches for: words, and "exact phrases" in quotes of any shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from journal.domain.folding import ascii_fold, fold, latin_fold

QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_PARTS = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\\s{QUOTES}]+)")
_GAP = r"\s+"  # a phrase may go on in the next line
BETWEEN = "\n\0\n"  # stands between two texts, and no phrase reaches across it
BETWEEN_BYTES = BETWEEN.encode()


@dataclass(frozen=True, repr=False)
class Query:
    """Words and phrases, folded; each must occur, words also inside longer ones.

    Args:
        phrases: The words of each phrase in order; a single word is a phrase of one.
    """

    phrases: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return "<Query>"

    @classmethod
    def of(cls, text: str) -> "Query":
        """Return what a person typed as a query; it may come out empty."""
        parts = ("".join(found) for found in _PARTS.findall(text))
        phrases = (tuple(fold(part).split()) for part in parts)
        # The same word twice asks for no more than once.
        return cls(tuple(dict.fromkeys(phrase for phrase in phrases if phrase)))

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not self.phrases

    def occurs_in(self, *texts: str) -> bool:
        """Tell whether every phrase occurs in one of the texts."""
        whole = BETWEEN.join(texts)
        if self._is_ascii:
            folded = latin_fold(whole)
            if folded is not None:
                return self._is_in(folded)
            bare = ascii_fold(whole).decode("ascii")
            if not all(word in bare for word in self._words):
                return False
        return self._is_in(fold(whole))

    def look_at(self, header: bytes, body: bytes) -> bool | None:
        """Tell from the bytes whether it occurs in a body, or in strings of JSON.

        True and false are certain; ``None`` is for what has to be parsed. This runs for
        every record there is.
        """
        whole = body + BETWEEN_BYTES + header
        is_ascii = whole.isascii()
        if not (self._is_plain and self._is_ascii):
            return False if is_ascii and self._is_plain else None
        if is_ascii:
            text: str | None = whole.decode("ascii").lower()
        else:
            text = latin_fold(whole.decode(errors="replace"))
        if text is None:
            bare = ascii_fold(whole.decode(errors="ignore")).decode("ascii")
            return None if all(word in bare for word in self._words) else False
        return self._look_at_folded(text)

    def _look_at_folded(self, text: str) -> bool | None:
        end = text.rfind(BETWEEN)  # the header has none: JSON escapes it
        is_sure = True
        for word in self._words:
            place = text.find(word)
            if place < 0:
                return False
            is_sure = is_sure and place < end
        if is_sure and not self._is_of_words:
            is_sure = self._is_in(text, end)
        return is_sure or None

    def _is_in(self, folded: str, end: int | None = None) -> bool:
        end = len(folded) if end is None else end
        for pattern in self._patterns:  # noqa: SIM110 -- a generator takes longer
            if not pattern.search(folded, 0, end):
                return False
        return True

    def spans_in(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases begin and end in a folded text."""
        for pattern in self._patterns:
            for found in pattern.finditer(folded):
                yield found.span()

    def first_in(self, folded: str) -> int | None:
        """Return where the first of the phrases begins, if one occurs."""
        found = (pattern.search(folded) for pattern in self._patterns)
        return min((each.start() for each in found if each), default=None)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        joined = (_GAP.join(map(re.escape, phrase)) for phrase in self.phrases)
        return tuple(re.compile(pattern) for pattern in joined)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(word for phrase in self.phrases for word in phrase)

    @cached_property
    def _is_ascii(self) -> bool:
        return all(word.isascii() for word in self._words)

    @cached_property
    def _is_of_words(self) -> bool:
        return all(len(phrase) == 1 for phrase in self.phrases)

    @cached_property
    def _is_plain(self) -> bool:
        """Tell whether JSON spells all words as they are."""
        words = "".join(self._words)
        return words.isprintable() and not {"\\", '"'} & set(words)
