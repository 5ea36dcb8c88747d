"""The last draft: words that came in without having been saved, offered once more.

They are an entry already, so nothing depends on the offer; what is kept is only which
entry it is, sealed with the settings.
"""

from contextlib import suppress
from uuid import UUID

from django.http import Http404

from journal.domain import entries
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.matter import Entry
from journal.domain.opened import OpenJournal
from journal.domain.preferences import (
    Preferences,
    change_preferences,
    read_preferences,
)


def offer(journal: OpenJournal, *, record: UUID) -> None:
    """Offer an entry as the last draft, in the place of any other."""
    with suppress(ListDamagedError):  # the words are in; the list is mended later
        change_preferences(journal, draft=record.hex)


def last_draft(journal: OpenJournal, preferences: Preferences) -> Entry | None:
    """Return the entry that is offered, if it is still there and not in the trash."""
    if not preferences.draft:
        return None
    try:
        entry = entries.read_entry(journal, record=UUID(preferences.draft))
    except (EntryDamagedError, Http404, ValueError):
        return None
    return None if entry.header.trashed else entry


def put_away(journal: OpenJournal, *, record: UUID | None = None) -> None:
    """Offer nothing any more.

    Args:
        journal: Open.
        record: Only if this is what was offered: it was saved just now, or it is what
            the page showed.
    """
    offered = read_preferences(journal).draft
    if not offered or (record and record.hex != offered):
        return
    with suppress(ListDamagedError):  # offered once more; better than a page that fails
        change_preferences(journal, draft="")
