"""Entries: write, read, revise, erase."""

import uuid
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from journal.crypto.manifest_head import ManifestHead
from journal.domain import manifest, records, tags, versions
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    VersionConflictError,
)
from journal.domain.lines import line_for, place_of
from journal.domain.matter import (
    Entry,
    Header,
    Words,
    decode_header,
    encode_header,
    header_for,
)
from journal.domain.moments import Moment, moment_now
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import read_preferences
from journal.domain.sending import Sending
from journal.domain.things import Thing
from journal.models import Record


def write_entry(
    journal: OpenJournal,
    *,
    words: Words,
    record: UUID | None = None,
    moment: Moment | None = None,
    trusted: bool = True,
    sending: Sending | None = None,
) -> UUID:
    """Write a new entry and return its id.

    Args:
        journal: Open.
        words: What was typed.
        record: The id that the form was given, so that a form sent twice makes one
            entry. Where other words stand there by now, the form's own id is taken.
        moment: When it was lived, unless the words say it; by default now, on the
            writer's clock.
        trusted: False for what was written while the journal was locked.
        sending: The form that brought the words, if a form did.

    Raises:
        SkippedTimeError: The words say a time that no clock showed.
    """
    with writing(journal) as fresh:
        chosen = uuid.uuid4()
        for wanted in (record, sending and sending.form):
            if wanted and not Record.objects.filter(id=wanted).exists():
                chosen = wanted
                break
            if wanted and _meant(fresh, wanted, words, sending):
                return wanted
        at = moment or moment_now(read_preferences(fresh).zone)
        at = words.when.moment(at) if words.when else at
        header = header_for(words, at, trusted=trusted, sending=sending)
        _store(fresh, chosen, 1, header, words.text)
    return chosen


def revise_entry(
    journal: OpenJournal,
    *,
    record: UUID,
    base: int,
    words: Words,
    sending: Sending | None = None,
) -> UUID:
    """Put new words in the place of an entry's.

    Raises:
        Http404: This vault has no such record.
        VersionConflictError: It moved on since revision ``base``, to other words.
        EntryDamagedError: What is stored does not open.
        SkippedTimeError: The words say a time that no clock showed.
    """
    with writing(journal) as fresh:
        if _meant(fresh, record, words, sending):
            return record
        entry = read_entry(fresh, record=record)
        if entry.revision != base:
            raise VersionConflictError
        _replace(fresh, entry, words, sending)
    return record


def accept_entry(journal: OpenJournal, *, record: UUID) -> None:
    """Keep what was written while the journal was locked; its mark stays.

    Raises:
        Http404: This vault has no such record.
        EntryDamagedError: What is stored does not open.
    """
    with writing(journal) as fresh:
        entry = read_entry(fresh, record=record)
        header = replace(entry.header, waiting=False)
        replace_entry(fresh, entry, header, entry.text)


def replace_entry(
    journal: OpenJournal, entry: Entry, header: Header, text: str
) -> None:
    """Store the next revision of an entry, inside the caller's transaction.

    Args:
        journal: As ``writing`` has yielded it.
        entry: As it is now.
        header: As it shall be; it may stand elsewhere in the list.
        text: As it shall be.
    """
    _store(journal, entry.id, entry.revision + 1, header, text, former=entry.header)


def erase_entry(journal: OpenJournal, *, record: UUID) -> None:
    """Delete an entry at once: its row, its versions, and its line in the list.

    Raises:
        Http404: This vault has no such record.
    """
    with writing(journal) as fresh:
        row = _row_or_404(fresh, record, _head(fresh))
        moment = _moment_of(fresh, row)
        records.erase(fresh, records=[record])
        try:
            change = manifest.Change(fresh, manifest.read_head(fresh))
            change.take_out(record=record, moment=moment)
            change.save()
        except ListDamagedError:
            return  # the list is looked at on its own page; the words are gone


