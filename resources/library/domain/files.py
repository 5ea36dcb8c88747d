"""Writing library files: what front_matter.py reads, in one form of its own.

The form never varies, so that a file that is written, read and written again has the
same bytes, and two versions of an article differ only where their words do.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

import yaml

from resources.library.domain.content import (
    UNSET_SUBJECT,
    ArticleContent,
    Claim,
    PromptContent,
    TopicContent,
)
from resources.library.models import Depth, State

TOPICS_HEAD = (
    "# The chapters of the library, in their order. The loader reads this file.\n"
)
PROMPTS_HEAD = (
    "# Prompts of our own, besides those of the articles. The loader reads this file.\n"
    "# README.md has the rules: nobody is asked what happened, and nothing is taken for"
    " granted.\n"
)


def article_file(content: ArticleContent) -> str:
    """Return the file of one article: front matter between dashes, then Markdown."""
    return "".join(
        f"{line}\n" for line in ("---", *_matter(content), "---", content.body)
    )


def topics_file(topics: Mapping[str, TopicContent]) -> str:
    """Return the file of one language's topics, given by slug in their order."""
    lines = []
    for slug, topic in topics.items():
        lines += [f"- slug: {_text(slug)}", f"  name: {_text(topic.name)}"]
        lines += [f"  note: {_text(topic.note)}"] if topic.note else []
    return TOPICS_HEAD + ("".join(f"{line}\n" for line in lines) or "[]\n")


def prompts_file(prompts: Mapping[str, PromptContent]) -> str:
    """Return the file of one language's own prompts, given by slug in their order."""
    lines = []
    for slug, prompt in prompts.items():
        lines += [f"- slug: {_text(slug)}", f"  depth: {_text(prompt.depth)}"]
        if prompt.state != State.PUBLISHED:
            lines.append(f"  state: {_text(prompt.state)}")
        lines.append(f"  text: {_text(prompt.text)}")
    return PROMPTS_HEAD + ("".join(f"{line}\n" for line in lines) or "[]\n")


def _matter(content: ArticleContent) -> Iterator[str]:
    for key in ("title", "tab_title", "summary", "description", "kind"):
        yield f"{key}: {_text(getattr(content, key))}"
    yield f"order: {content.order}"
    if content.subject != UNSET_SUBJECT:
        yield f"subject: {_text(content.subject)}"
    yield f"topics: {_row(content.topics)}"
    yield f"source_paragraphs: {_row(content.source_paragraphs)}"
    yield f"content_note: {_text(content.content_note)}"
    if content.content_note_skip:
        yield f"content_note_skip: {_text(content.content_note_skip)}"
    yield from _list("draws_on", (_text(line) for line in content.draws_on))
    yield from _list("claims", (_claim(claim) for claim in content.claims))
    yield from _prompts(content.prompts)
    yield f"read_next: {_row(content.read_next)}"
    yield f"last_checked: {content.last_checked}"
    yield f"review_by: {content.review_by}"
    yield from _review(content)
    yield f"conflict_of_interest: {_text(content.conflict_of_interest)}"
    yield f"state: {_text(content.state)}"


def _claim(claim: Claim) -> str:
    rows = (
        f"text: {_text(claim.text)}",
        f"source: {_text(claim.source)}",
        f"url: {_text(claim.url)}",
        f"checked: {claim.checked}",
    )
    return "\n    ".join(rows)


def _prompts(prompts: Mapping[str, str]) -> Iterator[str]:
    if prompts:
        yield "prompts:"
    for depth in Depth.values:
        if depth in prompts:
            yield f"  {depth}: {_text(prompts[depth])}"


def _review(content: ArticleContent) -> Iterator[str]:
    review = content.clinical_review
    if review is None:
        yield "clinical_review: none"
        return
    yield "clinical_review:"
    yield f"  who: {_text(review.who)}"
    yield f"  profession: {_text(review.profession)}"
    yield f"  date: {review.date}"


def _list(key: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"  - {item}" for item in items]
    yield from (f"{key}:", *lines) if lines else (f"{key}: []",)


def _row(texts: Iterable[str]) -> str:
    """Return short texts on one line."""
    return f"[{', '.join(_text(text, others=',[]{}?') for text in texts)}]"


def _text(text: str, *, others: str = "") -> str:
    """Return a text as it stands, or between quotation marks where YAML needs them."""
    if not any(mark in text for mark in others) and _reads_as(text, text):
        return text
    # JSON's strings are YAML's too, but for a few characters that YAML leaves out.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in quoted
    )


def _reads_as(written: str, text: str) -> bool:
    if "\n" in written:
        return False
    try:
        found = yaml.safe_load(f"key: {written}\nnext: x")
    except yaml.YAMLError:
        return False
    return bool(found == {"key": text, "next": "x"})
