"""Looks whether everything is as the writer left it, and names what is not.

What cannot be noticed: all rows of one writer put back together to an older state, and
sealed notes deleted before they were taken in. The threat model says so.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journal.crypto import records as sealed_records
from journal.crypto.manifest_block import ManifestLine, Stamp
from journal.crypto.manifest_head import ManifestHead
from journal.domain import inbox_keys, manifest, records, slots
from journal.domain.blocks import views_of
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import Flag, Kind
from journal.domain.lines import TIMELINE_START, line_for, settings_line
from journal.domain.matter import decode_header
from journal.domain.moments import DEFAULT_ZONE, lived_at, moment_now
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import is_settings
from journal.domain.streams import streamed
from journal.models import Record

LARGEST_REVISION = 2**32 - 1  # what a line of the list can hold


class Trouble(StrEnum):
    """What was found."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    LIST = "list"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the writer left it, and the day it is about."""

    trouble: Trouble
    at: datetime | None = None


def examine(journal: OpenJournal) -> list[Finding]:
    """Compare every row with the list: present, of the right revision, of its bytes."""
    try:
        head = manifest.read_head(journal)
        listed = {stamp.record: stamp for stamp in _stamps(journal, head)}
    except ListDamagedError:
        return [Finding(Trouble.LIST)]
    findings = []
    with records.stored(journal) as rows:
        for name, revision, *sealed in rows:
            stamp = listed.pop(records.id_of(name), None)
            digest = sealed_records.digest(*sealed)
            if stamp is None:
                findings.append(Finding(Trouble.EXTRA))
            elif (revision, digest) != (stamp.revision, stamp.digest):
                findings.append(Finding(Trouble.CHANGED, _at(stamp)))
    findings += [Finding(Trouble.MISSING, _at(stamp)) for stamp in listed.values()]
    own = inbox_keys.is_own(journal)
    if not own or head.slots != slots.live_slots(journal.vault):
        findings.append(Finding(Trouble.KEYS))
    return findings


def is_as_left(journal: OpenJournal) -> bool:
    """Tell whether nothing is to be found, also while others are saving.

    Every row is read and hashed. That is done without the vault's lock, which on SQLite
    keeps every writer waiting. A save in between makes it ring falsely, so what was
    found is looked for once more under the lock.
    """
    if not examine(journal):
        return True
    with writing(journal) as fresh:
        return not examine(fresh)


def accept(journal: OpenJournal) -> None:
    """Make a new list of what is there: the writer has seen what was found.

    A row that does not open keeps a line, marked as damaged, so that a later look says
    only what changed since.
    """
    with writing(journal) as fresh:
        with _rows(fresh) as rows:
            lines = [_line(fresh, row) for row in rows]
        settings = [line.record for line in lines if line.kind == Kind.SETTINGS]
        head = ManifestHead(
            _counter(fresh),
            fresh.vault.generation,
            settings[-1] if settings else None,
            slots=slots.live_slots(fresh.vault),
        )
        manifest.make_anew(fresh, head, lines)
        inbox_keys.renew(fresh)


def _rows(journal: OpenJournal) -> AbstractContextManager[Iterator[Record]]:
    return streamed(records.all_rows(journal), at_once=500)


def _stamps(journal: OpenJournal, head: ManifestHead) -> Iterator[Stamp]:
    for block in head.blocks:
        (view,) = views_of(journal, [block])
        yield from view.stamps()


def _line(journal: OpenJournal, row: Record) -> ManifestLine:
    digest = records.digest_of(row)
    try:
        opened = records.open_header(journal, row)
        records.open_body(journal, row)
        if is_settings(opened):
            return settings_line(row.id, row.revision, digest)
        return line_for(row.id, row.revision, digest, decode_header(opened))
    except (EntryDamagedError, ValueError):
        return ManifestLine(
            row.id,
            min(row.revision, LARGEST_REVISION),
            digest,
            moment=moment_now(DEFAULT_ZONE).seconds,
            kind=Kind.ENTRY,
            flags=Flag.DAMAGED,
        )


def _counter(journal: OpenJournal) -> int:
    try:
        return manifest.read_head(journal).counter
    except ListDamagedError:
        return 0


def _at(stamp: Stamp) -> datetime | None:
    if stamp.moment < TIMELINE_START:
        return None
    return lived_at(stamp.moment, stamp.offset)
