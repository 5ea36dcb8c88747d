"""Intake: what waits in the inbox becomes part of the journal, each note exactly once.

If an origin token inside a note opens, the page was rendered while the journal was
open, so the words are the writer's own and become the entry or the revision she meant.
Every other note is untrusted: anyone who could use the signed-in account could have
written it. It never changes an entry, and waits with its mark for Keep or Discard.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.http import Http404

from journal.crypto import inbox as core
from journal.crypto import origin
from journal.crypto.errors import OpenError
from journal.domain import drafts, entries, inbox_keys, kept, plan
from journal.domain.errors import EntryDamagedError, VersionConflictError
from journal.domain.matter import Words
from journal.domain.moments import Moment
from journal.domain.notes import OpenedNote, decode
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import read_preferences
from journal.domain.sending import Sending
from journal.models import Note

BATCH = 50  # notes taken in by one transaction


@dataclass(frozen=True, slots=True)
class Taken:
    """A note that became part of the journal.

    Args:
        at: When it was sealed.
        draft: The entry that holds its words, where they are the writer's own and
            nothing was saved after them.
    """

    at: datetime
    draft: UUID | None = None


class _NewPage(TypedDict):
    words: Words
    record: UUID
    moment: Moment
    sending: Sending


def waiting_states(journal: OpenJournal) -> set[tuple[UUID, int]]:
    """Return which notes wait, and how far each had come."""
    rows = Note.objects.filter(vault=journal.vault_id)
    return set(rows.values_list("pk", "sequence"))


def take_in(journal: OpenJournal) -> int:
    """Move waiting notes into the journal; return how many became part of it.

    A note that does not open stays where it is: it may open once a damaged row has been
    put right, and throwing it away could throw away words.
    """
    taken: list[Taken] = []
    rows = Note.objects.filter(vault=journal.vault_id)
    forms = list(rows.values_list("pk", flat=True))
    for start in range(0, len(forms), BATCH):
        with writing(journal) as fresh:
            for form in forms[start : start + BATCH]:
                taken += _take_in_or_leave(fresh, form)
    unsaved = [(each.at, each.draft) for each in taken if each.draft]
    if unsaved:
        drafts.offer(journal, record=max(unsaved)[1])
    return len(taken)


def _take_in_or_leave(journal: OpenJournal, form: UUID) -> list[Taken]:
    # One note must never keep a journal from opening, whatever is wrong with it; it
    # is rolled back by itself and waits for the next time.
    try:
        with transaction.atomic():
            return _take_in(journal, form)
    except Exception:  # noqa: BLE001 -- see above
        return []


def _take_in(journal: OpenJournal, form: UUID) -> list[Taken]:
    row = Note.objects.select_for_update().filter(pk=form).first()
    if row is None:
        return []
    opened = _open(journal, row, row.sequence, bytes(row.sealed))
    if opened is None:
        return []
    before = _fuller_state(journal, row, opened)
    row.delete()
    source = _origin_of(journal, opened)
    if source is None:
        # Whatever it says that it is: by nobody's word but its own.
        for state in filter(None, (before, opened)):
            _write_beside(journal, state, trusted=False)
        return [Taken(opened.moment.local)]
    if before:
        _take_in_fuller(journal, before, source, row.earlier_sequence, opened)
    sending = Sending(opened.form, row.sequence, is_note=True)
    record = _own_words(journal, opened, source, sending)
    is_draft = record is not None and _came_last(journal, record, sending)
    return [Taken(opened.moment.local, record if is_draft else None)]


def _fuller_state(
    journal: OpenJournal, row: Note, newest: OpenedNote
) -> OpenedNote | None:
    """Return the state from before most of a page was taken out, if it was.

    One hand on the keyboard empties a page, or leaves a letter there; that state is
    sealed within seconds. What stood there is not thrown away.
    """
    before = _open(journal, row, row.earlier_sequence, bytes(row.earlier))
    if before is None or before.words.is_empty:
        return None
    left, full = len(newest.words.text), len(before.words.text)
    return before if newest.words.is_empty or 2 * left < full else None


def _take_in_fuller(
    journal: OpenJournal,
    before: OpenedNote,
    source: origin.Origin,
    sequence: int,
    newest: OpenedNote,
) -> None:
    """Let an entry's history have the fuller state; where no entry comes, make one."""
    # It came by itself and vouches for itself: anybody can seal to a public key.
    is_own = _origin_of(journal, before) == source
    if is_own and not newest.words.is_empty:
        sending = Sending(before.form, sequence, is_note=True)
        _own_words(journal, before, source, sending)
    else:
        _write_beside(journal, before, trusted=is_own)


def _write_beside(journal: OpenJournal, note: OpenedNote, *, trusted: bool) -> None:
    """Write a note's words as an entry of their own, where it has any."""
    if note.words.is_empty:
        return
    words = note.words.as_entry()
    entries.write_entry(journal, words=words, moment=note.moment, trusted=trusted)


def _came_last(journal: OpenJournal, record: UUID, sending: Sending) -> bool:
    """Tell whether an entry stands as this sending left it: nobody saved it since."""
    last = entries.read_entry(journal, record=record).header.sending
    return last is not None and (last.form, last.sequence) == (
        sending.form,
        sending.sequence,
    )


def _own_words(
    journal: OpenJournal, note: OpenedNote, source: origin.Origin, sending: Sending
) -> UUID | None:
    """Make the note what it was meant to be; where that moved on, keep both.

    Both are one entry each, however often the page sends its state and it is taken in.
    Returns that entry, unless there was nothing on the page.
    """
    if note.words.is_empty:
        return None
    try:
        with transaction.atomic():
            return _as_meant(journal, note, source, sending)
    except (VersionConflictError, Http404, EntryDamagedError):
        return entries.write_entry(
            journal, words=note.words.as_entry(), moment=note.moment, sending=sending
        )


def _as_meant(
    journal: OpenJournal, note: OpenedNote, source: origin.Origin, sending: Sending
) -> UUID:
    """Write or revise what the page was rendered for, and return its record.

    Raises:
        VersionConflictError: That moved on since the page was rendered.
        Http404: It is gone.
        EntryDamagedError: It does not open.
    """
    words, record, base = note.words, source.record, source.revision
    if base:
        return entries.revise_entry(
            journal, record=record, base=base, words=words, sending=sending
        )
    new = _NewPage(words=words, record=record, moment=note.moment, sending=sending)
    if words.thing:
        return kept.keep(journal, **new)
    if words.is_plan:
        return plan.write_plan(journal, **new)
    return entries.write_entry(journal, **new)


def _open(
    journal: OpenJournal, row: Note, sequence: int, sealed: bytes
) -> OpenedNote | None:
    private = inbox_keys.private_key_of(journal, row.generation)
    if private is None or not sealed:
        return None
    place = core.DraftPlace(journal.vault_id, row.generation, row.pk, sequence)
    try:
        opened = core.open_note(private, sealed, place=place)
        return decode(opened, note=row.pk, zone=read_preferences(journal).zone)
    except (
        AttributeError,
        LookupError,
        OpenError,
        OverflowError,
        TypeError,
        ValueError,
    ):
        return None  # nothing that a page of ours has sealed to this vault


def _origin_of(journal: OpenJournal, note: OpenedNote) -> origin.Origin | None:
    try:
        source = origin.open_origin(journal.key, note.token, vault=journal.vault_id)
    except OpenError:
        return None
    # One page's token must not vouch for a text that came in by another form.
    return source if source.form == note.form else None
