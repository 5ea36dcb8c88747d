"""How hard a text is to read: the Flesch-Kincaid grade, and what it counts.

Grade = 0.39 * words per sentence + 11.8 * syllables per word - 15.59
(Kincaid and others, 1975). Headings are left out, since short ones would flatter the
figure. A list item ends a sentence, as a full stop does.

Syllables are estimated from spelling: groups of vowels, less a silent e or -ed, and one
more where two vowels are spoken apart. Where the estimate could be doubted it errs to
the hard side: a word in capitals is spelt out (PTSD has four) and each digit counts.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_parser = MarkdownIt("commonmark")
_WORD = re.compile(r"[^\W_]+(?:[\u2019'.,][^\W_]+)*%?")
_SENTENCE_END = re.compile(r"[.!?]+[”\")]*(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# Not silent are the ends of table, wanted, settled, changes and watches.
_SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|"
    r"(?:[^aeiouyltd]|[aeiouy]l)ed$|"
    r"(?:[^aeiouylsxzcgh]|[aeiouy]l)es$"
)
# Vowels that stand together and are spoken apart, as in violence, being and react.
_APART = re.compile(r"[iy]a|io(?!n|us)|iu|eyo|uie|ie[nt]|[eiy]ing|react|creat|idea")


@dataclass(frozen=True)
class Block:
    """A heading, or a paragraph or list item, without its marks."""

    is_heading: bool
    text: str


def blocks_of(markdown: str) -> list[Block]:
    """Return the text's blocks in order."""
    tokens = _parser.parse(markdown)
    return [
        Block(is_heading=opening.type == "heading_open", text=_plain(inline))
        for opening, inline in pairwise(tokens)
        if inline.type == "inline"
    ]


def prose_of(markdown: str) -> list[str]:
    """Return the blocks that are not headings."""
    return [block.text for block in blocks_of(markdown) if not block.is_heading]


def words_of(text: str) -> list[str]:
    """Return the words; a number such as 7,724 or 45.1% is one."""
    return _WORD.findall(text)


def syllables_of(word: str) -> int:
    """Estimate the syllables of one word."""
    digits = sum(character.isdigit() for character in word)
    if digits:
        return digits
    if word.isupper():
        return len(word)
    plain = re.sub(r"[\u2019'].*", "", word).lower()
    groups = len(_VOWELS.findall(plain)) + len(_APART.findall(plain))
    return max(1, groups - bool(_SILENT.search(plain)))


def grade_of(markdown: str) -> float:
    """Return the Flesch-Kincaid grade of a Markdown text."""
    prose = prose_of(markdown)
    sentences = [
        part for block in prose for part in _SENTENCE_END.split(block) if part.strip()
    ]
    words = [word for block in prose for word in words_of(block)]
    if not words:
        return 0.0
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _plain(inline: Token) -> str:
    return "".join(
        " " if child.type.endswith("break") else child.content
        for child in inline.children or ()
    )
