"""The whole library as files, and back: what is exported is what is read again.

One loop writes files and one reads them. Whoever adds a kind of file adds a writer of
its own to ``WRITERS``, and to ``KINDS`` what is particular when it is read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from resources.library.domain.content import (
    ArticleContent,
    TopicContent,
)
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


def _is_equal(now: object, content: object, _taken: Taken) -> bool:
    return now == content


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What the one loop that reads has to know of a kind of row.

    Args:
        folder: What stands before a slug where a row is named.
        contents: Returns what a language's files hold, by slug.
        rows: The rows that are read back; working copies are not among them.
        content_of: Returns what a row holds now.
        write: Makes a row hold it (``content``), as shipped or not (``is_shipped``).
        is_same: Tells whether a row (its content) holds what a file does.
    """

    folder: str
    contents: Callable[[ShippedLanguage], Mapping[str, Any]]
    rows: QuerySet[Any]
    content_of: Callable[[Any], Any]
    write: Callable[..., None]
    is_same: Callable[[Any, Any, Taken], bool] = _is_equal


# A language to the files of its folder, as names with their texts.
Writer = Callable[[str], Iterator[tuple[str, str]]]


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
        for kind in KINDS:
            written += _read(kind, files, taken)
    return written


def _languages() -> list[str]:
    """Return every language that has rows, once each.

    Raises:
        ContentError: One is no tag of a language, and so no name for a folder here.
    """
    found = {
        tag for kind in KINDS for tag in kind.rows.values_list("language", flat=True)
    }
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


def _read(kind: Kind, files: ShippedLanguage, taken: Taken) -> Iterator[str]:
    """Write what a language's files hold of one kind, and name what was written."""
    release = kind.contents(taken.release) if taken.release else {}
    rows = kind.rows.filter(language=files.language)
    for slug, content in kind.contents(files).items():
        name = f"{files.language}/{kind.folder}{slug}"
        row = rows.filter(slug=slug).first()
        if row is None:
            row = kind.rows.model(slug=slug, language=files.language)
        elif kind.is_same(kind.content_of(row), content, taken):
            continue
        else:
            _refuse_unless(taken.may_replace, name)
        with place(name):
            kind.write(row, content=content, is_shipped=release.get(slug) == content)
        yield name


def _is_same_topic(now: TopicContent, content: TopicContent, taken: Taken) -> bool:
    # A file knows the order of topics, and not the numbers that stand for it here.
    alike = content if taken.may_replace else replace(content, order=now.order)
    return now == alike


def _write_article(row: Article, *, content: ArticleContent, is_shipped: bool) -> None:
    if not row.pk:
        give_way(row.slug, language=row.language)
    row.shipped_digest = ""
    write_content(row, content=content, is_shipped=is_shipped)
    keep_version(row, event=Event.IMPORTED)


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
KINDS = (
    Kind(
        folder="topics/",
        contents=lambda files: files.topics,
        rows=Topic.objects.all(),
        content_of=topic_content_of,
        write=write_topic,
        is_same=_is_same_topic,
    ),
    Kind(
        folder="",
        contents=lambda files: files.articles,
        rows=Article.objects.filter(revises=None),
        content_of=content_of,
        write=_write_article,
    ),
    Kind(
        folder="prompts/",
        contents=lambda files: files.prompts,
        rows=Prompt.objects.filter(article=None),
        content_of=prompt_content_of,
        write=write_own_prompt,
    ),
)
