"""New releases: shipped articles that changed, where somebody changed them here too.

The loader takes over what nobody touched, and leaves the rest to a person: here is
what waits for one.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from resources.library.domain.accounts import Account
from resources.library.domain.comparing import Line, compared
from resources.library.domain.content import ArticleContent, digest_of
from resources.library.domain.files import article_file
from resources.library.domain.revisions import untouched_draft
from resources.library.domain.rows import content_of, write_words
from resources.library.domain.shipped import read_content
from resources.library.domain.versions import keep_version
from resources.library.domain.workflow import MoveError, digest_now
from resources.library.models import Article, Event, State


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An article that was changed here, and in the release as well."""

    article: Article
    shipped: ArticleContent

    @property
    def lines(self) -> list[Line]:
        """Return what the release would change in the article as it is here."""
        ours = content_of(self.article)
        theirs = replace(self.shipped, state=ours.state)
        return compared(article_file(ours), article_file(theirs))


def waiting_articles(folder: Path) -> list[Waiting]:
    """Return what a release changed and the loader left alone, in the library's order.

    A retired article never waits: nothing here brings it back.
    """
    shipped = {
        (one.language, slug): content
        for one in read_content(folder)
        for slug, content in one.articles.items()
    }
    rows = Article.objects.exclude(state=State.RETIRED).filter(revises=None)
    rows = rows.select_related("revision")
    return [
        Waiting(article=row, shipped=shipped[row.language, row.slug])
        for row in rows.prefetch_related("topics", "prompts")
        if (row.language, row.slug) in shipped
        and _waits(row, shipped[row.language, row.slug])
    ]


def waiting_article(pk: int, folder: Path) -> Waiting:
    """Return one of them.

    Raises:
        Http404: Nothing waits for this article.
    """
    found = [each for each in waiting_articles(folder) if each.article.pk == pk]
    if not found:
        raise Http404
    return found[0]


@transaction.atomic
def keep_ours(waiting: Waiting, *, by: Account, reason: str = "") -> None:
    """Leave the article as it is, and let this release rest; note who decided so.

    Args:
        waiting: The article, and what the release has in its place.
        by: Who decides.
        reason: Why, in the account's own words, or nothing.
    """
    article = Article.objects.select_for_update().get(pk=waiting.article.pk)
    _let_rest(article, waiting.shipped)
    keep_version(article, event=Event.KEPT, by=by, reason=reason.strip())


@transaction.atomic
def take_theirs(waiting: Waiting, *, by: Account, read: str) -> Article:
    """Put the release's words into a draft, from where they go the way of all drafts.

    The release rests once they are published; if the copy is dropped, it waits again.

    Args:
        waiting: The article, and what the release has in its place.
        by: Who decides.
        read: The digest of the words that the account has compared with the release's.

    Returns:
        The article, or the working copy of a published one.

    Raises:
        CopyOpenError: Somebody has a working copy open, which would be overwritten.
        NotADraftError: The article is in review.
        MoveError: The article was changed since it was read.
    """
    target = untouched_draft(waiting.article)
    if read != digest_now(Article.objects.get(pk=waiting.article.pk)):
        raise MoveError(
            _("The words have changed since you read them. Please read again.")
        )
    write_words(target, content=waiting.shipped)
    _let_rest(target, waiting.shipped)
    keep_version(target, event=Event.TAKEN, by=by)
    return target


def _let_rest(row: Article, shipped: ArticleContent) -> None:
    row.shipped_digest = digest_of(shipped)
    row.save(update_fields=["shipped_digest"])


def _waits(row: Article, shipped: ArticleContent) -> bool:
    theirs = digest_of(shipped)
    copy = getattr(row, "revision", None)
    if theirs in (row.shipped_digest, copy and copy.shipped_digest):
        return False
    return theirs != digest_of(replace(content_of(row), state=shipped.state))
