"""What somebody searches for: words, and "exact phrases" in quotes of any shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from journal.domain.folding import ascii_fold, fold

QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_PARTS = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\\s{QUOTES}]+)")
_GAP = r"\s+"  # a phrase may go on in the next line
BETWEEN = "\n\0\n"  # stands between two texts, and no phrase reaches across it


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
        if self._ascii is not None:
            bare = ascii_fold(whole)
            for word in self._ascii:
                if word not in bare:
                    return False
            if self._is_of_words and whole.isascii():
                return True  # nothing was left out, so what was found is there
        folded = fold(whole)
        return all(pattern.search(folded) for pattern in self._patterns)

    def may_occur_in(self, header: bytes, body: bytes) -> bool:
        """Tell, without parsing them, whether it may occur in JSON and UTF-8.

        False is certain, true is not. This runs for every record there is.
        """
        whole = header + body
        if not (self._is_plain and whole.isascii()):
            return True
        if self._ascii is None:
            return False
        text = whole.decode("ascii").lower()  # faster than that of bytes
        # No generator: that alone would take as long as the look itself.
        for word in self._words:  # noqa: SIM110
            if word not in text:
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
    def _ascii(self) -> tuple[bytes, ...] | None:
        """All words as bytes, or none where one of them has other characters."""
        if not all(word.isascii() for word in self._words):
            return None
        return tuple(word.encode() for word in self._words)

    @cached_property
    def _is_of_words(self) -> bool:
        return all(len(phrase) == 1 for phrase in self.phrases)

    @cached_property
    def _is_plain(self) -> bool:
        """Tell whether JSON spells all words as they are."""
        words = "".join(self._words)
        return words.isprintable() and "\\" not in words
