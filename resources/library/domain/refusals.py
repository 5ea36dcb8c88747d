"""What articles and prompts must not hold, and the sentence that says so."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from resources.library.domain.markdown import is_good_address, render_markdown

# The longest article is a tenth of this. The limit bounds the parser's work.
MAX_SOURCE = 60_000  # characters
# What can be read at one glance above the page one writes on.
MAX_OWN_PROMPT = 200  # characters


class _OpenParser(MarkdownIt):
    """A parser that hides nothing: it is for looking, never for rendering."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- the parser's name
        """Take every address as a link, so that the check sees the bad ones."""
        return True


_parser = _OpenParser("commonmark", {"html": True}).enable(["table", "strikethrough"])


def check_markdown(source: str) -> None:
    """Pass Markdown that an article may hold.

    Raises:
        ValidationError: It is too long, or holds raw HTML, a picture, a heading of the
            first level, or a link to anything but https, mailto, tel, a path of this
            site or a place on the page. Every fault is named with its line.
    """
    if len(source) > MAX_SOURCE:
        raise ValidationError(
            _("The text is longer than %(most)d characters. Please part it in two."),
            params={"most": MAX_SOURCE},
        )
    # One word in <b>…</b> is one fault to a person, though two to the parser.
    faults = list(dict.fromkeys(_faults(_parser.parse(source))))
    if faults:
        raise ValidationError(faults)


def check_skip(heading_id: str, *, source: str) -> None:
    """Pass a place to skip to that the text really has, or none.

    Raises:
        ValidationError: No heading of the second level has this id.
    """
    known = [heading.id for heading in render_markdown(source).headings]
    if heading_id and heading_id not in known:
        raise ValidationError(
            _("No heading has the id “%(id)s”. There are: %(known)s."),
            params={"id": heading_id, "known": ", ".join(known)},
        )


def check_own_prompt(text: str) -> None:
    """Pass a prompt that is short enough to stand by itself.

    Raises:
        ValidationError: It is longer; the message names the field.
    """
    if len(text) > MAX_OWN_PROMPT:
        why = _("Please keep it to %(most)d characters.") % {"most": MAX_OWN_PROMPT}
        raise ValidationError({"text": [why]})


def _faults(blocks: list[Token]) -> Iterator[str]:
    for block in blocks:
        line = block.map[0] + 1 if block.map else 0
        for token in (block, *(block.children or ())):
            problem = _problem(token)
            if problem:
                yield _("Line %(line)d: %(problem)s") % {
                    "line": line,
                    "problem": problem,
                }


def _problem(token: Token) -> str | None:
    match token.type:
        case "html_block" | "html_inline":
            return _("HTML is not accepted. Please write it in Markdown.")
        case "image":
            return _(
                "Pictures are not accepted: one from another address would tell that "
                "address who reads this page."
            )
        case "heading_open" if token.tag == "h1":
            return _("Please begin headings with ##. The title is the first heading.")
        case "link_open" if not is_good_address(str(token.attrGet("href"))):
            return _(
                "The link to “%(address)s” is not accepted. An address begins with "
                "https://, mailto:, tel:, # or a single slash."
            ) % {"address": token.attrGet("href")}
    return None
