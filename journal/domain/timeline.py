"""The timeline: entries as they were lived, newest first, in pages."""

from dataclasses import dataclass

from journal.domain import manifest
from journal.domain.leaves import Leaf, leaves_of
from journal.domain.opened import OpenJournal

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the timeline, newest first."""

    leaves: list[Leaf]
    number: int
    total: int

    @property
    def has_earlier(self) -> bool:
        """Tell whether older entries follow."""
        return self.number * PAGE_SIZE < self.total


def page(journal: OpenJournal, *, number: int = 1) -> Page:
    """Return one page, from the head, the blocks it shows and their headers.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    head = manifest.read_head(journal)
    total = manifest.count_on_timeline(journal, head)
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    skip = (number - 1) * PAGE_SIZE
    lines = manifest.newest(journal, head, skip=skip, take=PAGE_SIZE)
    return Page(leaves_of(journal, lines), number, total)
