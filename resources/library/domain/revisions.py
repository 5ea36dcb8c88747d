"""Working copies: a published article is changed beside what people read."""

from dataclasses import replace
from itertools import count

from django.db import transaction

from resources.library.domain.rows import content_of, write_content
from resources.library.models import Article, State

SUFFIX = "-next"


class NotADraftError(ValueError):
    """The words of this article stay as they are until somebody moves it on."""


def is_open(article: Article) -> bool:
    """Tell whether the words may be changed at the desk as the article stands."""
    return article.state == State.DRAFT


@transaction.atomic
def working_copy(article: Article) -> Article:
    """Return what may be changed: a draft itself, or the copy of a published article.

    Raises:
        NotADraftError: It is in review or retired, and so has to be moved on first.
    """
    if is_open(article):
        return article
    if article.state != State.PUBLISHED:
        raise NotADraftError
    found = Article.objects.filter(revises=article).first()
    if found is not None and not is_open(found):
        raise NotADraftError
    return found or _copied(article)


def give_way(slug: str, *, language: str) -> None:
    """Free a slug that a working copy has: nobody knows a copy by its slug."""
    copy = Article.objects.filter(slug=slug, language=language, revises__isnull=False)
    copy.update(slug=_free_slug(slug, language=language))


def _copied(article: Article) -> Article:
    slug = _free_slug(article.slug, language=article.language)
    copy = Article(slug=slug, language=article.language, revises=article)
    content = replace(content_of(article), state=State.DRAFT)
    write_content(copy, content=content, is_shipped=False)
    return copy


def _free_slug(slug: str, *, language: str) -> str:
    """Return the slug with a suffix, and a number where another article has that."""
    longest = Article._meta.get_field("slug").max_length or 0  # noqa: SLF001 -- Django's documented API
    endings = (f"{SUFFIX}{number or ''}" for number in count())
    free = (slug[: longest - len(ending)] + ending for ending in endings)
    rows = Article.objects.filter(language=language)
    return next(each for each in free if not rows.filter(slug=each).exists())


def replace_by_copy(copy: Article) -> Article:
    """Give the published article the words of its copy, and drop the copy.

    Returns:
        The article that people read.
    """
    article = copy.revises
    if article is None:
        return copy
    content = replace(content_of(copy), state=article.state)
    write_content(article, content=content, is_shipped=False)
    # Who wrote, read and approved belongs to the article from now on.
    copy.transitions.update(article=article)
    copy.history.update(id=article.pk)
    copy.delete()
    return article
