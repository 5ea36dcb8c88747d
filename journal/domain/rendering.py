"""An entry as it is read: light Markdown, or just as it was typed.

What is stored is always what was typed. No sign may make words vanish, and none may
load or run anything: whoever can write an entry is not always its reader.
"""

import re
from collections.abc import Sequence

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# The parser's time grows with the length, some ten seconds for a megabyte of nothing
# but brackets; a page has none of that. What is longer is shown as it was typed.
MAX_RENDERED = 100_000  # characters
_LOWEST = 6  # level of headings
_ADDRESS = re.compile(r"\A(?:https?://|mailto:)", re.IGNORECASE)


class _Parser(MarkdownIt):
    """A parser that leaves a link to anything else standing as plain text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the parser's own name
        """Judge an address after its escapes were read."""
        return bool(_ADDRESS.match(url))


# Left out: pictures, which would be fetched; links with words of their own, which hide
# where they lead, and an address's title; link definitions, which vanish; code between
# fences, which swallows what stands beside the first; indented code, because paragraphs
# are indented too; a line below a line, which would make a heading of it; entities,
# which turn signs into others. What is left of links is an address as it stands.
_parser = (
    _Parser("commonmark", {"html": False, "breaks": True})
    .enable("strikethrough")
    .disable(["image", "link", "reference", "fence", "code", "lheading", "entity"])
)
_cleaner = nh3.Cleaner(
    tags={
        *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li"),
        *("blockquote", "em", "strong", "s", "a", "code", "pre"),
    },
    attributes={"a": {"href"}, "ol": {"start"}, "li": {"value"}},
    allowed_classes={"ol": {"numbered"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noreferrer nofollow",
)


def render_text(text: str, *, is_plain: bool = False) -> SafeString:
    """Return the words of an entry as HTML that is safe to print.

    Args:
        text: As it was typed.
        is_plain: Every sign stays as it is; lines and paragraphs do, in any case.
    """
    if is_plain or len(text) > MAX_RENDERED:
        return SafeString(linebreaks(text, autoescape=True))
    tokens = _parser.parse(text)
    _fit(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    # The parser knows no raw HTML; the cleaner is a second fence behind it.
    return mark_safe(_cleaner.clean(html))  # nosec B308 # noqa: S308 -- only ever given what the cleaner returned


def _fit(tokens: Sequence[Token]) -> None:
    """Let headings stand below the page's own, and items keep their numbers."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(_LOWEST, int(token.tag[1:]) + 1)}"
        elif token.type == "ordered_list_open":
            token.attrSet("class", "numbered")
        elif token.type == "list_item_open" and token.info.isdigit():
            token.attrSet("value", token.info)
