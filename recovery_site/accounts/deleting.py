"""Deleting an account: at once where no journal is left, else after the wait."""

from datetime import date

from allauth.core import ratelimit
from django.contrib.admin.models import LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest
from django.utils import timezone

from journal.domain import erasing, waiting
from journal.domain.errors import BusyError
from journal.domain.vaults import journals_of
from recovery_site import ledger
from recovery_site.accounts.models import Session, User


class JournalLeftError(Exception):
    """The account has a journal, and only its owner can end that."""


def is_password(request: HttpRequest, password: str) -> bool:
    """Tell whether this is the password of who is signed in.

    Raises:
        BusyError: Too many were tried within a minute.
    """
    # Otherwise a page left open would be a place to guess the password at.
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        raise BusyError
    return bool(request.user.check_password(password))


def has_journal(user: AbstractBaseUser) -> bool:
    """Tell whether an account has a journal, be it closed."""
    return bool(journals_of(user))


def ask(user: User) -> date:
    """Set the day on which an account and its journals are deleted, and return it."""
    waiting.ask(journals_of(user))
    day = waiting.last_day(timezone.now())
    User.objects.filter(pk=user.pk, erase_after=None).update(erase_after=day)
    return User.objects.values_list("erase_after", flat=True).get(pk=user.pk) or day


def delete_account(user: User) -> None:
    """Delete an account that has no journal, with its sessions and second factors.

    Raises:
        JournalLeftError: It has one.
        LedgerError: It could not be noted. Nothing was deleted.
    """
    pk = user.pk
    with transaction.atomic():
        _forget_at_the_desk(user)
        try:
            User.objects.get(pk=pk).delete()
        except ProtectedError:
            raise JournalLeftError from None
        ledger.note(ledger.ACCOUNT, pk)


def delete_due() -> None:
    """Erase the journals, and then delete the accounts, whose day has come."""
    erasing.erase_due()
    today = timezone.now().date()
    due = User.objects.filter(erase_after__lte=today, vaults=None)
    for user in due:
        delete_account(user)


def apply_ledger() -> int:
    """Delete again what a backup brought back; return how many rows there were.

    Where there was one, the database is an older state of itself: everybody is signed
    out and locked, because sessions that had ended may be back as well.
    """
    found = erasing.erase_noted()
    accounts = User.objects.filter(vaults=None).values_list("pk", flat=True)
    for pk in ledger.noted(ledger.ACCOUNT, accounts):
        User.objects.get(pk=pk).delete()
        found += 1
    if found:
        end_everything()
    return found


def end_everything() -> None:
    """Sign everybody out and lock every journal."""
    Session.objects.all().delete()
    erasing.lock_all()


def _forget_at_the_desk(user: User) -> None:
    # The desk's log keeps what it showed: the name would outlive the account.
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).delete()
