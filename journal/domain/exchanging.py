"""The exchange: the last step of new keys, in one short transaction.

All that takes time is done before the lock: reading the copies, and sealing the list of
them. Under it, rows are written and deleted and nothing else; ten thousand pages keep
another writer waiting for less than a second.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from journal.crypto.manifest_block import ManifestLine
from journal.crypto.manifest_head import ManifestHead
from journal.domain import examining, intake, manifest, records, slots, unlocking
from journal.domain.errors import ListDamagedError, WrongSecretError
from journal.domain.lines import settings_line
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import (
    read_preferences,
    settings_body,
    settings_header,
)
from journal.domain.renewing import (
    copy_batch,
    following_of,
    missing_lines,
    renewal_of,
)
from journal.domain.traces import clear_traces
from journal.domain.vaults import add_inbox
from journal.models import ManifestBlock, Record, Slot, Vault, Version


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the preparations rest on: should it change, they are made again."""

    head: bytes
    notes: set[tuple[UUID, int]]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """All that the exchange writes, sealed under the next key."""

    settings: Record
    blocks: list[ManifestBlock]
    head: ManifestHead


def go_on(journal: OpenJournal, *, session_key: str) -> unlocking.Opening | None:
    """Copy the next pages; where none is left, let the new keys take over.

    Returns:
        The journal under its new keys, open in this session; ``None`` while there is
        more to do.

    Raises:
        WrongSecretError: No new keys are being made, their code is not confirmed, or
            it does not open what it should: begin again.
        ListDamagedError: Not all is as it was left; that must be looked at first.
    """
    renewal, following = renewal_of(journal), following_of(journal)
    if renewal is None or following is None or not renewal.code.is_confirmed:
        raise WrongSecretError
    try:
        if not _is_done(journal, following, code=renewal.code.text):
            return None
    except ListDamagedError:
        if _moved_on(journal):
            return None  # blocks newer than this request's head: a save elsewhere
        raise
    clear_traces()
    vault = Vault.objects.get(pk=journal.vault_id)
    opened = OpenJournal(vault, following.key)
    return unlocking.keep_open(opened, session_key=session_key)


def _is_done(journal: OpenJournal, following: OpenJournal, *, code: str) -> bool:
    """Take the next step; return whether it was the exchange."""
    if copy_batch(journal, following) or intake.take_in(journal):
        return False
    slots.require_code(following, text=code)
    return _exchange(journal, following)


def _moved_on(journal: OpenJournal) -> bool:
    heads = Vault.objects.filter(pk=journal.vault_id).values_list("manifest_head")
    return any(bytes(head) != bytes(journal.vault.manifest_head) for (head,) in heads)


def _exchange(journal: OpenJournal, following: OpenJournal) -> bool:
    """Swap the keys; return whether nothing came in between."""
    if not examining.is_as_left(journal):
        raise ListDamagedError
    seen = _seen(journal)
    prepared = _prepare(journal, following)
    if prepared is None:
        return False
    with writing(journal) as fresh:
        if _seen(fresh) != seen:
            return False
        _take_over(fresh.vault, following, prepared)
        unlocking.lock_everywhere(fresh.vault.owner_id)
    return True


def _seen(journal: OpenJournal) -> _Seen:
    # Every page that is saved or erased changes the head.
    head = bytes(journal.vault.manifest_head)
    return _Seen(head, intake.waiting_states(journal))


def _prepare(journal: OpenJournal, following: OpenJournal) -> _Prepared | None:
    if any(missing_lines(journal, following)):
        return None  # a copy went since: without it, its page would go as well
    head = manifest.read_head(journal)
    settings = _settings(journal, following, head)
    digest = records.digest_of(settings)
    own = settings_line(settings.id, settings.revision, digest)
    rows, blocks = manifest.sealed_list(
        following, [own, *_new_lines(journal, following, head)]
    )
    generation = following.vault.generation
    every = slots.live_slots(following.vault)
    live = tuple(slot for slot in every if slot.generation == generation)
    # The counter is raised once more where the head is sealed.
    fresh = ManifestHead(head.counter, generation, settings.id, blocks, live)
    return _Prepared(settings, rows, fresh)


def _new_lines(
    journal: OpenJournal, following: OpenJournal, head: ManifestHead
) -> Iterator[ManifestLine]:
    lines = {line.record: line for line in manifest.all_lines(journal, head)}
    for row in records.all_rows(following).iterator(chunk_size=500):
        if row.id in lines:
            yield replace(lines[row.id], digest=records.digest_of(row))


def _settings(
    journal: OpenJournal, following: OpenJournal, head: ManifestHead
) -> Record:
    old = records.row_of(journal, record=head.settings) if head.settings else None
    kept = replace(
        read_preferences(journal),
        renewing={},
        pending_code="",
        passkeys={},
        older_inboxes=intake.inboxes_to_keep(journal),
    )
    return records.sealed_row(
        following,
        record=old.id if old else uuid.uuid4(),
        revision=old.revision + 1 if old else 1,
        header=settings_header(),
        body=settings_body(kept),
    )


def _take_over(vault: Vault, following: OpenJournal, prepared: _Prepared) -> None:
    """Write the new in the place of the old, inside the caller's transaction."""
    generation = following.vault.generation
    ManifestBlock.objects.filter(vault=vault).delete()
    ManifestBlock.objects.bulk_create(prepared.blocks)
    Record.objects.filter(vault=vault).exclude(generation=generation).delete()
    Version.objects.filter(vault=vault).exclude(generation=generation).delete()
    prepared.settings.save(force_insert=True)
    Slot.objects.filter(vault=vault).exclude(generation=generation).delete()
    vault.generation, vault.pending_key = generation, b""
    vault.key_id = following.vault.key_id
    add_inbox(vault, following.key)
    vault.save()
    manifest.save_head(OpenJournal(vault, following.key), prepared.head)
