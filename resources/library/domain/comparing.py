"""Two files of an article, compared: line by line, and within a line word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from itertools import groupby

# Lines on both sides of a change, so that a reader knows where it stands.
CONTEXT = 2
_MARKS = {"+": "new", "-": "gone", "@": "place", " ": "same"}
# Below this, two lines have so little in common that marking words would confuse.
_ALIKE = 0.3
# A word takes the space after it along: a space of its own would be like every other
# one, and the work would grow with the square of their number.
_WORDS = re.compile(r"\s+|\S+\s*")
# Words of a line that are compared one by one. What ships has less than a hundred in a
# paragraph; the work grows with the square, at worst.
MOST_WORDS = 500


@dataclass(frozen=True)
class Piece:
    """A run of words in a line that was changed, or was not."""

    is_changed: bool
    text: str


@dataclass(frozen=True)
class Line:
    """A line compared; the change is ``new``, ``gone``, ``same`` or ``place``."""

    change: str
    text: str
    pieces: tuple[Piece, ...] = ()


def compared(before: str, after: str) -> list[Line]:
    """Return what changed between two files, with a little of what stands around it.

    A paragraph is one line: where a line took the place of another like it, both say
    which of their words are not in the other.
    """
    lines = unified_diff(
        before.splitlines(), after.splitlines(), lineterm="", n=CONTEXT
    )
    # The first two lines would name the files.
    plain = [
        Line(_MARKS[line[0]], "" if line[0] == "@" else line[1:])
        for at, line in enumerate(lines)
        if at > 1
    ]
    return list(_with_words(plain))


def _with_words(lines: Iterable[Line]) -> Iterator[Line]:
    """Mark the words, where lines that are gone stand before as many new ones."""
    gone: list[Line] = []
    for change, group in groupby(lines, key=lambda line: line.change):
        run = list(group)
        if change == "gone":
            gone = run
            continue
        if change == "new" and len(gone) == len(run):
            pairs = [_marked(old, new) for old, new in zip(gone, run, strict=True)]
            gone = [old for old, _new in pairs]
            run = [new for _old, new in pairs]
        yield from (*gone, *run)
        gone = []
    yield from gone


def _marked(old: Line, new: Line) -> tuple[Line, Line]:
    words, others = _WORDS.findall(old.text), _WORDS.findall(new.text)
    if max(len(words), len(others)) > MOST_WORDS:
        return old, new
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return old, new
    steps = matcher.get_opcodes()
    ours = tuple(
        Piece(tag != "equal", "".join(words[a:b])) for tag, a, b, *_ in steps if b > a
    )
    theirs = tuple(
        Piece(tag != "equal", "".join(others[c:d])) for tag, *_, c, d in steps if d > c
    )
    return Line(old.change, old.text, ours), Line(new.change, new.text, theirs)
