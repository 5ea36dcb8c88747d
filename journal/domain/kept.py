"""What is kept inside the journal: pages, listings and help lines, each with a note.

A thing is brought by one of the site's doors. Until it is kept it waits in the session,
whose body is sealed under the browser's cookie, so that no address of the journal ever
names it; so it survives sign-up, sign-in and unlock.
"""

import uuid
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from journal.domain import entries, manifest
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.inbox import FormPlace, new_place
from journal.domain.kinds import KEPT, Kind
from journal.domain.leaves import Leaf, leaves_of
from journal.domain.matter import Entry, Words
from journal.domain.moments import Moment
from journal.domain.opened import OpenJournal, writing
from journal.domain.sending import Sending
from journal.domain.things import Thing, thing_from

_NAME = "journal_thing"


@dataclass(frozen=True, slots=True)
class Group:
    """What is kept of one kind, newest first."""

    kind: Kind
    leaves: list[Leaf]


def bring(session: MutableMapping[str, Any], thing: Thing) -> None:
    """Lay a thing ready to be kept."""
    session[_NAME] = [int(thing.kind), thing.values]


def waiting(session: MutableMapping[str, Any]) -> Thing | None:
    """Return the thing that waits, and leave it there: reloading must not lose it."""
    try:
        return thing_from(*session[_NAME])
    except (KeyError, TypeError, ValueError):
        return None  # nothing, or from before this version


def put_away(session: MutableMapping[str, Any]) -> None:
    """Forget the thing: it was kept, or not wanted."""
    session.pop(_NAME, None)


def kept_things(journal: OpenJournal) -> list[Group]:
    """Return what is kept, by kind; kinds of which there is nothing are left out.

    Opens the headers of all of them: they stand in one place of the list, which has no
    order of days.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    lines = list(manifest.undated(journal, manifest.read_head(journal)))
    groups = []
    for kind in KEPT:
        leaves = leaves_of(journal, [line for line in lines if line.kind == kind])
        leaves.sort(key=lambda leaf: (leaf.at, leaf.id), reverse=True)
        groups.append(Group(kind, leaves))
    return [group for group in groups if group.leaves]


def find(journal: OpenJournal, thing: Thing) -> UUID | None:
    """Return the record in which a thing is kept already, if it is.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    lines = manifest.undated(journal, manifest.read_head(journal))
    alike = [line for line in lines if line.kind == thing.kind]
    for leaf in leaves_of(journal, alike):
        if leaf.header and thing.is_same(leaf.header.thing):
            return leaf.id
    return None


def find_now(journal: OpenJournal, thing: Thing) -> UUID | None:
    """Return the same, also if it was kept just now.

    Under the lock: what a request began with may be older than another device's save.

    Raises:
        ListDamagedError: The list, or the part of it that is needed, does not open.
    """
    with writing(journal) as fresh:
        return find(fresh, thing)


def note_of(journal: OpenJournal, thing: Thing) -> tuple[Words, FormPlace]:
    """Return what the form for a thing begins with, and what it writes.

    Of a thing that is kept already that is its note; the facts are those of now.
    """
    there = _kept_already(journal, thing)
    if there is None:
        return Words("", "", thing=thing), new_place(record=uuid.uuid4())
    words = replace(there.words, thing=thing)
    return words, new_place(record=there.id, revision=there.revision)


def keep(
    journal: OpenJournal,
    *,
    words: Words,
    record: UUID | None = None,
    moment: Moment | None = None,
    sending: Sending | None = None,
) -> UUID:
    """Keep a thing with a note, and return the id of its record.

    What is kept already is not doubled. It gets the facts as they are now, and the new
    note where there was none; an empty note leaves the one that stands.

    Args:
        journal: Open.
        words: The note; they name the thing.
        record: The id that the form was given.
        moment: When; by default now, on the writer's clock.
        sending: The form that brought the words, if a form did.

    Raises:
        VersionConflictError: It is kept already, with another note: that was written
            elsewhere after this form was opened, and must not lose its place unseen.
    """
    with writing(journal) as fresh:
        there = _kept_already(fresh, words.thing)
        if there is None or there.id == record:
            return entries.write_entry(
                fresh, words=words, record=record, moment=moment, sending=sending
            )
        text = words.text if words.text.strip() else there.text
        is_other = bool(there.text.strip()) and text != there.text
        # From revision 0 on only a later state of the same form takes its place.
        return entries.revise_entry(
            fresh,
            record=there.id,
            base=0 if is_other else there.revision,
            words=replace(words, text=text),
            sending=sending,
        )


def _kept_already(journal: OpenJournal, thing: Thing | None) -> Entry | None:
    # Words come first: a damaged list is mended later, a damaged page stays as it is.
    with suppress(ListDamagedError, EntryDamagedError):
        there = find(journal, thing) if thing else None
        return entries.read_entry(journal, record=there) if there else None
    return None
