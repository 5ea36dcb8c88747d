"""The waiting period: an end that was asked for without the passphrase.

Whoever knows the account's password alone may ask for the journal's end, because the
writer may have lost everything else. So that a thief of the password destroys nothing,
30 days pass first, every page says so, and whoever signs in or opens the journal can
call it off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from journal.domain.ports import ports
from journal.models import Vault

WAITING_DAYS = 30


class Ending(StrEnum):
    """What will be deleted."""

    ACCOUNT = "account"
    JOURNAL = "journal"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Pending:
    """What will be deleted, and on which day."""

    what: Ending
    day: date


def ask(vaults: Iterable[UUID]) -> None:
    """Set the day on which journals are deleted; a day that is set stays."""
    waiting = Vault.objects.filter(pk__in=list(vaults), erase_after=None)
    waiting.update(erase_after=last_day(timezone.now()))


def call_off(user: AbstractBaseUser) -> None:
    """Keep everything after all: whoever has signed in may say so."""
    Vault.objects.filter(owner_id=user.pk).update(erase_after=None)
    ports.accounts.call_off_erasing(user.pk)


def call_off_by_opening(vault: Vault) -> bool:
    """Keep a journal that was opened, and its account; return whether that was news.

    A closed journal that the writer wants gone goes on waiting: it was not opened.
    """
    waiting = Vault.objects.filter(pk=vault.pk, erase_after__isnull=False)
    kept = waiting.update(erase_after=None)
    return ports.accounts.call_off_erasing(vault.owner_id) or bool(kept)


def pending(user: AbstractBaseUser | AnonymousUser) -> list[Pending]:
    """Return what will be deleted of an account, soonest first."""
    if not user.is_authenticated:
        return []
    vaults = Vault.objects.filter(owner_id=user.pk, erase_after__isnull=False)
    found = [
        Pending(Ending.JOURNAL if current else Ending.CLOSED, day)
        for current, day in vaults.values_list("is_current", "erase_after")
        if day is not None
    ]
    day = ports.accounts.erase_after(user.pk)
    if day is not None:
        found.append(Pending(Ending.ACCOUNT, day))
    return sorted(found, key=lambda each: (each.day, each.what))


def due(day: date) -> list[UUID]:
    """Return the journals whose day has come."""
    vaults = Vault.objects.filter(erase_after__lte=day)
    return list(vaults.values_list("pk", flat=True))


def last_day(moment: datetime) -> date:
    """Return the day on which a wait that begins now has ended.

    Rounded up to a day, so that the row does not tell when somebody asked.
    """
    return (moment + timedelta(days=WAITING_DAYS + 1)).date()
