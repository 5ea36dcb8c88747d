"""The steadying plan: one for a journal, in six parts and in the writer's own words.

Nothing forbids a second one: a closed journal that is merged brings its own, and one
comes back from the trash. The newest counts, and the page names the others.
"""

from contextlib import suppress
from uuid import UUID

from journal.domain import entries, manifest
from journal.domain.errors import ListDamagedError
from journal.domain.kinds import Kind
from journal.domain.leaves import Leaf, leaves_of
from journal.domain.matter import Words
from journal.domain.moments import Moment
from journal.domain.opened import OpenJournal, writing
from journal.domain.sending import Sending


def plans(journal: OpenJournal) -> list[Leaf]:
    """Return the plans that open, the newest first.

    One that is missing or was changed is named where all such things are.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    lines = manifest.undated(journal, manifest.read_head(journal))
    leaves = leaves_of(journal, [line for line in lines if line.kind == Kind.PLAN])
    opened = [leaf for leaf in leaves if leaf.header]
    return sorted(opened, key=lambda leaf: (leaf.at, leaf.id), reverse=True)


def newest_plan(journal: OpenJournal) -> UUID | None:
    """Return the plan that counts, if there is one, also if it was saved just now.

    Under the lock: what a request began with may be older than another device's save.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    with writing(journal) as fresh:
        found = plans(fresh)
    return found[0].id if found else None


def write_plan(
    journal: OpenJournal,
    *,
    words: Words,
    record: UUID,
    sending: Sending,
    moment: Moment | None = None,
) -> UUID:
    """Write the first plan and return its id.

    Where there is one by now, written on another device, nothing is put in its place.

    Args:
        journal: Open.
        words: The parts as one text; see ``plan_text``.
        record: The id that the form was given.
        sending: The form that brought the words.
        moment: When; by default now, on the writer's clock.

    Raises:
        VersionConflictError: There is a plan already, with other words.
        EntryDamagedError: There is one, and it does not open.
    """
    with writing(journal) as fresh:
        there: list[Leaf] = []
        with suppress(ListDamagedError):  # words come first; the list is mended later
            there = plans(fresh)
        if not there:
            return entries.write_entry(
                fresh, words=words, record=record, moment=moment, sending=sending
            )
        # From revision 0 on: the same words, or a later state of the same form.
        return entries.revise_entry(
            fresh, record=there[0].id, base=0, words=words, sending=sending
        )
