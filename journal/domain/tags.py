"""The names of tags that can be chosen from, kept in the settings.

The names that an entry bears stand in its header and their numbers in the list: what is
lost here costs nothing but the choosing.
"""

from contextlib import suppress

from journal.domain import manifest
from journal.domain.check_in import number_of
from journal.domain.errors import ListDamagedError
from journal.domain.kinds import Flag
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences, read_preferences

MAX_NAMES = 500  # names to choose from; older ones make room


def remember(journal: OpenJournal, names: tuple[str, ...]) -> None:
    """Add names to those that can be chosen; names of no entry make room.

    Inside the caller's transaction. Where the list is damaged nothing is added: the
    entry that bears the names comes first.
    """
    if not names:
        return
    known = read_preferences(journal).tags
    folded = {name.casefold() for name in known}
    fresh = [name for name in names if name.casefold() not in folded]
    if not fresh:
        return
    with suppress(ListDamagedError):
        kept = _used(journal, known)
        change_preferences(journal, tags=[*kept, *fresh][-MAX_NAMES:])


def names_in_use(journal: OpenJournal) -> list[str]:
    """Return the names that entries bear, in order; opens the blocks and no header.

    Raises:
        ListDamagedError: The list does not open.
    """
    names = _used(journal, read_preferences(journal).tags)
    return sorted(names, key=str.casefold)


def _used(journal: OpenJournal, names: list[str]) -> list[str]:
    if not names:
        return []
    lines = manifest.all_lines(journal, manifest.read_head(journal))
    shown = (line for line in lines if not line.flags & Flag.TRASHED)
    numbers = {number for line in shown for number in line.tags}
    return [name for name in names if number_of(name) in numbers]
