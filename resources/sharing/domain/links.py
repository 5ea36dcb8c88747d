"""Links: made for some days, extended up to a limit, ended at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from resources.sharing.domain.ports import ports
from resources.sharing.domain.tokens import hash_of, new_token
from resources.sharing.models import Counselor, Link, ReadingList, State

DAYS = 30  # by default, and by how much a link is extended
DAYS_MAXIMUM = 90  # from the day on which it was made, however often it is extended
CHOICES = (7, DAYS, 60, DAYS_MAXIMUM)
KEPT = timedelta(days=30)  # how long a dead link stays on its counselor's page
LINKS_MAXIMUM = 500  # of one list, dead ones included


class NotConfirmedError(Exception):
    """Only a confirmed counselor shares a list."""


class TooManyLinksError(Exception):
    """The list has as many links as it may have. None was made."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was just made; nobody can learn its token later."""

    token: str
    link: Link

    def __repr__(self) -> str:
        return "<MadeLink>"


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link as its counselor sees it: what was decided, and nothing that happened.

    Args:
        link: Its row.
        closed_on: The first day on which it opened nothing; ``None`` while it is live.
        can_extend: It is live, and has not reached ``DAYS_MAXIMUM``.
    """

    link: Link
    closed_on: date | None
    can_extend: bool


def live_links(today: date) -> Q:
    """Return what makes a link live, all of it in one condition.

    Whoever holds a token must not learn which part fails: keep it one query.
    """
    return Q(
        ended_on=None,
        expires_on__gte=today,
        counselor__state=State.CONFIRMED,
        counselor__account__is_active=True,
    )


@transaction.atomic
def make_link(owner: AbstractBaseUser, pk: UUID, *, days: int = DAYS) -> MadeLink:
    """Make a link to a list.

    Args:
        owner: Whose list it is.
        pk: The list.
        days: For how long it opens; ``DAYS_MAXIMUM`` at most.

    Raises:
        Http404: There is no such list of this account.
        NotConfirmedError: The account does not have the role.
        TooManyLinksError: The list has ``LINKS_MAXIMUM`` already.
        ValueError: No whole number of days from 1 to ``DAYS_MAXIMUM``.
    """
    if not 1 <= days <= DAYS_MAXIMUM:
        raise ValueError(days)
    rows = ReadingList.objects.select_for_update()
    row = get_object_or_404(rows, pk=pk, owner_id=owner.pk)
    role = Counselor.objects.filter(account_id=owner.pk, state=State.CONFIRMED).first()
    if role is None:
        raise NotConfirmedError
    if row.links.count() >= LINKS_MAXIMUM:
        raise TooManyLinksError
    token, today = new_token(), timezone.localdate()
    link = row.links.create(
        counselor=role,
        number=(row.links.aggregate(last=Max("number"))["last"] or 0) + 1,
        token_hash=hash_of(token),
        created_on=today,
        expires_on=today + timedelta(days=days),
    )
    return MadeLink(token, link)


def links_of(pk: UUID) -> list[ListedLink]:
    """Return the links of a list, the newest first."""
    today = timezone.localdate()
    rows = Link.objects.filter(reading_list_id=pk)
    live = set(rows.filter(live_links(today)))
    return [
        _listed(link, is_live=link in live)
        for link in rows.select_related("counselor").order_by("-number")
    ]


@transaction.atomic
def extend_link(owner: AbstractBaseUser, pk: UUID) -> Link:
    """Let a live link open for longer; ``DAYS_MAXIMUM`` from its first day at most.

    Raises:
        Http404: There is no such link of this account, or it is dead: what was ended
            or has run out never opens again.
    """
    links = _own(owner).filter(live_links(timezone.localdate()))
    link = get_object_or_404(links.select_for_update(of=("self",)), pk=pk)
    link.expires_on = _extended(link)
    link.save(update_fields=["expires_on"])
    return link


@transaction.atomic
def end_link(owner: AbstractBaseUser, pk: UUID) -> None:
    """End a link at once and for good.

    Raises:
        Http404: There is no such link of this account.
        NoteError: It could not be noted. The link still opens.
    """
    link = link_of(owner, pk)
    if link.ended_on is None:
        link.ended_on = timezone.localdate()
        link.save(update_fields=["ended_on"])
        ports.ledger.note_ended(link.pk)


def forget_dead_links() -> None:
    """Delete the rows of links that ran out a while ago, or whose end is that old."""
    Link.objects.filter(expires_on__lt=timezone.localdate() - KEPT).delete()


def link_of(owner: AbstractBaseUser, pk: UUID) -> Link:
    """Return one link of an account.

    Raises:
        Http404: There is none, or it is somebody else's: both look alike.
    """
    return get_object_or_404(_own(owner), pk=pk)


def _own(owner: AbstractBaseUser) -> QuerySet[Link]:
    return Link.objects.filter(reading_list__owner_id=owner.pk)


def _listed(link: Link, *, is_live: bool) -> ListedLink:
    if is_live:
        return ListedLink(link, None, _extended(link) > link.expires_on)
    role = link.counselor
    withdrawn_on = None if role.state == State.CONFIRMED else role.decided_on
    days = (link.ended_on, link.expires_on + timedelta(days=1), withdrawn_on)
    return ListedLink(link, min(day for day in days if day is not None), False)  # noqa: FBT003 -- the field's name says it


def _extended(link: Link) -> date:
    last = link.created_on + timedelta(days=DAYS_MAXIMUM)
    return min(link.expires_on + timedelta(days=DAYS), last)
