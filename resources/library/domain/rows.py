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
    words_digest,
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
    """Return what a stored article holds now.

    A clinical review is of words: where those have changed since, there is none.
    """
    alike: dict[str, Any] = {name: getattr(article, name) for name in _ALIKE}
    lists: dict[str, Any] = {name: tuple(getattr(article, name)) for name in _LISTS}
    content = ArticleContent(
        **alike,
        **lists,
        topics=tuple(sorted(topic.slug for topic in article.topics.all())),
        claims=claims_of(article),
        prompts={prompt.depth: prompt.text for prompt in prompts_of(article)},
        clinical_review=review_of(article),
    )
    if article.reviewed_digest != words_digest(content):
        content = replace(content, clinical_review=None)
    return content


def standing_review_of(article: Article) -> ClinicalReview | None:
    """Return the clinical review that readers see: of the words as they are now."""
    if article.clinical_review is None:
        return None
    return content_of(article).clinical_review


def write_content(
    article: Article, *, content: ArticleContent, is_shipped: bool = True
) -> None:
    """Make a row hold this content, and remember it as shipped if it is.

    Its clinical review, if there is one, is taken for a review of these words.

    Raises:
        ValidationError: A field is longer than its row allows.
    """
    put_review(content.clinical_review, article=article, content=content)
    if is_shipped:
        article.shipped_digest = digest_of(content)
    _write(article, content=content)


def write_words(article: Article, *, content: ArticleContent) -> None:
    """Give a row other words; where it stands, and who reviewed it, stay its own.

    Raises:
        ValidationError: A field is longer than its row allows.
    """
    _write(article, content=replace(content, state=article.state))


def put_review(
    review: ClinicalReview | None, *, article: Article, content: ArticleContent
) -> None:
    """Let a row hold a clinical review of these words, or none; it is not saved yet."""
    article.clinical_review = _as_json(review) if review else None
    article.reviewed_digest = words_digest(content) if review else ""


def _write(article: Article, *, content: ArticleContent) -> None:
    for name in _ALIKE:
        setattr(article, name, getattr(content, name))
    for name in _LISTS:
        setattr(article, name, list(getattr(content, name)))
    article.claims = [_as_json(claim) for claim in content.claims]
    # SQLite would take any length, and PostgreSQL would fail without a sentence.
    article.clean_fields(exclude=("rendered",))
    save_article(article)
    _write_topics(article, slugs=content.topics)
    _write_prompts(article, prompts=content.prompts)


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
