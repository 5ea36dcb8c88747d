"""New releases: shipped articles that changed, where somebody changed them here too.

The loader takes over what nobody touched, and leaves the rest to a person: here is
what waits for one.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.http import Http404

from resources.library.domain.accounts import Account
from resources.library.domain.comparing import Line, compared
from resources.library.domain.content import ArticleContent, digest_of
from resources.library.domain.files import article_file
from resources.library.domain.revisions import working_copy
from resources.library.domain.rows import content_of, write_words
from resources.library.domain.shipped import read_content
from resources.library.domain.versions import keep_version
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
def keep_ours(waiting: Waiting) -> None:
    """Leave the article as it is, and let this release rest."""
    waiting.article.shipped_digest = digest_of(waiting.shipped)
    waiting.article.save(update_fields=["shipped_digest"])


@transaction.atomic
def take_theirs(waiting: Waiting, *, by: Account) -> Article:
    """Put the release's words into a draft, from where they go the way of all drafts.

    Returns:
        The article, or the working copy of a published one.

    Raises:
        NotADraftError: The article is in review.
    """
    target = working_copy(waiting.article)
    write_words(target, content=waiting.shipped)
    keep_version(target, event=Event.RESTORED, by=by)
    keep_ours(waiting)
    return target


def _waits(row: Article, shipped: ArticleContent) -> bool:
    theirs = digest_of(shipped)
    if theirs == row.shipped_digest:
        return False
    return theirs != digest_of(replace(content_of(row), state=shipped.state))
