"""An entry's history: what it was before, to read, to put back, or to drop."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404

from journal.domain import entries, versions
from journal.domain.errors import EntryDamagedError, VersionConflictError
from journal.domain.matter import Entry, Header
from journal.domain.opened import OpenJournal, writing
from journal.domain.versions import Earlier
from journal.models import Version


@dataclass(frozen=True, slots=True)
class Glance:
    """One line of the history: a version, or a calm word on why there is none."""

    revision: int
    header: Header | None = None
    replaced: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """An entry and its earlier versions, newest first."""

    entry: Entry
    glances: list[Glance]


def read_history(journal: OpenJournal, *, record: UUID) -> History:
    """Return the earlier versions of an entry, from their headers.

    Raises:
        Http404: This vault has no such entry.
        EntryDamagedError: The entry does not open.
    """
    entry = entries.read_entry(journal, record=record)
    found = versions.rows_of(journal, record=record).defer("body")
    rows = {row.revision: row for row in found}
    named = reversed(entry.header.versions)
    return History(entry, [_glance(journal, each, rows.get(each)) for each in named])


def read_version(journal: OpenJournal, *, record: UUID, revision: int) -> Earlier:
    """Return one earlier version.

    Raises:
        Http404: This vault has no such entry, or it names no such version.
        EntryDamagedError: The entry or the version does not open, or was removed.
    """
    return _read(journal, entries.read_entry(journal, record=record), revision)


def restore(journal: OpenJournal, *, record: UUID, revision: int, base: int) -> None:
    """Make an earlier version the newest; what is replaced becomes a version itself.

    Args:
        journal: Open.
        record: The entry.
        revision: The version that is wanted back.
        base: The revision that the page showed.

    Raises:
        Http404: This vault has no such entry, or it names no such version.
        EntryDamagedError: The entry or the version does not open, or was removed.
        VersionConflictError: The entry moved on since the page was shown.
    """
    with writing(journal) as fresh:
        entry = entries.read_entry(fresh, record=record)
        earlier = _read(fresh, entry, revision).entry
        same_day = earlier.header.moment == entry.header.moment
        if same_day and earlier.words == entry.words:
            return  # a button pressed twice
        if entry.revision != base:
            raise VersionConflictError
        header = replace(
            earlier.header,
            trusted=entry.header.trusted,
            waiting=entry.header.waiting,
            sending=None,
            versions=versions.keep(fresh, entry),
            trashed=None,
        )
        entries.replace_entry(fresh, entry, header, earlier.text)


def drop_versions(journal: OpenJournal, *, record: UUID) -> None:
    """Delete all earlier versions of an entry at once; the entry stays.

    Raises:
        Http404: This vault has no such entry.
        EntryDamagedError: The entry does not open.
    """
    with writing(journal) as fresh:
        entry = entries.read_entry(fresh, record=record)
        versions.erase(fresh, records=[record])
        header = replace(entry.header, versions=())
        entries.replace_entry(fresh, entry, header, entry.text)


def _read(journal: OpenJournal, entry: Entry, revision: int) -> Earlier:
    if revision not in entry.header.versions:
        raise Http404
    rows = versions.rows_of(journal, record=entry.id)
    row = rows.filter(revision=revision).first()
    if row is None:
        raise EntryDamagedError
    return versions.read(journal, row)


def _glance(journal: OpenJournal, revision: int, row: Version | None) -> Glance:
    if row is None:
        return Glance(revision, trouble="missing")
    try:
        header, replaced = versions.read_header(journal, row)
    except EntryDamagedError:
        return Glance(revision, trouble="changed")
    return Glance(revision, header, replaced.lived)
