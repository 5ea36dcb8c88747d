"""Lists: written, changed and erased by whoever owns them, and seen by nobody else."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from resources.sharing.domain.matter import NAME_LENGTH, Item, Matter
from resources.sharing.domain.ports import SealedError, ports
from resources.sharing.domain.sealed import open_fields, seal_fields
from resources.sharing.models import ReadingList

LISTS_MAXIMUM = 200  # of one account
KIND = "list"


class TooManyListsError(Exception):
    """The account has as many lists as one may have. Nothing was written."""


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list with its seal opened."""

    pk: uuid.UUID
    matter: Matter


def write_list(owner: AbstractBaseUser, *, matter: Matter) -> uuid.UUID:
    """Write a new list, and return its id.

    Raises:
        TooManyListsError: There are ``LISTS_MAXIMUM`` already.
    """
    if ReadingList.objects.filter(owner_id=owner.pk).count() >= LISTS_MAXIMUM:
        raise TooManyListsError
    pk = uuid.uuid4()
    sealed = seal_fields(matter.as_fields(), kind=KIND, row=pk)
    ReadingList.objects.create(pk=pk, owner_id=owner.pk, sealed=sealed)
    return pk


def lists_of(owner: AbstractBaseUser) -> list[OpenedList]:
    """Return everything that an account wrote, by name."""
    rows = ReadingList.objects.filter(owner_id=owner.pk)
    opened = [OpenedList(row.pk, _or_empty(row)) for row in rows]
    return sorted(opened, key=lambda each: (each.matter.name.casefold(), each.pk))


def list_of(owner: AbstractBaseUser, pk: uuid.UUID) -> OpenedList:
    """Return one list of an account.

    Raises:
        Http404: There is none, or it is somebody else's: both look alike.
    """
    row = get_object_or_404(ReadingList, pk=pk, owner_id=owner.pk)
    return OpenedList(row.pk, _or_empty(row))


@transaction.atomic
def change_list(
    owner: AbstractBaseUser, pk: uuid.UUID, *, change: Callable[[Matter], Matter]
) -> None:
    """Put what ``change`` makes of a list in its place.

    Raises:
        Http404: There is no such list of this account.
    """
    rows = ReadingList.objects.select_for_update()
    row = get_object_or_404(rows, pk=pk, owner_id=owner.pk)
    changed = change(_or_empty(row))
    row.sealed = seal_fields(changed.as_fields(), kind=KIND, row=row.pk)
    row.save(update_fields=["sealed"])


def copy_list(owner: AbstractBaseUser, *, matter: Matter) -> uuid.UUID:
    """Write a list once more under a name that says so, and return its id.

    Raises:
        TooManyListsError: There are ``LISTS_MAXIMUM`` already.
    """
    name = _("%(name)s (copy)") % {"name": matter.name}
    return write_list(owner, matter=replace(matter, name=name[:NAME_LENGTH]))


@transaction.atomic
def erase_list(owner: AbstractBaseUser, pk: uuid.UUID) -> None:
    """Erase a list and its links, so that no backup brings them back.

    Raises:
        Http404: There is no such list of this account.
        NoteError: It could not be noted. Nothing was erased.
    """
    get_object_or_404(ReadingList, pk=pk, owner_id=owner.pk).delete()
    ports.ledger.note_erased(pk)


def open_list(row: ReadingList) -> Matter:
    """Return what a list holds.

    Raises:
        SealedError: The site's secret is another one, or the row was changed.
    """
    return Matter.from_fields(open_fields(row.sealed, kind=KIND, row=row.pk))


def added(matter: Matter, item: Item) -> Matter:
    """Return a list with an item at its end; one that is on it stays where it is."""
    return matter.with_items([*matter.items, item])


def moved(matter: Matter, item: str, *, by: int) -> Matter:
    """Return a list with one item moved: -1 is up, 1 is down.

    Args:
        matter: The list.
        item: The item, as its text; nothing changes if it is not on the list.
        by: How far; it stops at either end.
    """
    rest = [each for each in matter.items if str(each) != item]
    for place, each in enumerate(matter.items):
        if str(each) == item:
            rest.insert(max(0, place + by), each)
    return matter.with_items(rest)


def without(matter: Matter, item: str) -> Matter:
    """Return a list without one item, which is named by its text."""
    return matter.with_items(each for each in matter.items if str(each) != item)


def _or_empty(row: ReadingList) -> Matter:
    # After a lost secret, its owner can still see that it was there, and end it.
    try:
        return open_list(row)
    except SealedError:
        return Matter.from_fields(
            {"name": _("A list that does not open any more"), "items": []}
        )
