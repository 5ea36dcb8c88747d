"""The whole library as files, and back: what is exported is what is read again.

Each kind of file has one writer and one reader in the two tuples; whoever adds a kind
adds one of each, and nothing else here changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from resources.library.domain.content import TopicContent, digest_of
from resources.library.domain.files import article_file, prompts_file, topics_file
from resources.library.domain.matter import ContentError
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
from resources.library.domain.shipped import CONTENT, ShippedLanguage, read_content
from resources.library.domain.versions import keep_version
from resources.library.models import Article, Event, Prompt, Topic
from resources.library.models.language import TAG


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What an import has to know of the row that it is about to write.

    Args:
        release: What ships with the site in this language, if anything does.
        may_replace: Whether rows that hold something else are overwritten.
    """

    release: ShippedLanguage | None
    may_replace: bool


# A language to the files of its folder, as names with their texts.
Writer = Callable[[str], Iterator[tuple[str, str]]]
# A language's files to the names of what was written.
Reader = Callable[[ShippedLanguage, Taken], Iterator[str]]


def export_library(folder: Path) -> list[str]:
    """Write the library into a folder that is new or empty.

    Working copies stay behind: they are not yet anything that a reader sees.

    Returns:
        The path of every file, below the folder.

    Raises:
        ContentError: Something is in the folder already, or a row stands under what
            is no language. Nothing was written.
    """
    languages = _languages()
    if folder.exists() and any(folder.iterdir()):
        raise ContentError(
            _("%(folder)s is not empty. Nothing was written.") % {"folder": folder}
        )
    written = []
    for language in languages:
        for writer in WRITERS:
            for name, text in writer(language):
                path = folder / language / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                written.append(f"{language}/{name}")
    return written


@transaction.atomic
def import_library(folder: Path, *, may_replace: bool = False) -> list[str]:
    """Read such a folder back.

    A row is taken for one that came with a release only where it holds what this
    release ships: anything else was somebody's work, and no release may undo it.

    Returns:
        What was written; what is there already in the same words is left alone.

    Raises:
        ContentError: A file is wrong, or a row holds something else and may not be
            replaced. Nothing was written.
    """
    releases = {one.language: one for one in read_content(CONTENT)}
    written: list[str] = []
    for files in read_content(folder):
        taken = Taken(release=releases.get(files.language), may_replace=may_replace)
        for reader in READERS:
            written += reader(files, taken)
    return written


def _languages() -> list[str]:
    """Return every language that has rows, once each.

    Raises:
        ContentError: One is no tag of a language, and so no name for a folder here.
    """
    rows = (
        Topic.objects.all(),
        Article.objects.filter(revises=None),
        Prompt.objects.filter(article=None),
    )
    found = {tag for each in rows for tag in each.values_list("language", flat=True)}
    for tag in found:
        if not TAG.match(tag):
            raise ContentError(
                _("“%(tag)s” is no language. Nothing was written.") % {"tag": tag}
            )
    return sorted(found)


def _topic_files(language: str) -> Iterator[tuple[str, str]]:
    rows = Topic.objects.filter(language=language)
    yield "topics.yaml", topics_file({row.slug: topic_content_of(row) for row in rows})


def _article_files(language: str) -> Iterator[tuple[str, str]]:
    rows = Article.objects.filter(language=language, revises=None)
    for row in rows.prefetch_related("topics", "prompts"):
        yield f"{row.slug}.md", article_file(content_of(row))


def _prompt_files(language: str) -> Iterator[tuple[str, str]]:
    rows = Prompt.objects.filter(article=None, language=language).order_by("pk")
    prompts = {row.slug: prompt_content_of(row) for row in rows}
    if prompts:
        yield "prompts.yaml", prompts_file(prompts)


def _read_topics(files: ShippedLanguage, taken: Taken) -> Iterator[str]:
    release = taken.release.topics if taken.release else {}
    for slug, content in files.topics.items():
        row = Topic.objects.filter(slug=slug, language=files.language).first()
        name = f"{files.language}/topics/{slug}"
        if row is None:
            row = Topic(slug=slug, language=files.language)
        elif _is_same_topic(topic_content_of(row), content, taken):
            continue
        else:
            _refuse_unless(taken.may_replace, name)
        with place(name):
            write_topic(row, content=content, is_shipped=release.get(slug) == content)
        yield name


def _is_same_topic(now: TopicContent, content: TopicContent, taken: Taken) -> bool:
    # A file knows the order of topics, and not the numbers that stand for it here.
    alike = content if taken.may_replace else replace(content, order=now.order)
    return now == alike


def _read_articles(files: ShippedLanguage, taken: Taken) -> Iterator[str]:
    release = taken.release.articles if taken.release else {}
    own = Article.objects.filter(language=files.language, revises=None)
    for slug, content in files.articles.items():
        row = own.filter(slug=slug).first()
        name = f"{files.language}/{slug}"
        if row is None:
            give_way(slug, language=files.language)
            row = Article(slug=slug, language=files.language)
        elif digest_of(content_of(row)) == digest_of(content):
            continue
        else:
            _refuse_unless(taken.may_replace, name)
        row.shipped_digest = ""
        is_shipped = release.get(slug) == content
        with place(name):
            write_content(row, content=content, is_shipped=is_shipped)
        keep_version(row, event=Event.IMPORTED)
        yield name


def _read_prompts(files: ShippedLanguage, taken: Taken) -> Iterator[str]:
    release = taken.release.prompts if taken.release else {}
    own = Prompt.objects.filter(article=None, language=files.language)
    for slug, content in files.prompts.items():
        row = own.filter(slug=slug).first()
        name = f"{files.language}/prompts/{slug}"
        if row is None:
            row = Prompt(slug=slug, language=files.language)
        elif prompt_content_of(row) == content:
            continue
        else:
            _refuse_unless(taken.may_replace, name)
        is_shipped = release.get(slug) == content
        with place(name):
            write_own_prompt(row, content=content, is_shipped=is_shipped)
        yield name


def _refuse_unless(may_replace: bool, name: str) -> None:  # noqa: FBT001 -- the one thing it asks
    if not may_replace:
        raise ContentError(
            _(
                "%(name)s is here in other words. Import into an empty library, or "
                "with --replace; its history keeps what it holds now."
            )
            % {"name": name}
        )


WRITERS: tuple[Writer, ...] = (_topic_files, _article_files, _prompt_files)
READERS: tuple[Reader, ...] = (_read_topics, _read_articles, _read_prompts)
