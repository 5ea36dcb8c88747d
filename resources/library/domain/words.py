"""Words as the library's search compares them: without case, accents and endings.

Both databases are given the same words, so that both find the same articles. Folding
is Unicode's NFKD without marks, then its full casefolding (the standard, chapter 3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from resources.library.domain.articles import base_language

# A new number makes the loader index every stored article again.
WORDS_VERSION = 1

MIN_PREFIX = 3  # letters; the beginning of a shorter word is in half of all words
_LONGEST = 64  # characters; PostgreSQL takes no search word above 2 KiB
# Apostrophes and accents that follow a letter belong to its word.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f'\u2019]+[^\W_]+)*[\u0300-\u036f]*")
_APOSTROPHES = str.maketrans("", "", "'\u2019")
# NFKD leaves these letters whole, and people type either form.
_LETTERS = str.maketrans(
    {
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u0131": "i",
    }
)
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, folded, and shortened to its stem."""

    start: int
    end: int
    folded: str
    stem: str

    def is_hit(self, sought: "Word") -> bool:
        """Tell whether this word of a text is one that somebody looks for."""
        begins = len(sought.folded) >= MIN_PREFIX and (
            self.stem.startswith(sought.folded) or self.folded.startswith(sought.folded)
        )
        return begins or self.stem == sought.stem


def words_in(text: str, *, language: str) -> Iterator[Word]:
    """Return the words of a text in order; signs between them are left out."""
    base = base_language(language)
    for found in _WORD.finditer(text):
        folded = fold(found[0])
        if folded:
            yield Word(found.start(), found.end(), folded, stem_of(folded, base))


def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes, cut at 64 characters."""
    bare = "".join(each for each in normalize("NFKD", word) if not combining(each))
    plain = bare.casefold().translate(_LETTERS).translate(_APOSTROPHES)
    return "".join(filter(str.isalnum, plain))[:_LONGEST]


@lru_cache(maxsize=20_000)
def stem_of(folded: str, language: str) -> str:
    """Return what the forms of a word share; only English endings are known so far.

    A plural's s goes (Harman, “How effective is suffixing?”, 1991), then -ing and -ed
    with a doubled letter before them, then a last e.
    """
    if language != "en" or not folded.isascii():
        return folded
    return _without_e(_without_verb_ending(_singular(folded)))


def _singular(word: str) -> str:
    if len(word) <= MIN_PREFIX or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= MIN_PREFIX and _VOWEL.search(rest):
            is_doubled = rest[-1] == rest[-2] and rest[-1] not in "aeiouslz"
            return rest[:-1] if is_doubled else rest
    return word


def _without_e(word: str) -> str:
    return word.removesuffix("e") if len(word) > MIN_PREFIX else word
