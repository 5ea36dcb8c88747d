"""From Markdown to HTML that is safe to print, and sentences about what is refused.

Three fences stand behind each other: refusals.py refuses what an article must not
hold, the parser here knows no raw HTML and few kinds of address, and the cleaner lets
only the listed tags through.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A new number makes the loader render every stored article again.
PIPELINE_VERSION = 1

# Ids that the page around the text uses: a heading of that name gets a number.
_PAGE_IDS = ("main", "today", "draws", "now", "contents-title")

# Two slashes begin the address of another host, under whatever scheme this page has.
_ADDRESS = re.compile(r"\A(?:https://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)


def is_good_address(address: str) -> bool:
    """Tell whether an article may link to this: the web, mail, telephone, or us."""
    return bool(_ADDRESS.match(address))


class _Parser(MarkdownIt):
    """A parser that leaves a link to anything else standing as plain text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the parser's own name
        """Judge an address after its entities and escapes were read."""
        return is_good_address(url)


_parser = _Parser("commonmark", {"html": False, "typographer": True}).enable(
    ["table", "strikethrough", "smartquotes", "replacements"]
)
_cleaner = nh3.Cleaner(
    tags={
        *("h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote"),
        *("em", "strong", "s", "a", "code", "pre"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        **{level: {"id"} for level in ("h2", "h3", "h4")},
    },
    url_schemes={"https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)


@dataclass(frozen=True)
class Heading:
    """A heading of the second level, and the id that links to it."""

    id: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """An article's text as the page prints it."""

    html: SafeString
    headings: tuple[Heading, ...]
    words: int


def render_markdown(source: str) -> Rendered:
    """Render Markdown; whatever it holds, the HTML returned is safe to print."""
    environment: dict[str, object] = {}
    tokens = _parser.parse(source, environment)
    headings = _give_ids(tokens)
    html = _parser.renderer.render(tokens, _parser.options, environment)
    words = sum(len(plain_text(token).split()) for token in tokens)
    return Rendered(html=trusted(_cleaner.clean(html)), headings=headings, words=words)


def trusted(html: str) -> SafeString:
    """Mark the cleaner's output as safe; the attack list in the tests holds this."""
    return mark_safe(html)  # nosec B308 # noqa: S308 -- only ever given what the cleaner returned


def plain_text(block: Token) -> str:
    """Return the words of a block without their marks."""
    return "".join(
        " " if child.type.endswith("break") else child.content
        for child in block.children or ()
    )


def _give_ids(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give each heading its id, and return those of the second level."""
    used = Counter(_PAGE_IDS)
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            heading = _heading(plain_text(inline), used=used)
            opening.attrSet("id", heading.id)
            if opening.tag == "h2":
                found.append(heading)
    return tuple(found)


def _heading(text: str, *, used: Counter[str]) -> Heading:
    # Words in other scripts leave nothing of an ASCII slug.
    slug = slugify(text) or "part"
    used[slug] += 1
    number = used[slug]
    return Heading(id=slug if number == 1 else f"{slug}-{number}", text=text)
