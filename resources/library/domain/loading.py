"""Loading what ships with the site, without undoing what people did here."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from resources.library.domain.content import (
    ArticleContent,
    PromptContent,
    TopicContent,
    digest_of,
)
from resources.library.domain.editing import render_stale_articles
from resources.library.domain.indexing import index_stale_articles
from resources.library.domain.revisions import give_way
from resources.library.domain.rows import (
    content_of,
    place,
    prompt_content_of,
    topic_content_of,
    write_content,
    write_own_prompt,
    write_topic,
)
from resources.library.domain.shipped import ShippedLanguage, read_content
from resources.library.domain.versions import keep_first_versions, keep_version
from resources.library.models import Article, Event, Prompt, State, Topic


class Outcome(StrEnum):
    """What became of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT_AS_EDITED = "kept as edited here"
    KEPT_AS_RETIRED = "kept as retired here"


@dataclass
class Report:
    """What became of each file, by outcome, and how many texts were rendered again."""

    files: dict[Outcome, list[str]] = field(default_factory=lambda: defaultdict(list))
    rendered: int = 0


def load_library(folder: Path) -> Report:
    """Bring the library up to what a folder holds; a second run changes nothing.

    Args:
        folder: Holds one folder for each language.

    Returns:
        The outcome of every file. A row that a curator has edited since it was loaded
        is never overwritten, and what was retired is never revived.

    Raises:
        ContentError: Some file is wrong; then nothing at all was written.
    """
    shipped = read_content(folder)
    report = Report()
    with transaction.atomic():
        for one in shipped:
            _load_language(one, report=report)
        report.rendered = render_stale_articles()
        index_stale_articles()
        keep_first_versions()
    return report


def _load_language(shipped: ShippedLanguage, *, report: Report) -> None:
    language = shipped.language
    for slug, topic in shipped.topics.items():
        with place(f"{language}/topics/{slug}") as name:
            outcome = _load_topic(slug, language=language, content=topic)
            report.files[outcome].append(name)
    for slug, article in shipped.articles.items():
        with place(f"{language}/{slug}") as name:
            outcome = _load_article(slug, language=language, content=article)
            report.files[outcome].append(name)
    for slug, prompt in shipped.prompts.items():
        with place(f"{language}/prompts/{slug}") as name:
            outcome = _load_prompt(slug, language=language, content=prompt)
            report.files[outcome].append(name)


def _load_topic(slug: str, *, language: str, content: TopicContent) -> Outcome:
    topic = Topic.objects.filter(slug=slug, language=language).first()
    if topic is None:
        write_topic(Topic(slug=slug, language=language), content=content)
        return Outcome.ADDED
    outcome = _outcome(
        now=digest_of(topic_content_of(topic)),
        loaded=topic.shipped_digest,
        shipped=digest_of(content),
    )
    if outcome is Outcome.UPDATED:
        write_topic(topic, content=content)
    return outcome


def _load_article(slug: str, *, language: str, content: ArticleContent) -> Outcome:
    rows = Article.objects.filter(slug=slug, language=language, revises=None)
    article = rows.first()
    if article is None:
        give_way(slug, language=language)
        _write(Article(slug=slug, language=language), content=content)
        return Outcome.ADDED
    outcome = _outcome(
        now=digest_of(content_of(article)),
        loaded=article.shipped_digest,
        shipped=digest_of(content),
    )
    if outcome is not Outcome.UNCHANGED and article.state == State.RETIRED:
        return Outcome.KEPT_AS_RETIRED
    if outcome is Outcome.UPDATED and hasattr(article, "revision"):
        # Somebody is changing it: their copy would undo this without a word.
        return Outcome.KEPT_AS_EDITED
    if outcome is Outcome.UPDATED:
        _write(article, content=content)
    return outcome


def _load_prompt(slug: str, *, language: str, content: PromptContent) -> Outcome:
    prompt = Prompt.objects.filter(article=None, slug=slug, language=language).first()
    if prompt is None:
        write_own_prompt(Prompt(slug=slug, language=language), content=content)
        return Outcome.ADDED
    if prompt.state == State.RETIRED:
        return Outcome.KEPT_AS_RETIRED
    outcome = _outcome(
        now=digest_of(prompt_content_of(prompt)),
        loaded=prompt.shipped_digest,
        shipped=digest_of(content),
    )
    if outcome is Outcome.UPDATED:
        write_own_prompt(prompt, content=content)
    return outcome


def _write(article: Article, *, content: ArticleContent) -> None:
    write_content(article, content=content)
    keep_version(article, event=Event.LOADED)


def _outcome(*, now: str, loaded: str, shipped: str) -> Outcome:
    """Compare three digests: of the row, of the row when loaded, and of the file."""
    if now == shipped:
        return Outcome.UNCHANGED
    return Outcome.UPDATED if now == loaded else Outcome.KEPT_AS_EDITED
