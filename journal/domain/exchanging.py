"""The exchange: the last step of new keys, in one short transaction.

All that takes time is done before the lock: reading the copies, and sealing the list of
them. Under it, rows are written and deleted and nothing else; ten thousand pages keep
another writer waiting for less than a second.
"""

import uuid
from dataclasses import dataclass, replace
from uuid import UUID

from journal.crypto.manifest_head import ManifestHead
from journal.domain import (
    examining,
    inbox_keys,
    intake,
    manifest,
    records,
    slots,
    unlocking,
)
from journal.domain.comparing_copies import compare
from journal.domain.copying import copy_batch, drop_copies
from journal.domain.errors import ListDamagedError, WrongSecretError
from journal.domain.lines import settings_line
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import (
    read_preferences,
    settings_body,
    settings_header,
)
from journal.domain.renewing import following_of, renewal_of
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
    """All that the exchange writes, sealed under the next key.

    Args:
        settings: With the new keys no longer under way.
        blocks: The list.
        head: Of the list.
        revisions: Of every page that it was made of, the settings included.
    """

    settings: Record
    blocks: list[ManifestBlock]
    head: ManifestHead
    revisions: dict[UUID, int]


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
        if _seen(fresh) != seen or _revisions(fresh) != prepared.revisions:
            return False
        _take_over(fresh.vault, following, prepared)
        unlocking.lock_everywhere(fresh.vault.owner_id)
    return True


def _seen(journal: OpenJournal) -> _Seen:
    # Every page that is saved or erased changes the head.
    head = bytes(journal.vault.manifest_head)
    return _Seen(head, intake.waiting_states(journal))


def _prepare(journal: OpenJournal, following: OpenJournal) -> _Prepared | None:
    head = manifest.read_head(journal)
    lines = list(manifest.all_lines(journal, head))
    pages = [line for line in lines if line.record != head.settings]
    compared = compare(journal, following, pages)
    if compared.wrong:
        drop_copies(following, compared.wrong)
        return None  # they are made again: without its copy, a page would be gone
    settings = _settings(journal, following, head)
    digest = records.digest_of(settings)
    own = settings_line(settings.id, settings.revision, digest)
    rows, blocks = manifest.sealed_list(following, [own, *compared.lines])
    generation = following.vault.generation
    every = slots.live_slots(following.vault)
    live = tuple(slot for slot in every if slot.generation == generation)
    # The counter is raised once more where the head is sealed.
    fresh = ManifestHead(head.counter, generation, settings.id, blocks, live)
    revisions = {line.record: line.revision for line in lines}
    return _Prepared(settings, rows, fresh, revisions)


def _revisions(journal: OpenJournal) -> dict[UUID, int]:
    # A page that was saved while the list was damaged has moved no head.
    return dict(records.all_rows(journal).values_list("id", "revision"))


def _settings(
    journal: OpenJournal, following: OpenJournal, head: ManifestHead
) -> Record:
    old = records.row_of(journal, record=head.settings) if head.settings else None
    kept = replace(
        read_preferences(journal),
        renewing={},
        pending_code="",
        passkeys={},
        older_inboxes=inbox_keys.keys_to_keep(journal),
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
