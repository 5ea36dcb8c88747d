"""Comparing two texts: paragraphs first, and then words where paragraphs differ.

The time that a comparison takes grows faster than the texts, so long ones are compared
by paragraphs alone, and very long ones not at all; the page says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_LINES = 1_000  # paragraphs of one text
MOST_WORDS = 1_000  # of one text's changed passage
MOST_CHARACTERS = 60_000  # of one text, for a comparison by words
AROUND = 160  # characters of what stayed, shown on each side of a change, about
_WORDS = re.compile(r"\S+\s*|\s+")
_HALF_A_WORD_AFTER = re.compile(r"\s+\S*\Z")
_HALF_A_WORD_BEFORE = re.compile(r"\A\S*\s+")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Words that stayed, went or came."""

    change: Change
    text: str

    def __repr__(self) -> str:
        return "<Piece>"


def compare(before: str, after: str) -> list[Piece] | None:
    """Return the pieces of two texts in reading order, or ``None``: they are too long.

    The pieces that are not new make the first text, those that are not gone the second.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > MOST_LINES:
        return None
    by_words = max(len(before), len(after)) <= MOST_CHARACTERS
    return list(_paragraphs(old, new, by_words=by_words))


def shortened(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the middle of long unchanged passages left out."""
    found = []
    for piece in pieces:
        if piece.change is not Change.SAME or len(piece.text) <= 3 * AROUND:
            found.append(piece)
            continue
        found += [
            Piece(Change.SAME, _HALF_A_WORD_AFTER.sub("", piece.text[:AROUND])),
            Piece(Change.LEFT_OUT, ""),
            Piece(Change.SAME, _HALF_A_WORD_BEFORE.sub("", piece.text[-AROUND:])),
        ]
    return found


def _paragraphs(old: list[str], new: list[str], *, by_words: bool) -> Iterator[Piece]:
    for same, gone, come in _steps(old, new):
        if not by_words or same or not (gone and come):
            yield from _pieces(same, gone, come)
            continue
        words = [_WORDS.findall("".join(passage)) for passage in (gone, come)]
        if max(map(len, words)) > MOST_WORDS:
            yield from _pieces(same, gone, come)
            continue
        for step in _steps(*words):
            yield from _pieces(*step)


def _steps(
    old: list[str], new: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield what stayed, went and came, one step of the way after another."""
    matcher = SequenceMatcher(None, old, new)
    for tag, i, k, m, n in matcher.get_opcodes():
        if tag == "equal":
            yield old[i:k], [], []
        else:
            yield [], old[i:k], new[m:n]


def _pieces(same: list[str], gone: list[str], come: list[str]) -> Iterator[Piece]:
    changes = ((Change.SAME, same), (Change.GONE, gone), (Change.NEW, come))
    for change, parts in changes:
        if parts:
            yield Piece(change, "".join(parts))
