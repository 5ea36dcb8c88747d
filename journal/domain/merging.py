"""Merging: the pages of a closed journal, sealed anew as pages of the current one.

The closed journal's key rests in the current journal's settings until the end, sealed
like everything there, so that a merging that was interrupted goes on without its
passphrase. How far it came stands beside it and is stored in the same transaction as
the pages: none is brought over twice, and one that was erased meanwhile stays erased.
"""

import base64
import hashlib
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from journal.crypto.keys import VaultKey
from journal.domain import (
    erasing,
    examining,
    inbox,
    intake,
    manifest,
    records,
    tags,
    versions,
    waiting,
)
from journal.domain.errors import EntryDamagedError
from journal.domain.lines import line_for
from journal.domain.matter import decode_header
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import (
    change_preferences,
    is_settings,
    read_preferences,
)
from journal.domain.streams import streamed
from journal.models import Record, Vault, Version

BATCH = 100  # records brought over by one transaction
BATCHES = 5  # transactions of one request
START = UUID(int=0)  # in front of every record


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a merging stands.

    Args:
        done: Nothing is left to bring over.
        kept: Something did not open or was changed, so the old journal stays.
    """

    done: bool
    kept: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class _State:
    """What is kept between two steps; texts alone, as it is stored as JSON."""

    vault: str
    key: str
    head: str = ""
    after: str = str(START)
    unopened: int = 0

    def __repr__(self) -> str:
        return "<merging>"

    def closed(self, owner: UUID) -> OpenJournal | None:
        """Return the journal that is being merged, if it still is there."""
        rows = Vault.objects.filter(owner_id=owner, is_current=False)
        vault = rows.filter(pk=self.vault).first()
        if vault is None:
            return None
        return OpenJournal(vault, VaultKey(base64.b64decode(self.key)))


def begin(journal: OpenJournal, closed: OpenJournal) -> None:
    """Note which journal is to be merged; an end that it waited for is called off.

    Words that were sealed to it come in first: they may be a newer text of a page.

    Raises:
        ListDamagedError: The current journal's list must be looked at first.
    """
    intake.take_in(closed)
    key = base64.b64encode(closed.key.material).decode()
    _keep(journal, _State(str(closed.vault_id), key, _head_of(closed)))
    waiting.call_off_by_opening(closed.vault)


def is_under_way(journal: OpenJournal) -> bool:
    """Tell whether a merging waits to be gone on with."""
    return bool(read_preferences(journal).merging)


def go_on(journal: OpenJournal) -> Outcome:
    """Bring over as many pages as one request should; at the end, erase the old ones.

    Raises:
        ListDamagedError: The current journal's list must be looked at first.
        LedgerError: All is brought over, and the old journal could not be erased.
    """
    for _ in range(BATCHES):
        if not _bring_batch(journal):
            return _finish(journal)
    return Outcome(done=False)


def _bring_batch(journal: OpenJournal) -> bool:
    """Bring over the next pages in one transaction; return whether there were any."""
    with writing(journal) as fresh:
        state = _state(fresh)
        closed = state.closed(fresh.vault.owner_id) if state else None
        if state is None or closed is None:
            return False
        if state.head != _head_of(closed):
            # Something was written to it meanwhile: from the beginning. What is here
            # already stays; a page that moved on comes beside it.
            state = _from_start(state, closed)
            _keep(fresh, state)
        rows = _next_rows(closed, after=UUID(state.after))
        if not rows:
            return False
        change = manifest.Change(fresh, manifest.read_head(fresh))
        brought = [_bring(change, closed, row) for row in rows]
        change.save()
        unopened = state.unopened + brought.count(False)
        _keep(fresh, replace(state, after=str(rows[-1]), unopened=unopened))
    return True


def _bring(change: manifest.Change, closed: OpenJournal, pk: UUID) -> bool:
    """Seal one page anew with its versions, as it was; return whether all opened."""
    row = records.all_rows(closed).get(id=pk)
    try:
        header = records.open_header(closed, row)
        if is_settings(header):
            return True
        matter = decode_header(header)
        body = records.open_body(closed, row)
    except EntryDamagedError:
        return False
    journal = change.journal
    record = record_for(journal, pk, revision=row.revision)
    earlier = _earlier(closed, journal, row, matter.versions)
    whole = len(earlier) == len(matter.versions)
    if records.row_of(journal, record=record) is not None:
        return whole
    # It keeps its number: those of its versions, which are lower, stay apart from it.
    number = row.revision
    digest = records.store(
        journal, record=record, revision=number, header=header, body=body
    )
    change.put_in(line_for(record, number, digest, matter))
    for version in earlier:
        versions.store(version)
    return whole


def _earlier(
    closed: OpenJournal, journal: OpenJournal, row: Record, named: tuple[int, ...]
) -> list[Version]:
    """Return the versions of a page that open, sealed anew as those of its copy."""
    record, found = record_for(journal, row.id, revision=row.revision), []
    rows = versions.rows_of(closed, record=row.id).filter(revision__in=named)
    with streamed(rows, at_once=1) as each:
        for version in each:
            with suppress(EntryDamagedError):
                found.append(versions.resealed(closed, journal, version, record=record))
    return found


def record_for(journal: OpenJournal, old: UUID, *, revision: int) -> UUID:
    """Return the id that a page gets here: always the same, so that it comes once.

    A later revision gets another: were it taken for the page that is here already, its
    words would be erased with the journal that alone holds them.
    """
    record = uuid.uuid5(journal.vault_id, f"{old}/{revision}")
    others = Record.objects.filter(id=record).exclude(vault=journal.vault_id)
    return uuid.uuid4() if others.exists() else record


def _finish(journal: OpenJournal) -> Outcome:
    state = _state(journal)
    closed = state.closed(journal.vault.owner_id) if state else None
    if state is None or closed is None:
        _keep(journal, None)
        return Outcome(done=True)
    if intake.take_in(closed):
        # What was written to it while it was closed is a page now: once more round.
        _keep(journal, _from_start(state, closed))
        return Outcome(done=False)
    # What does not open, or is not as it was left, must not be destroyed.
    kept = bool(state.unopened or examining.examine(closed))
    with writing(journal) as fresh:
        # Under the lock nothing more can be written or sealed to it: it would go along.
        rows = Vault.objects.select_for_update().filter(is_current=False)
        vault = rows.filter(pk=closed.vault_id).first()
        if vault is None or _head_of(OpenJournal(vault, closed.key)) != state.head:
            return Outcome(done=False)
        _keep(fresh, None)
        tags.remember(fresh, tuple(read_preferences(closed).tags))
        kept = kept or bool(inbox.waiting(closed.vault))
        if not kept:
            erasing.erase_merged(closed.vault_id, into=fresh.vault_id)
    return Outcome(done=True, kept=kept)


def _head_of(journal: OpenJournal) -> str:
    # Every page that is saved or erased changes the head.
    return hashlib.sha256(bytes(journal.vault.manifest_head)).hexdigest()


def _from_start(state: _State, closed: OpenJournal) -> _State:
    return replace(state, head=_head_of(closed), after=str(START), unopened=0)


def _next_rows(closed: OpenJournal, *, after: UUID) -> list[UUID]:
    # Ids alone: a hundred long pages at once would be too much to hold in memory.
    rows = records.all_rows(closed).filter(id__gt=after).order_by("id")
    return list(rows.values_list("id", flat=True)[:BATCH])


def _state(journal: OpenJournal) -> _State | None:
    values = read_preferences(journal).merging
    return _State(**values) if values else None


def _keep(journal: OpenJournal, state: _State | None) -> None:
    change_preferences(journal, merging=asdict(state) if state else {})
