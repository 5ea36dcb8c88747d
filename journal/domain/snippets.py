"""A few words around what was found, cut into pieces that are hits and that are not."""

from dataclasses import dataclass

from journal.domain.folding import fold, original_index, origins
from journal.domain.query import Query

BEFORE = 60  # characters in front of the first hit
LENGTH = 200  # characters
_REACH = 24  # how far a cut moves to fall between two words


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Part of a text, as it was written."""

    text: str
    is_hit: bool = False

    def __repr__(self) -> str:
        return "<Piece>"


def snippet(text: str, query: Query) -> list[Piece]:
    """Return the surroundings of the first hit; the beginning where there is none."""
    found = query.first_in(fold(text))
    at = 0 if found is None else original_index(text, found)
    start = _after_a_gap(text, max(0, at - BEFORE), at)
    end = _before_a_gap(text, start + LENGTH)
    pieces = marked(text[start:end], query)
    if start:
        pieces.insert(0, Piece("\u2026 "))
    if end < len(text):
        pieces.append(Piece(" \u2026"))
    return pieces


def marked(text: str, query: Query) -> list[Piece]:
    """Return a short text in pieces: what was found, and what lies between."""
    pieces, shown = [], 0
    for start, end in _hits(text, query):
        if start > shown:
            pieces.append(Piece(text[shown:start]))
        pieces.append(Piece(text[start:end], is_hit=True))
        shown = end
    if shown < len(text):
        pieces.append(Piece(text[shown:]))
    return pieces


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    """Return from where to where hits reach in a text; those that meet are one."""
    spans = sorted(query.spans_in(fold(text)))
    come_from = origins(text) if spans else []
    hits: list[tuple[int, int]] = []
    for begin, behind in spans:
        start = come_from[begin]
        end = come_from[behind] if behind < len(come_from) else len(text)
        # Marks that fold away after a letter belong to it.
        end = max(end, come_from[behind - 1] + 1)
        if hits and start <= hits[-1][1]:
            start, end = hits[-1][0], max(end, hits.pop()[1])
        hits.append((start, end))
    return hits


def _after_a_gap(text: str, start: int, at: int) -> int:
    if start == 0:
        return 0
    for place in range(start, min(start + _REACH, at)):
        if text[place - 1].isspace():
            return place
    while start < at and not fold(text[start]):
        start += 1  # never between a letter and its mark
    return start


def _before_a_gap(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    for place in range(end, end - _REACH, -1):
        if text[place].isspace():
            return place
    while end < len(text) and not fold(text[end]):
        end += 1
    return end
