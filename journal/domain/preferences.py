"""The writer's settings, sealed like everything else."""

import json
import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.conf import settings as site

from journal.crypto.manifest_block import FIRST_MOMENT, ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.domain import choices, manifest, records
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import Kind
from journal.domain.lines import settings_line
from journal.domain.moments import DEFAULT_ZONE, is_zone
from journal.domain.opened import OpenJournal, writing
from journal.models import Record

MAX_REVISION = 2**31 - 1  # what PostgreSQL's integer holds


@dataclass(frozen=True, slots=True, repr=False)
class Preferences:
    """What the writer chose, and what is still to be shown to her.

    Args:
        time_zone: IANA name; empty until one was chosen.
        zone_was_asked: A page to write on has asked for it: no other does again.
        pending_code: The recovery code's text until it is confirmed, so that it can be
            shown again. Whoever reads this has the journal open already.
        code_was_used: True until the writer has seen that the code opened the journal.
        merging: How far a closed journal is merged, or empty; see ``domain.merging``.
        renewing: The code for new keys and whether it was confirmed, or empty; see
            ``domain.renewing``.
        older_inboxes: Private keys of inboxes from before new keys, base64 by
            generation, as long as notes wait that were sealed to them.
        passkeys: What the writer calls each passkey, by its slot's id in hexadecimal.
        tags: Names of tags to choose from; see ``domain.tags``.
        shows_moods: The picture of moods was asked for.
        idle_minutes: After how long without use the journal locks; 0 is the site's own
            limit.
        exit_address: Where the exit leads; empty is the site's own address.
        shift_leaves: Shift pressed three times leaves.
        theme: ``light`` or ``dark``; empty is as the device is set.
        language: Its code; empty is as the browser asks.
        timer_minutes: Of the gentle timer; 0 is off.
        spell_check: The browser may check spelling, which can send words away.
        list_words: The timeline shows the first words of entries.
        list_moods: The timeline shows moods.
        plain_text: Entries are shown as they were typed, not as Markdown.
        first_visit_over: The three notes of the first visit were read or skipped.
        draft: The entry, in hexadecimal, whose words came in unsaved; see
            ``domain.drafts``.
    """

    time_zone: str = ""
    zone_was_asked: bool = False
    pending_code: str = ""
    code_was_used: bool = False
    merging: dict[str, Any] = field(default_factory=dict)
    renewing: dict[str, Any] = field(default_factory=dict)
    older_inboxes: dict[str, str] = field(default_factory=dict)
    passkeys: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    shows_moods: bool = False
    idle_minutes: int = 0
    exit_address: str = ""
    shift_leaves: bool = True
    theme: str = ""
    language: str = ""
    timer_minutes: int = 10
    spell_check: bool = False
    list_words: bool = True
    list_moods: bool = True
    plain_text: bool = False
    first_visit_over: bool = False
    draft: str = ""

    def __repr__(self) -> str:
        return "<Preferences>"

    @property
    def asks_zone(self) -> bool:
        """Whether a page to write on still asks where the writer is."""
        return not (self.time_zone or self.zone_was_asked)

    @property
    def zone(self) -> str:
        """The zone to keep time by."""
        known = self.time_zone and is_zone(self.time_zone)
        return self.time_zone if known else DEFAULT_ZONE

    @property
    def minutes_open(self) -> int:
        """After how many minutes without use the journal locks."""
        return self.idle_minutes or int(site.JOURNAL_IDLE_MINUTES)

    @property
    def way_out(self) -> str:
        """Where the exit leads."""
        return self.exit_address or str(site.EXIT_URL)


def read_preferences(journal: OpenJournal) -> Preferences:
    """Return the settings; the defaults where they are missing or do not open."""
    try:
        settings = manifest.read_head(journal).settings
        row = records.row_of(journal, record=settings) if settings else None
        if row is None or not is_settings(records.open_header(journal, row)):
            return Preferences()
        return _known(json.loads(records.open_body(journal, row)))
    except (ListDamagedError, EntryDamagedError, TypeError, ValueError):
        return Preferences()


def preferences_of(journal: OpenJournal) -> Preferences:
    """Return the settings as they were when the request began, where it read them.

    For pages that show: what changes settings must read them afresh.
    """
    return journal.preferences or read_preferences(journal)


def settings_body(preferences: Preferences) -> bytes:
    """Return settings as bytes, to be sealed."""
    return json.dumps(asdict(preferences)).encode()


def change_preferences(journal: OpenJournal, **changes: Any) -> Preferences:
    """Store changed settings and return them.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        head = manifest.read_head(fresh)
        row = _listed_row(fresh, head)
        changed = replace(_opened(fresh, row) if row else Preferences(), **changes)
        # A row that counts too far is left where it is.
        usable = row is not None and row.revision < MAX_REVISION
        record = row.id if row and usable else uuid.uuid4()
        revision = row.revision + 1 if row and usable else 1
        digest = records.store(
            fresh,
            record=record,
            revision=revision,
            header=settings_header(),
            body=settings_body(changed),
        )
        _list(fresh, head, settings_line(record, revision, digest))
    return changed


def _listed_row(journal: OpenJournal, head: ManifestHead) -> Record | None:
    """Return the row of the settings, compared with the list; None before the first.

    A row that was changed, put back or taken away must not be written over: the list
    would vouch for what stands there now, and keys to old notes could be lost that a
    backup still has.

    Raises:
        ListDamagedError: It is not what the list says.
    """
    if not head.settings:
        return None
    row = records.row_of(journal, record=head.settings)
    line = manifest.line_of(journal, head, record=head.settings, moment=FIRST_MOMENT)
    if row is None or line is None:
        raise ListDamagedError
    try:
        records.check(row, line)
    except EntryDamagedError:
        raise ListDamagedError from None
    return row


def _opened(journal: OpenJournal, row: Record) -> Preferences:
    try:
        return _known(json.loads(records.open_body(journal, row)))
    except (EntryDamagedError, TypeError, ValueError):
        raise ListDamagedError from None


def _known(kept: dict[str, Any]) -> Preferences:
    # A key of a later version, after a step back, must not cost all the others; nor
    # must a value that is broken, or that the site does not offer any more.
    values = asdict(Preferences())
    for name in values.keys() & set(kept):
        is_alike = type(kept[name]) is type(values[name])
        if is_alike and choices.is_offered(name, kept[name]):
            values[name] = kept[name]
    return Preferences(**values)


def _list(journal: OpenJournal, head: ManifestHead, line: ManifestLine) -> None:
    change = manifest.Change(journal, replace(head, settings=line.record))
    if head.settings:
        change.take_out(record=head.settings, moment=FIRST_MOMENT)
    change.put_in(line)
    change.save()


def settings_header() -> bytes:
    """Return the header that tells the settings from the rest, to be sealed."""
    return json.dumps({"kind": int(Kind.SETTINGS)}).encode()


def is_settings(header: bytes) -> bool:
    """Tell whether an opened header is that of the settings."""
    return bool(json.loads(header).get("kind") == Kind.SETTINGS)