def read_entry(journal: OpenJournal, *, record: UUID) -> Entry:
    """Return an entry.

    Raises:
        Http404: This vault has no such record, or it is no entry.
        EntryDamagedError: It does not open, or is not what the list says.
    """
    head = _head(journal)
    row = _row_or_404(journal, record, head)
    header = decode_header(records.open_header(journal, row))
    if head:
        _compare_with_list(journal, head, row, header)
    text = records.open_body(journal, row).decode()
    return Entry(row.id, row.revision, header, text)


def _head(journal: OpenJournal) -> ManifestHead | None:
    # A damaged list is told on its own page, and must not close an entry.
    try:
        return manifest.read_head(journal)
    except ListDamagedError:
        return None


def _row_or_404(
    journal: OpenJournal, record: UUID, head: ManifestHead | None
) -> Record:
    row = records.row_of(journal, record=record)
    if row is None or (head and head.settings == record):
        raise Http404
    return row


def _compare_with_list(
    journal: OpenJournal, head: ManifestHead, row: Record, header: Header
) -> None:
    try:
        line = manifest.line_of(journal, head, record=row.id, moment=place_of(header))
        if line is None:
            manifest.require_whole(journal, head)
    except ListDamagedError:
        return
    if line is None:
        raise EntryDamagedError
    records.check(row, line)


def _meant(
    journal: OpenJournal, record: UUID, words: Words, sending: Sending | None
) -> bool:
    """Tell whether an entry already is what a form meant, or make it so.

    True for the same words, for a later sending of the form that wrote it (which takes
    their place) and for an earlier one (which is dropped). So all orders of autosave,
    beacon and save end with the same text.
    """
    try:
        entry = read_entry(journal, record=record)
    except (EntryDamagedError, Http404):
        return False
    if entry.says(words):
        return True
    last = entry.header.sending
    if sending is None or last is None or sending.form != last.form:
        return False
    if sending.supersedes(last):
        _replace(journal, entry, words, sending)
        return True
    # A late state of a page is dropped, a late save by a person never is.
    return sending.is_note and sending.precedes(last)


def _replace(
    journal: OpenJournal, entry: Entry, words: Words, sending: Sending | None
) -> None:
    # A later sending of the form that wrote it replaces; it does not pile up versions.
    was = entry.header
    kept = was.versions
    if not _is_same_page(was.sending, sending) or _drops_words(entry, words, sending):
        kept = versions.keep(journal, entry)
    header = header_for(words, entry.moment_for(words), sending=sending)
    header = replace(
        header,
        trusted=was.trusted,
        waiting=was.waiting,
        versions=kept,
        thing=_thing_of(was, words),
        is_plan=was.is_plan,
    )
    replace_entry(journal, entry, header, words.text)


def _is_same_page(last: Sending | None, sending: Sending | None) -> bool:
    return last is not None and sending is not None and sending.form == last.form


def _drops_words(entry: Entry, words: Words, sending: Sending | None) -> bool:
    """Tell whether a note takes out words, and does not just go on with them.

    The Back button can bring a page to life again that counts from an earlier number.
    What it saves is then overtaken by an older note, and must stay to be found.
    """
    if sending is None or not sending.is_note:
        return False
    goes_on = words.text.startswith(entry.text) and words.title == entry.header.title
    return not goes_on


def _thing_of(was: Header, words: Words) -> Thing | None:
    # What is known of a thing may be newer in the words; what it is never changes.
    if was.thing and was.thing.is_same(words.thing):
        return words.thing
    return was.thing


def _store(
    journal: OpenJournal,
    record: UUID,
    revision: int,
    header: Header,
    text: str,
    *,
    former: Header | None = None,
) -> None:
    digest = records.store(
        journal,
        record=record,
        revision=revision,
        header=encode_header(header),
        body=text.encode(),
    )
    line = line_for(record, revision, digest, header)
    tags.remember(journal, header.tags if header.trusted else ())
    try:
        change = manifest.Change(journal, manifest.read_head(journal))
        change.take_out(record=record, moment=place_of(former or header))
        change.put_in(line)
        change.save()
    except ListDamagedError:
        return  # words come first: the entry is stored, the list is mended later


def _moment_of(journal: OpenJournal, row: Record) -> int | None:
    try:
        return place_of(decode_header(records.open_header(journal, row)))
    except EntryDamagedError:
        return None
