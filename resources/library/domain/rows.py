"""Between an article's row and its content: each way, one function."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from resources.library.domain.articles import claims_of, review_of
from resources.library.domain.content import (
    ArticleContent,
    ClinicalReview,
    PromptContent,
    TopicContent,
    digest_of,
)
from resources.library.domain.editing import save_article
from resources.library.domain.matter import fail
from resources.library.domain.prompts import prompts_of
from resources.library.domain.refusals import check_own_prompt
from resources.library.models import Article, Prompt, Topic

# Fields that the row and the content hold under one name and in one form.
_ALIKE = (
    *("title", "tab_title", "summary", "description", "kind", "order", "state"),
    "subject",
    *("content_note", "content_note_skip", "conflict_of_interest"),
    *("last_checked", "review_by", "body"),
)
_LISTS = ("source_paragraphs", "draws_on", "read_next")


@contextmanager
def place(name: str) -> Iterator[str]:
    """Let a row's complaint name the file and the key that it is about.

    Raises:
        ContentError: The row does not take what it was given.
    """
    try:
        yield name
    except ValidationError as error:
        key, problems = next(iter(error.message_dict.items()))
        why = " ".join(problems).rstrip(".")
        fail(name, key, _("does not fit: %(why)s") % {"why": why})


def content_of(article: Article) -> ArticleContent:
    """Return what a stored article holds now."""
    alike: dict[str, Any] = {name: getattr(article, name) for name in _ALIKE}
    lists: dict[str, Any] = {name: tuple(getattr(article, name)) for name in _LISTS}
    return ArticleContent(
        **alike,
        **lists,
        topics=tuple(sorted(topic.slug for topic in article.topics.all())),
        claims=claims_of(article),
        prompts={prompt.depth: prompt.text for prompt in prompts_of(article)},
        clinical_review=review_of(article),
    )


def write_content(
    article: Article, *, content: ArticleContent, is_shipped: bool = True
) -> None:
    """Make a row hold this content, and remember it as shipped if it is.

    Raises:
        ValidationError: A field is longer than its row allows.
    """
    for name in _ALIKE:
        setattr(article, name, getattr(content, name))
    for name in _LISTS:
        setattr(article, name, list(getattr(content, name)))
    article.claims = [_as_json(claim) for claim in content.claims]
    article.clinical_review = review_as_json(content.clinical_review)
    if is_shipped:
        article.shipped_digest = digest_of(content)
    # SQLite would take any length, and PostgreSQL would fail without a sentence.
    article.clean_fields(exclude=("rendered",))
    save_article(article)
    _write_topics(article, slugs=content.topics)
    _write_prompts(article, prompts=content.prompts)


def write_words(article: Article, *, content: ArticleContent) -> None:
    """Give a row other words; where it stands, and who reviewed it, stay its own.

    Raises:
        ValidationError: A field is longer than its row allows.
    """
    kept = replace(content, state=article.state, clinical_review=review_of(article))
    write_content(article, content=kept, is_shipped=False)


def review_as_json(review: ClinicalReview | None) -> dict[str, str] | None:
    """Return a clinical review as its row keeps it."""
    return _as_json(review) if review else None


def topic_content_of(topic: Topic) -> TopicContent:
    """Return what a stored topic holds now."""
    return TopicContent(name=topic.name, note=topic.note, order=topic.order)


def write_topic(
    topic: Topic, *, content: TopicContent, is_shipped: bool = True
) -> None:
    """Make a topic's row hold this content, and remember it as shipped if it is.

    Raises:
        ValidationError: A field is longer than its row allows.
    """
    topic.name, topic.note, topic.order = content.name, content.note, content.order
    topic.shipped_digest = digest_of(content) if is_shipped else ""
    topic.clean_fields()
    topic.save()


def prompt_content_of(prompt: Prompt) -> PromptContent:
    """Return what a stored prompt holds now."""
    return PromptContent(depth=prompt.depth, text=prompt.text, state=prompt.state)


def write_own_prompt(
    prompt: Prompt, *, content: PromptContent, is_shipped: bool = True
) -> None:
    """Make a row hold this content; shipped content is remembered as such.

    Raises:
        ValidationError: The text is too long, or the slug is none.
    """
    prompt.depth, prompt.text = content.depth, content.text
    prompt.state = content.state
    prompt.shipped_digest = digest_of(content) if is_shipped else ""
    prompt.clean_fields()
    check_own_prompt(prompt.text)
    prompt.save()


def _write_topics(article: Article, *, slugs: tuple[str, ...]) -> None:
    topics = Topic.objects.filter(language=article.language, slug__in=slugs)
    article.topics.set(topics)


def _write_prompts(article: Article, *, prompts: dict[str, str]) -> None:
    article.prompts.exclude(depth__in=prompts).delete()
    stored = {prompt.depth: prompt for prompt in article.prompts.all()}
    for depth, text in prompts.items():
        prompt = stored.get(depth, Prompt(article=article, depth=depth))
        prompt.text = text
        prompt.clean_fields()
        prompt.save()


def _as_json(part: Any) -> dict[str, str]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in asdict(part).items()
    }
