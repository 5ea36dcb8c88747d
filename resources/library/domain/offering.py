"""Whether a prompt that stands by itself is offered, and who decides that.

Its words are closed while it is in review or offered, so that what is published is what
was read. Who wrote them does not publish them, unless
the desk has one person only (``EDITORIAL_REVIEWERS``).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from resources.library.domain.accounts import Account
from resources.library.domain.workflow import PUBLISH, WRITE, MoveError
from resources.library.models import Prompt, State

_CLOSED = (State.IN_REVIEW, State.PUBLISHED)


def is_closed(pk: int) -> bool:
    """Tell whether the words of a prompt stay as they are, as it is stored now."""
    return Prompt.objects.filter(pk=pk, state__in=_CLOSED).exists()


@transaction.atomic
def publish_prompt(pk: int, *, account: Account) -> None:
    """Offer a prompt that is in review.

    Raises:
        PermissionDenied: The account does not publish.
        MoveError: It is not in review, or the account wrote its words.
    """
    if not account.has_perm(PUBLISH):
        raise PermissionDenied
    prompt = Prompt.objects.select_for_update().get(pk=pk, article=None)
    if prompt.state != State.IN_REVIEW:
        raise MoveError(_("Only what is in review can be published."))
    if settings.EDITORIAL_REVIEWERS != 1 and account.pk in writers_of_prompt(prompt):
        raise MoveError(_("You wrote at these words. Somebody else has to read them."))
    _move(prompt, State.PUBLISHED, account)


@transaction.atomic
def retire_prompt(pk: int, *, account: Account) -> None:
    """Offer a prompt no longer; what was written from it stays.

    Raises:
        PermissionDenied: The account neither writes nor publishes.
    """
    if not (account.has_perm(WRITE) or account.has_perm(PUBLISH)):
        raise PermissionDenied
    prompt = Prompt.objects.select_for_update().get(pk=pk, article=None)
    if prompt.state != State.RETIRED:
        _move(prompt, State.RETIRED, account)


@transaction.atomic
def give_back_prompt(pk: int, *, account: Account) -> None:
    """Open the words of a prompt in review for changes.

    Raises:
        PermissionDenied: The account neither writes nor publishes.
        MoveError: It is not in review.
    """
    if not (account.has_perm(WRITE) or account.has_perm(PUBLISH)):
        raise PermissionDenied
    prompt = Prompt.objects.select_for_update().get(pk=pk, article=None)
    if prompt.state != State.IN_REVIEW:
        raise MoveError(_("Only what is in review can be given back."))
    _move(prompt, State.DRAFT, account)


def writers_of_prompt(prompt: Prompt) -> set[Any]:
    """Return the keys of everybody who wrote at the words since they were published."""
    writers: set[Any] = set()
    words = None
    for row in prompt.history.order_by("history_id"):
        if (row.text, row.depth) != words:
            writers.add(row.history_user_id)
            words = row.text, row.depth
        elif row.state == State.PUBLISHED:
            writers.clear()  # somebody else has read them
    return writers - {None}


def _move(prompt: Prompt, state: State, account: Account) -> None:
    prompt.state = state
    prompt._history_user = account  # type: ignore[attr-defined]  # noqa: SLF001 -- simple-history's documented way
    prompt.save()
