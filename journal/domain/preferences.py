"""The writer's settings, sealed like everything else."""

import json
import uuid
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from journal.crypto.manifest_block import FIRST_MOMENT, ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.domain import manifest, records
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import Kind
from journal.domain.lines import settings_line
from journal.domain.moments import DEFAULT_ZONE, is_zone
from journal.domain.opened import OpenJournal, writing

MAX_REVISION = 2**31 - 1  # what PostgreSQL's integer holds


@dataclass(frozen=True, slots=True, repr=False)
class Preferences:
    """What the writer chose, and what is still to be shown to her.

    Args:
        time_zone: IANA name; empty until it was asked.
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
        timer_minutes: After how long the page that answers a prompt says softly that
            it is enough; 0 where it says nothing.
    """

    time_zone: str = ""
    pending_code: str = ""
    code_was_used: bool = False
    merging: dict[str, Any] = field(default_factory=dict)
    renewing: dict[str, Any] = field(default_factory=dict)
    older_inboxes: dict[str, str] = field(default_factory=dict)
    passkeys: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    shows_moods: bool = False
    timer_minutes: int = 10

    def __repr__(self) -> str:
        return "<Preferences>"

    @property
    def zone(self) -> str:
        """The zone to keep time by."""
        known = self.time_zone and is_zone(self.time_zone)
        return self.time_zone if known else DEFAULT_ZONE


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


def settings_body(preferences: Preferences) -> bytes:
    """Return settings as bytes, to be sealed."""
    return json.dumps(asdict(preferences)).encode()


def change_preferences(journal: OpenJournal, **changes: Any) -> Preferences:
    """Store changed settings and return them.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        changed = replace(read_preferences(fresh), **changes)
        head = manifest.read_head(fresh)
        row = records.row_of(fresh, record=head.settings) if head.settings else None
        # A row that went to another vault, or counts too far, is left where it is.
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


def _known(kept: dict[str, Any]) -> Preferences:
    # A key of a later version, after a step back, must not cost all the others.
    names = {each.name for each in fields(Preferences)}
    return Preferences(**{name: kept[name] for name in names & set(kept)})


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
