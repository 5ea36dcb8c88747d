"""The writer's settings, sealed like everything else."""

import json
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from journal.crypto.manifest_block import FIRST_MOMENT
from journal.domain import manifest, records
from journal.domain.errors import EntryDamagedError, ListDamagedError
from journal.domain.kinds import Kind
from journal.domain.matter import settings_line
from journal.domain.moments import DEFAULT_ZONE
from journal.domain.opened import OpenJournal, writing


@dataclass(frozen=True, slots=True, repr=False)
class Preferences:
    """What the writer chose, and what is still to be shown to her.

    Args:
        time_zone: IANA name; empty until it was asked.
        pending_code: The recovery code's text until it is confirmed, so that it can be
            shown again. Whoever reads this has the journal open already.
        code_was_used: True until the writer has seen that the code opened the journal.
    """

    time_zone: str = ""
    pending_code: str = ""
    code_was_used: bool = False

    def __repr__(self) -> str:
        return "<Preferences>"

    @property
    def zone(self) -> str:
        """The zone to keep time by."""
        return self.time_zone or DEFAULT_ZONE


def read_preferences(journal: OpenJournal) -> Preferences:
    """Return the settings; the defaults where they are missing or do not open."""
    try:
        settings = manifest.read_head(journal).settings
        row = records.row_of(journal, record=settings) if settings else None
        if row is None or not is_settings(records.open_header(journal, row)):
            return Preferences()
        return Preferences(**json.loads(records.open_body(journal, row)))
    except (ListDamagedError, EntryDamagedError, TypeError, ValueError):
        return Preferences()


def change_preferences(journal: OpenJournal, **changes: Any) -> Preferences:
    """Store changed settings and return them.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        changed = replace(read_preferences(fresh), **changes)
        head = manifest.read_head(fresh)
        record = head.settings or uuid.uuid4()
        row = records.row_of(fresh, record=record)
        revision = row.revision + 1 if row else 1
        digest = records.store(
            fresh,
            record=record,
            revision=revision,
            header=_header(),
            body=json.dumps(asdict(changed)).encode(),
        )
        _list(fresh, record, revision, digest)
    return changed


def _list(journal: OpenJournal, record: UUID, revision: int, digest: bytes) -> None:
    head = replace(manifest.read_head(journal), settings=record)
    change = manifest.Change(journal, head)
    change.take_out(record=record, moment=FIRST_MOMENT)
    change.put_in(settings_line(record, revision, digest))
    change.save()


def _header() -> bytes:
    return json.dumps({"kind": int(Kind.SETTINGS)}).encode()


def is_settings(header: bytes) -> bool:
    """Tell whether an opened header is that of the settings."""
    return bool(json.loads(header).get("kind") == Kind.SETTINGS)
