"""Versions: an article's whole history, and going back.

Each version keeps the article as its file. It is written when a save is whole, with
topics and prompts, and in the same transaction; nothing else writes the history.
"""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from resources.library.domain.accounts import Account
from resources.library.domain.files import article_file
from resources.library.domain.front_matter import parse_article
from resources.library.domain.revisions import untouched_draft
from resources.library.domain.rows import content_of, write_words
from resources.library.models import Article, Event, Move, Transition

# Whoever did one of these has had a hand in the words.
_WRITING = (Event.EDITED, Event.RESTORED, Event.TAKEN)


class OlderError(ValueError):
    """The article has changed since it was compared; the message says so."""


def keep_version(
    article: Article, *, event: Event, by: Account | None = None, reason: str = ""
) -> None:
    """Keep the article as it is now, with its topics and prompts.

    Args:
        article: As it is stored; ask within the transaction that changed it.
        event: Why there is a new version.
        by: The desk's account, or None where a command did it.
        reason: What the account said of it.
    """
    file = file_now(Article.objects.get(pk=article.pk))
    rows = _history(article)
    if event is Event.EDITED and _newest_file(rows) == file:
        return  # Saved without a change: there is nothing to tell apart.
    rows.bulk_history_create(
        [article],
        update=rows.exists(),
        default_user=by,
        default_change_reason=reason,
        custom_historical_attrs={"event": event, "file": file},
    )


def file_now(article: Article) -> str:
    """Return the article as it is stored now, as its file."""
    return article_file(content_of(article))


def versions_of(article: Article) -> models.QuerySet[Any]:
    """Return an article's versions, the newest first, without the old files' text."""
    rows: models.QuerySet[Any] = _history(article).exclude(file="")
    return rows.defer("file", "body").select_related("history_user")


def version_of(article: Article, *, number: int) -> Any:
    """Return one version of an article.

    Raises:
        Http404: This article has no such version.
    """
    found = _history(article).exclude(file="").filter(history_id=number).first()
    if found is None:
        raise Http404
    return found


def file_before(article: Article, *, number: int) -> str:
    """Return the file of the version before one; empty before the first."""
    earlier = _history(article).exclude(file="").filter(history_id__lt=number)
    return _newest_file(earlier)


def newest_version(article: Article) -> str:
    """Name the newest version, so that a form can name it; empty before the first."""
    found = _history(article).order_by("-history_id")
    return str(found.values_list("history_id", flat=True).first() or "")


@transaction.atomic
def restore(article: Article, *, number: int, newest: str, by: Account) -> Article:
    """Bring back the words of a version as a draft; state and review stay as they are.

    Args:
        article: Whose version it is.
        number: The version.
        newest: What ``newest_version`` gave when the account compared the two.
        by: Who brings it back.

    Returns:
        The article, or the working copy of a published one, which readers do not see.

    Raises:
        Http404: There is no such version.
        NotADraftError: The article is in review or retired: its words stay as they are.
        CopyOpenError: Somebody has a working copy open, which would be overwritten.
        OlderError: Somebody has changed the article since.
        ContentError: The version cannot be read any more.
    """
    version = version_of(article, number=number)
    content = parse_article(version.file, place=str(article))
    target = untouched_draft(article)
    if newest != newest_version(article):
        raise OlderError(
            _("The article has changed since you looked. Please look again.")
        )
    write_words(target, content=content)
    said = f"{version.history_date:%Y-%m-%d %H:%M}"
    keep_version(target, event=Event.RESTORED, by=by, reason=said)
    return target


@transaction.atomic
def drop_copy(copy: Article, *, by: Account) -> None:
    """Drop a working copy; its article notes who did it, and keeps the copy's steps.

    Raises:
        Http404: It is not here any more, or is no copy.
    """
    found = Article.objects.select_for_update().filter(pk=copy.pk).first()
    if found is None or found.revises is None:
        raise Http404
    keep_version(found.revises, event=Event.DROPPED, by=by)
    found.delete()


def steps_of(article: Article) -> models.QuerySet[Transition]:
    """Return an article's steps and those of its copies, the newest first."""
    found = Q(article=article) | Q(copy_of=article)
    return Transition.objects.filter(found).select_related("by")


def writers_of(article: Article) -> set[Any]:
    """Return the keys of everybody who wrote at it since it was last published.

    A version that was brought back may be of any time, and by anybody of that time.
    """
    published = (Move.PUBLISH, Move.PUBLISH_ALONE)
    last = article.transitions.filter(move__in=published).first()
    rows = _written(article)
    if last is not None:
        rows = rows.filter(history_date__gt=last.at)
    found = set(rows.values_list("history_user_id", flat=True))
    if rows.filter(event=Event.RESTORED).exists():
        found |= every_writer_of(article)
        if article.revises is not None:
            found |= every_writer_of(article.revises)
    return found


def every_writer_of(article: Article) -> set[Any]:
    """Return the keys of everybody who ever wrote at it."""
    return set(_written(article).values_list("history_user_id", flat=True))


def keep_first_versions() -> None:
    """Keep what was there before there was a history, so that nothing has no start."""
    known = Article.history.values("id")
    for article in Article.objects.exclude(pk__in=known):
        keep_version(article, event=Event.LOADED)


def _written(article: Article) -> Any:
    return _history(article).filter(event__in=_WRITING, history_user__isnull=False)


def _newest_file(rows: Any) -> str:
    files = rows.order_by("-history_id").values_list("file", flat=True)
    return str(files.first() or "")


def _history(article: Article) -> Any:
    # The manager is made at run time: its rows have fields that no type names.
    return article.history
