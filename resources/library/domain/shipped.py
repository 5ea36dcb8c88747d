"""Reading the folder of files that ships with the site, before anything is written."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from resources.library.domain.content import (
    ArticleContent,
    PromptContent,
    TopicContent,
)
from resources.library.domain.front_matter import (
    parse_article,
    parse_own_prompts,
    parse_topics,
)
from resources.library.domain.matter import ContentError, fail
from resources.library.domain.refusals import check_markdown, check_skip

CONTENT = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True, kw_only=True)
class ShippedLanguage:
    """One language's folder, read and found good; each mapping is by slug."""

    language: str
    topics: dict[str, TopicContent]
    articles: dict[str, ArticleContent]
    prompts: dict[str, PromptContent]


def read_content(folder: Path) -> list[ShippedLanguage]:
    """Read ``<language>/topics.yaml`` and ``<language>/<slug>.md`` below a folder.

    ``<language>/prompts.yaml`` may stand beside them.

    Raises:
        ContentError: A file is missing, cannot be read, names a topic that does not
            exist, or holds Markdown that is refused.
    """
    languages = sorted(path for path in folder.glob("*") if path.is_dir())
    if not languages:
        raise ContentError(
            _("%(folder)s holds no folder of a language.") % {"folder": folder}
        )
    return [_read_language(path) for path in languages]


def _read_language(folder: Path) -> ShippedLanguage:
    place = f"{folder.name}/topics.yaml"
    topics = parse_topics(_read(folder / "topics.yaml"), place=place)
    articles = {
        path.stem: _read_article(path, topics=topics)
        for path in sorted(folder.glob("*.md"))
    }
    return ShippedLanguage(
        language=folder.name,
        topics=topics,
        articles=articles,
        prompts=_read_own_prompts(folder / "prompts.yaml"),
    )


def _read_own_prompts(path: Path) -> dict[str, PromptContent]:
    if not path.exists():
        return {}
    return parse_own_prompts(_read(path), place=f"{path.parent.name}/{path.name}")


def _read_article(path: Path, *, topics: Container[str]) -> ArticleContent:
    place = f"{path.parent.name}/{path.name}"
    content = parse_article(_read(path), place=place)
    try:
        validate_slug(path.stem)
        check_markdown(content.body)
        check_skip(content.content_note_skip, source=content.body)
    except ValidationError as error:
        raise ContentError(f"{place}: {' '.join(error.messages)}") from error
    for topic in content.topics:
        if topic not in topics:
            fail(place, "topics", _("names a topic that topics.yaml does not have"))
    return content


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(
            _("%(path)s cannot be read: %(error)s") % {"path": path, "error": error}
        ) from error
