"""Reading a library file: YAML between two lines of dashes, then Markdown."""

import re
from dataclasses import fields

import yaml
from django.utils.translation import gettext as _

from resources.library.domain.content import (
    ArticleContent,
    PromptContent,
    TopicContent,
)
from resources.library.domain.matter import ContentError, Matter, fail
from resources.library.domain.parts import read_claims, read_prompts, read_review
from resources.library.models import Depth, Kind, State, Subject

_FILE = re.compile(r"\A---\n(?P<matter>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_KEYS = {field.name for field in fields(ArticleContent)} - {"body"}


def parse_article(text: str, *, place: str) -> ArticleContent:
    """Read one article.

    Args:
        text: The whole file, with line feeds as its line ends.
        place: What errors call the file, such as ``en/no-timetable.md``.

    Returns:
        The content; its body is trimmed, as the editing desk's form trims it too.

    Raises:
        ContentError: The file has no front matter, or a key is missing, unknown or
            of another type than expected.
    """
    found = _FILE.match(text)
    if found is None:
        raise ContentError(
            _("%(place)s: the file must begin with front matter between --- lines.")
            % {"place": place}
        )
    matter = Matter(place, _mapping(found["matter"], place=place))
    matter.refuse_other_keys(_KEYS)
    body = Matter(place, {"body": found["body"]}).text("body")
    return _article(matter, body=body)


def parse_topics(text: str, *, place: str) -> dict[str, TopicContent]:
    """Read the topics of one language, by slug, in the order in which they stand.

    Raises:
        ContentError: The file is not a list of topics, or a key is missing or unknown.
    """
    topics = {}
    matters = Matter(place, {"topics": _yaml(text, place=place)}).matters("topics")
    for order, matter in enumerate(matters, start=1):
        matter.refuse_other_keys(("slug", "name", "note"))
        topics[matter.text("slug")] = TopicContent(
            name=matter.text("name"),
            note=matter.text("note", blank=True),
            order=order,
        )
    return topics


def parse_own_prompts(text: str, *, place: str) -> dict[str, PromptContent]:
    """Read the prompts of one language that stand by themselves, by slug.

    Raises:
        ContentError: The file is not a list of prompts, a key is missing or unknown, a
            depth is none of the three, or two prompts have the same slug.
    """
    prompts: dict[str, PromptContent] = {}
    matters = Matter(place, {"prompts": _yaml(text, place=place)}).matters("prompts")
    for matter in matters:
        matter.refuse_other_keys(("slug", "depth", "state", "text"))
        slug = matter.text("slug")
        if slug in prompts:
            fail(matter.place, "slug", _("stands here twice"))
        prompts[slug] = PromptContent(
            depth=matter.choice("depth", Depth.values),
            text=matter.text("text"),
            state=_state(matter),
        )
    return prompts


def _state(matter: Matter) -> str:
    if "state" not in matter.values:
        return State.PUBLISHED
    return matter.choice("state", State.values)


def _article(matter: Matter, *, body: str) -> ArticleContent:
    return ArticleContent(
        title=matter.text("title"),
        tab_title=matter.text("tab_title"),
        summary=matter.text("summary"),
        description=matter.text("description"),
        kind=matter.choice("kind", Kind.values),
        order=matter.number("order"),
        subject=_subject(matter),
        topics=tuple(sorted(matter.texts("topics"))),
        source_paragraphs=matter.texts("source_paragraphs"),
        content_note=matter.text("content_note", blank=True),
        content_note_skip=matter.text("content_note_skip", blank=True),
        draws_on=matter.texts("draws_on"),
        claims=read_claims(matter),
        prompts=read_prompts(matter),
        read_next=matter.texts("read_next"),
        last_checked=matter.day("last_checked"),
        review_by=matter.day("review_by"),
        clinical_review=read_review(matter),
        conflict_of_interest=matter.text("conflict_of_interest"),
        state=matter.choice("state", State.values),
        body=body,
    )


def _subject(matter: Matter) -> str:
    if "subject" not in matter.values:
        return Subject.GENERAL
    return matter.choice("subject", Subject.values)


def _mapping(text: str, *, place: str) -> dict[str, object]:
    values = _yaml(text, place=place)
    if not isinstance(values, dict):
        raise ContentError(
            _("%(place)s: the front matter must be keys with values.")
            % {"place": place}
        )
    return {str(key): value for key, value in values.items()}


def _yaml(text: str, *, place: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        problem = str(error).replace("\n", " ")
        raise ContentError(
            _("%(place)s: this is not YAML: %(problem)s")
            % {"place": place, "problem": problem}
        ) from error
