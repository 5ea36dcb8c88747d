"""What happens once a journal has opened, before its writer sees a page.

Nothing here may keep her out: the key has opened, and whatever is wrong with a row is
told on a page of its own.
"""

from contextlib import suppress
from dataclasses import dataclass

from journal.domain import examining, inbox_keys, intake, recovering, trash
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.domain.preferences import read_preferences


@dataclass(frozen=True, slots=True)
class Arrival:
    """What there is to tell.

    Args:
        taken: How many texts came in that were typed while the journal was closed.
        code_was_used: The recovery code opened this journal since the last time.
        inbox_was_changed: The key that seals words while the journal is locked was
            not its own; it is again.
        is_as_left: Every row agrees with the list.
    """

    taken: int
    code_was_used: bool
    inbox_was_changed: bool
    is_as_left: bool


def arrive(journal: OpenJournal) -> Arrival:
    """Take in what waits, empty the trash, and look whether all is as it was left."""
    inbox_was_changed = not inbox_keys.is_own(journal)
    if inbox_was_changed:
        inbox_keys.mend(journal)
    taken = intake.take_in(journal)
    with suppress(ListDamagedError):  # nothing is deleted that the list does not name
        trash.empty_due(journal)
    is_as_left = examining.is_as_left(journal)
    return Arrival(taken, _code_was_used(journal), inbox_was_changed, is_as_left)


def _code_was_used(journal: OpenJournal) -> bool:
    if not read_preferences(journal).code_was_used:
        return False
    with suppress(ListDamagedError):  # told again next time; better than not at all
        recovering.acknowledge_code_use(journal)
    return True
