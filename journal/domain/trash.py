"""The trash: off the timeline, still sealed, and gone for good after thirty days.

A trashed entry's line stands before the timeline, by the day on which it was put there.
So neither the timeline nor the end of those days has to look for it anywhere else.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from journal.domain import entries, manifest, records
from journal.domain.kinds import Kind
from journal.domain.leaves import Leaf, leaves_of
from journal.domain.lines import trash_day, trash_place
from journal.domain.opened import OpenJournal, writing

DAYS = 30
PAGE_SIZE = 20
BATCH = 100  # entries that one unlock deletes at most; the rest goes at the next


@dataclass(frozen=True, slots=True)
class Thrown:
    """One line of the trash.

    Args:
        leaf: What the timeline would show.
        goes: The day after which it goes for good, at the next unlock.
    """

    leaf: Leaf
    goes: date


@dataclass(frozen=True, slots=True)
class TrashPage:
    """One page of the trash, what was put there last first."""

    thrown: list[Thrown]
    number: int
    total: int

    @property
    def has_earlier(self) -> bool:
        """Tell whether more follows."""
        return self.number * PAGE_SIZE < self.total


def move_to_trash(journal: OpenJournal, *, record: UUID) -> Kind:
    """Take an entry off the timeline; it can be put back for thirty days.

    Returns:
        Its kind: things that are kept, and the plan, can be trashed as well.

    Raises:
        Http404: This vault has no such entry.
        EntryDamagedError: It does not open.
    """
    return _set(journal, record, timezone.now().date())


def put_back(journal: OpenJournal, *, record: UUID) -> Kind:
    """Put an entry back where it was, and return its kind.

    Raises:
        Http404: This vault has no such entry.
        EntryDamagedError: It does not open.
    """
    return _set(journal, record, None)


def goes_on(trashed: date) -> date:
    """Return the day after which what was trashed on a day goes for good."""
    return trashed + timedelta(days=DAYS)


def trash_page(journal: OpenJournal, *, number: int = 1) -> TrashPage:
    """Return one page; only the blocks that the trash stands in are opened.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    head = manifest.read_head(journal)
    lines = list(manifest.in_trash(journal, head))[::-1]
    number = max(1, min(number, -(-len(lines) // PAGE_SIZE)))
    shown = lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    leaves = leaves_of(journal, shown)
    thrown = [
        Thrown(leaf, goes_on(trash_day(line.moment)))
        for leaf, line in zip(leaves, shown, strict=True)
    ]
    return TrashPage(thrown, number, len(lines))


def empty_due(journal: OpenJournal) -> int:
    """Delete what has been in the trash for thirty days; return how much it was.

    Raises:
        ListDamagedError: The list must be looked at first; nothing was deleted.
    """
    limit = trash_place(timezone.now().date() - timedelta(days=DAYS))
    with writing(journal) as fresh:
        head = manifest.read_head(fresh)
        every = manifest.in_trash(fresh, head)
        due = [line for line in every if line.moment < limit][:BATCH]
        if not due:
            return 0
        records.erase(fresh, records=[line.record for line in due])
        change = manifest.Change(fresh, head)
        for line in due:
            change.take_out(record=line.record, moment=line.moment)
        change.save()
    return len(due)


def _set(journal: OpenJournal, record: UUID, day: date | None) -> Kind:
    with writing(journal) as fresh:
        entry = entries.read_entry(fresh, record=record)
        # A button pressed twice changes nothing: thirty days count from the first.
        if bool(entry.header.trashed) != bool(day):
            header = replace(entry.header, trashed=day)
            entries.replace_entry(fresh, entry, header, entry.text)
    return entry.header.kind
