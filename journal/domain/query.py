"""What somebody searches for: words, and "exact phrases" in quotes of any shape."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from journal.domain.folding import ascii_fold, fold, latin_fold
from journal.domain.seen import BETWEEN, first_words_in, is_on_timeline, words_in

QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_PARTS = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\\s{QUOTES}]+)")
_GAP = r"\s+"  # a phrase may go on in the next line
# Not in a key of JSON that spells all as it is: "sleep" would be in every header.
_NOT_IN_KEY = '(?![^"]*":)'

_Occurs = Callable[[str], re.Match[str] | None]


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
        folded = self._fold(BETWEEN.join(texts))
        return all(occurs(folded) for occurs in self._occurs)

    def look_at(self, header: bytes, read_body: Callable[[], bytes]) -> bool | None:
        """Tell from its bytes whether it occurs in a record.

        False is certain, and true of what stands on the timeline; ``None`` is for what
        has to be parsed. This runs for every record there is. The header is looked at
        first: it is short, and holds the beginning of the text as well.
        """
        beside = self._folded(header) if self._is_plain else None
        if beside is None:
            return None
        words = self._words_in(header, beside)
        missing: Sequence[_Occurs] = self._occurs
        if words:
            missing = [occurs for occurs in missing if not occurs(words)]
        if not missing:
            return True
        text = self._folded(read_body())
        if text is None:
            return None
        for occurs in missing:
            if not occurs(text):
                return None if words is None else False
        return True

    def _words_in(self, header: bytes, beside: str) -> str | None:
        """Return the words of a header, folded, or as many of them as hold this query.

        Args:
            header: Of any record.
            beside: All of it, folded; where no phrase occurs in that, there is no word.

        Returns:
            The words; ``None`` where the bytes do not tell.
        """
        is_spelt_out = "\\" not in beside
        # A phrase may stand there with an escape for the end of a line.
        if (is_spelt_out or self._is_of_words) and not _any_in(beside, self._occurs):
            return ""
        if not is_spelt_out or not is_on_timeline(header):
            return None
        if not header.isascii():
            words = words_in(header.decode())
            return None if words is None else self._fold(words)
        first = first_words_in(beside)
        for occurs in self._occurs:
            if not occurs(first):
                break
        else:
            return first
        # ASCII alone: folding makes quotes of other signs, and a value would be a key.
        return words_in(beside) if _any_in(beside, self._occurs_in_values) else ""

    def _folded(self, data: bytes) -> str | None:
        """Return a text as this query compares it; ``None`` for what is no text."""
        if data.isascii():
            return data.decode("ascii").lower()
        try:
            return self._fold(data.decode())
        except UnicodeDecodeError:
            return None

    def _fold(self, text: str) -> str:
        """Return a text folded, as far as this query needs that."""
        folded = latin_fold(text) if self._is_ascii else fold(text)
        if folded is not None:
            return folded
        bare = ascii_fold(text).decode("ascii")
        return fold(text) if any(word in bare for word in self._words) else ""

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
    def _occurs(self) -> tuple[_Occurs, ...]:
        return tuple(pattern.search for pattern in self._patterns)

    @cached_property
    def _occurs_in_values(self) -> tuple[_Occurs, ...]:
        patterns = (each.pattern + _NOT_IN_KEY for each in self._patterns)
        return tuple(re.compile(pattern).search for pattern in patterns)

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


def _any_in(text: str, occurs: Sequence[_Occurs]) -> bool:
    for each in occurs:  # noqa: SIM110 -- any() takes longer, for every record there is
        if each(text):
            return True
    return False
