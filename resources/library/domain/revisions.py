"""Working copies: a published article is changed beside what people read."""

from dataclasses import replace
from itertools import count

from django.db import transaction

from resources.library.domain.comparing import Line, compared
from resources.library.domain.editing import save_article
from resources.library.domain.files import article_file
from resources.library.domain.rows import content_of, write_words
from resources.library.models import Article, State

SUFFIX = "-next"


class NotADraftError(ValueError):
    """The words of this article stay as they are until somebody moves it on."""


class CopyOpenError(NotADraftError):
    """Somebody has a working copy open: its words are theirs to publish or to drop."""


def is_open(article: Article) -> bool:
    """Tell whether the words may be changed at the desk as the article stands."""
    return article.state == State.DRAFT


@transaction.atomic
def working_copy(article: Article) -> Article:
    """Return what may be changed: a draft itself, or the copy of a published article.

    Raises:
        NotADraftError: It is in review or retired, and so has to be moved on first.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if is_open(article):
        return article
    if article.state != State.PUBLISHED:
        raise NotADraftError
    found = Article.objects.select_for_update().filter(revises=article).first()
    if found is not None and not is_open(found):
        raise NotADraftError
    return found or _copied(article)


@transaction.atomic
def untouched_draft(article: Article) -> Article:
    """Return what words from elsewhere may be put into: nobody's open working copy.

    Raises:
        CopyOpenError: There is a working copy already.
        NotADraftError: It is in review or retired, and so has to be moved on first.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.state == State.PUBLISHED and hasattr(article, "revision"):
        raise CopyOpenError
    return working_copy(article)


def changes_of(copy: Article) -> list[Line]:
    """Return what a working copy would change in the words that readers see."""
    if copy.revises is None:
        return []
    files = (
        article_file(replace(content_of(one), state=State.DRAFT, clinical_review=None))
        for one in (copy.revises, copy)
    )
    return compared(*files)


def give_way(slug: str, *, language: str) -> None:
    """Free a slug that a working copy has: nobody knows a copy by its slug."""
    copy = Article.objects.filter(slug=slug, language=language, revises__isnull=False)
    copy.update(slug=_free_slug(slug, language=language))


def _copied(article: Article) -> Article:
    slug = _free_slug(article.slug, language=article.language)
    copy = Article(slug=slug, language=article.language, revises=article)
    # A clinical review is of the article's words: a copy has one of its own, or none.
    write_words(copy, content=content_of(article))
    return copy


@transaction.atomic
def save_draft(article: Article) -> None:
    """Save the words of a form, unless the article was moved on while it was open.

    Raises:
        NotADraftError: Its words stay as they are.
    """
    stored = Article.objects.select_for_update().filter(pk=article.pk).first()
    if stored is not None:
        if not is_open(stored):
            raise NotADraftError
        # No form holds these; somebody may have noted them since it was opened.
        article.clinical_review = stored.clinical_review
        article.reviewed_digest = stored.reviewed_digest
        article.shipped_digest = stored.shipped_digest
    save_article(article)


def _free_slug(slug: str, *, language: str) -> str:
    """Return the slug with a suffix, and a number where another article has that."""
    longest = Article._meta.get_field("slug").max_length or 0  # noqa: SLF001 -- Django's documented API
    endings = (f"{SUFFIX}{number or ''}" for number in count())
    free = (slug[: longest - len(ending)] + ending for ending in endings)
    rows = Article.objects.filter(language=language)
    return next(each for each in free if not rows.filter(slug=each).exists())


def replace_by_copy(copy: Article) -> Article:
    """Give the published article the words of its copy, and drop the copy.

    A clinical review of the copy's words goes with them; one of words that the copy
    had earlier does not. Both rows must be locked.

    Returns:
        The article that people read.
    """
    article = copy.revises
    if article is None:
        return copy
    words = content_of(copy)
    if words.clinical_review is not None:
        article.clinical_review = copy.clinical_review
        article.reviewed_digest = copy.reviewed_digest
    if copy.shipped_digest:  # of the release whose words the copy took
        article.shipped_digest = copy.shipped_digest
    write_words(article, content=words)
    # Who wrote, read and approved belongs to the article from now on.
    copy.transitions.update(article=article, copy_of=None)
    copy.history.update(id=article.pk)
    copy.delete()
    return article
