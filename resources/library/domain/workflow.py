"""The way of an article from draft to published, and who may take each step.

One function moves articles. Whatever refuses a step does it here, so that a request
made by hand is refused like a button that is not there.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from resources.library.domain.accounts import Account
from resources.library.domain.content import ClinicalReview, digest_of
from resources.library.domain.revisions import replace_by_copy
from resources.library.domain.rows import content_of, put_review
from resources.library.domain.versions import (
    every_writer_of,
    keep_version,
    writers_of,
)
from resources.library.models import Article, Event, Move, State, Transition

WRITE = "library.change_article"
REVIEW = "library.review_article"
PUBLISH = "library.publish_article"


class MoveError(ValueError):
    """This step cannot be taken now; the message says why, and nothing was changed."""


class GoneError(MoveError):
    """There is nothing left to move: somebody was faster."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a step may be taken.

    Args:
        start: The states from which it leads.
        end: The state that it leads to.
        rights: Permissions, any one of which is enough.
        needs_other: Refuse those who wrote the words.
        needs_reason: Refuse it without a typed reason.
    """

    start: tuple[State, ...]
    end: State
    rights: tuple[str, ...]
    needs_other: bool = False
    needs_reason: bool = False


RULES = {
    Move.SEND: Rule(start=(State.DRAFT,), end=State.IN_REVIEW, rights=(WRITE,)),
    Move.RETURN: Rule(
        start=(State.IN_REVIEW,),
        end=State.DRAFT,
        rights=(WRITE, REVIEW, PUBLISH),
        needs_reason=True,
    ),
    Move.APPROVE: Rule(
        start=(State.IN_REVIEW,),
        end=State.IN_REVIEW,
        rights=(REVIEW,),
        needs_other=True,
    ),
    Move.PUBLISH: Rule(
        start=(State.IN_REVIEW,),
        end=State.PUBLISHED,
        rights=(PUBLISH,),
        needs_other=True,
    ),
    Move.PUBLISH_ALONE: Rule(
        start=(State.DRAFT, State.IN_REVIEW),
        end=State.PUBLISHED,
        rights=(PUBLISH,),
        needs_reason=True,
    ),
    Move.RETIRE: Rule(
        start=(State.DRAFT, State.IN_REVIEW, State.PUBLISHED),
        end=State.RETIRED,
        rights=(PUBLISH,),
        needs_reason=True,
    ),
    Move.REOPEN: Rule(
        start=(State.RETIRED,),
        end=State.DRAFT,
        rights=(PUBLISH,),
        needs_reason=True,
    ),
}
# Steps that let readers see words, or that vouch for them: they must have been read.
READ_FIRST = (Move.APPROVE, Move.PUBLISH, Move.PUBLISH_ALONE)


def moves_for(article: Article, *, account: Account) -> list[Move]:
    """Return the steps that this account may take now, in the order of the way."""
    return [step for step in Move if _refusal(step, article, account) is None]


def digest_now(article: Article) -> str:
    """Name the words that a page of the desk shows, so that a step can name them.

    Where it stands, and a clinical review, are not among them. Those of a working copy
    are named together with the words that it would replace: a step that was taken in
    sight of other ones would undo a correction that nobody saw.
    """
    content = content_of(article)
    own = digest_of(replace(content, state=State.DRAFT, clinical_review=None))
    if article.revises is None:
        return own
    both = own + digest_now(article.revises)
    return hashlib.sha256(both.encode()).hexdigest()


@transaction.atomic
def move(
    pk: int, step: Move, *, account: Account, reason: str = "", read: str = ""
) -> Article:
    """Move an article on, and note who did it, when and why.

    Args:
        pk: The article, or the working copy of one.
        step: What is to be done.
        account: Who does it.
        reason: Why, in the account's own words; some steps need it.
        read: The digest of the words that the account has read.

    Returns:
        The article as it is now; for a working copy that is published, the article
        that people read, which now has its words.

    Raises:
        PermissionDenied: The account has no right to this step.
        GoneError: The article, or the copy, is not here any more.
        MoveError: The step does not follow, or something that it needs is missing.
    """
    article = _locked(pk)
    rule, digest = RULES[step], digest_now(article)
    if not _has_right(account, rule):
        raise PermissionDenied
    refusal = _refusal(step, article, account)
    if refusal is None and rule.needs_reason and not reason.strip():
        refusal = _("Please say why, in a few words.")
    if refusal is None and step in READ_FIRST and read != digest:
        refusal = _("The words have changed since you read them. Please read again.")
    if refusal is not None:
        raise MoveError(refusal)
    return _take(step, article, account=account, reason=reason.strip(), digest=digest)


def _locked(pk: int) -> Article:
    """Return an article for a change; a copy, with what it revises locked as well.

    What one step asks of the two still holds when it writes.
    """
    revised = Article.objects.filter(pk=pk).values("revises")
    rows = Article.objects.select_for_update().filter(Q(pk=pk) | Q(pk__in=revised))
    found = {row.pk: row for row in rows.order_by("pk")}  # in one order: no deadlock
    if pk not in found:
        raise GoneError(_("It is not here any more: it was published, or dropped."))
    article = found[pk]
    if article.revises_id:
        article.revises = found[article.revises_id]
    return article


def _with_revised(article: Article) -> list[Article]:
    return [article, article.revises] if article.revises else [article]


def _take(
    step: Move, article: Article, *, account: Account, reason: str, digest: str
) -> Article:
    before, after = State(article.state), RULES[step].end
    if after is State.PUBLISHED:
        article = replace_by_copy(article)
    article.state = after
    article.save(update_fields=["state"])
    Transition.objects.create(
        article=article,
        copy_of=article.revises,
        move=step,
        from_state=before,
        to_state=after,
        by_id=account.pk,
        reason=reason,
        digest=digest,
    )
    said = f"{step.label}. {reason}".strip()
    keep_version(article, event=Event.MOVED, by=account, reason=said)
    return article


def _refusal(step: Move, article: Article, account: Account) -> str | None:
    """Return why a step cannot be taken, whatever was typed; None if it can."""
    return next(_refusals(step, article, account), None)


def _refusals(step: Move, article: Article, account: Account) -> Iterator[str]:
    rule = RULES[step]
    if not _has_right(account, rule):
        yield _("Your role does not take this step.")
    if article.state not in rule.start:
        yield _("This step does not follow on where the article stands.")
    if step is Move.PUBLISH_ALONE and settings.EDITORIAL_REVIEWERS != 1:
        yield _("A second person has to read it first.")
    if rule.needs_other and account.pk in writers_of(article):
        yield _("You wrote at these words. Somebody else has to read them.")
    if step is Move.PUBLISH and not is_approved(article):
        yield _unapproved(article)
    if article.revises_id and step in (Move.RETIRE, Move.REOPEN):
        yield _("A working copy is deleted, or published in place of its article.")
    if _is_orphaned(step, article):
        yield _("The article itself is not published any more.")


def _has_right(account: Account, rule: Rule) -> bool:
    return any(account.has_perm(right) for right in rule.rights)


def _is_orphaned(step: Move, article: Article) -> bool:
    """Tell whether a copy would bring back what was retired meanwhile."""
    if RULES[step].end is not State.PUBLISHED or article.revises is None:
        return False
    return article.revises.state != State.PUBLISHED


def is_approved(article: Article) -> bool:
    """Tell whether somebody approved the words as they are, since they were sent."""
    last = _last_approval(article)
    return last is not None and last.digest == digest_now(article)


def _last_approval(article: Article) -> Transition | None:
    last = article.transitions.first()
    return last if last is not None and last.move == Move.APPROVE else None


def _unapproved(article: Article) -> str:
    if article.revises is None or _last_approval(article) is None:
        return _("Nobody has approved these words yet.")
    return _(
        "This copy, or the article that it changes, has other words since it was "
        "approved. Somebody has to compare the two and approve again."
    )


@transaction.atomic
def note_review(
    pk: int, review: ClinicalReview | None, *, account: Account, read: str
) -> Article:
    """Note who reviewed an article in their profession, or that nobody did.

    This stands apart from where the article is: it does not publish, nor hide.

    Args:
        pk: The article, or the working copy of one.
        review: What readers see of it; None where there is none.
        account: Who notes it.
        read: The digest of the words that the account has read.

    Raises:
        PermissionDenied: The account does not review.
        GoneError: The article, or the copy, is not here any more.
        MoveError: The account ever wrote at it, or the words have changed.
    """
    if not account.has_perm(REVIEW):
        raise PermissionDenied
    article = _locked(pk)
    # A copy holds the words of its article, whoever wrote those.
    if any(account.pk in every_writer_of(one) for one in _with_revised(article)):
        raise MoveError(_("You wrote at these words. Somebody else has to note it."))
    if read != digest_now(article):
        raise MoveError(
            _("The words have changed since you read them. Please read again.")
        )
    put_review(review, article=article, content=content_of(article))
    article.save(update_fields=["clinical_review", "reviewed_digest"])
    said = f"{review.who}, {review.profession}" if review else ""
    keep_version(article, event=Event.REVIEWED, by=account, reason=said)
    return article
