"""The manifest at work: lines in the order of their moments, blocks split and joined.

Blocks are ranges of time. A write opens the block whose range holds the moment, seals
it again and with it the head: a bounded cost, however long the journal is.
"""

import uuid
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from journal.crypto import manifest as sealed_manifest
from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import LINES_PER_BLOCK, ManifestLine
from journal.crypto.manifest_head import ManifestBlock, ManifestHead
from journal.domain.blocks import lines_of, views_of
from journal.domain.errors import ListDamagedError
from journal.domain.lines import TIMELINE_START, UNDATED_PLACE
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock as BlockRow
from journal.models import Vault


def read_head(journal: OpenJournal) -> ManifestHead:
    """Return the head.

    Raises:
        ListDamagedError: It does not open.
    """
    sealed = bytes(journal.vault.manifest_head)
    try:
        return sealed_manifest.open_head(journal.key, sealed, vault=journal.vault_id)
    except OpenError:
        raise ListDamagedError from None


def save_head(journal: OpenJournal, head: ManifestHead) -> None:
    """Store a head with its counter raised by one."""
    raised = replace(head, counter=head.counter + 1)
    sealed = sealed_manifest.seal_head(journal.key, raised, vault=journal.vault_id)
    Vault.objects.filter(pk=journal.vault_id).update(manifest_head=sealed)
    journal.vault.manifest_head = sealed


def read_block(journal: OpenJournal, block: ManifestBlock) -> list[ManifestLine]:
    """Return the lines of one block, oldest first.

    Raises:
        ListDamagedError: Missing, put back to an older state, or it does not open.
    """
    (view,) = views_of(journal, [block])
    return lines_of(view)


def count(head: ManifestHead) -> int:
    """Return how many lines there are, the settings' own not counted."""
    return sum(block.count for block in head.blocks) - (head.settings is not None)


def count_on_timeline(journal: OpenJournal, head: ManifestHead) -> int:
    """Return how many lines the timeline has; at most one block is opened.

    Raises:
        ListDamagedError: That block is missing, put back, or does not open.
    """
    total, mixed = 0, []
    for block in head.blocks:
        if block.first >= TIMELINE_START:
            total += block.count
        elif block.last >= TIMELINE_START:
            mixed.append(block)
    for view in views_of(journal, mixed):
        total += sum(stamp.moment >= TIMELINE_START for stamp in view.stamps())
    return total


def in_trash(journal: OpenJournal, head: ManifestHead) -> Iterator[ManifestLine]:
    """Yield the lines of the trash, what was put there first, first.

    Only the blocks at the beginning that hold such lines are opened.
    """
    for block in head.blocks:
        if block.first >= UNDATED_PLACE:
            return
        for line in read_block(journal, block):
            if line.moment < UNDATED_PLACE and line.record != head.settings:
                yield line


def undated(journal: OpenJournal, head: ManifestHead) -> Iterator[ManifestLine]:
    """Yield the lines of what has no day of its own; opens no other blocks."""
    for block in head.blocks:
        if block.first <= UNDATED_PLACE <= block.last:
            lines = read_block(journal, block)
            yield from (line for line in lines if line.moment == UNDATED_PLACE)


def newest(
    journal: OpenJournal, head: ManifestHead, *, skip: int, take: int
) -> list[ManifestLine]:
    """Return the timeline's lines, newest first; no other blocks are opened.

    What is not on it stands before it: to skip from the other end needs no look inside.

    Raises:
        ListDamagedError: A block is missing, put back, or does not open.
    """
    shown: list[tuple[ManifestBlock, slice]] = []
    for block in reversed(head.blocks):
        if not take:
            break
        end = max(0, block.count - skip)
        start = max(0, end - take)
        if start < end:
            shown.append((block, slice(start, end)))
        skip = max(0, skip - block.count)
        take -= end - start
    views = views_of(journal, [block for block, _ in shown])
    found = [
        line
        for view, (_, part) in zip(views, shown, strict=True)
        for line in reversed(lines_of(view, part))
    ]
    return [line for line in found if line.moment >= TIMELINE_START]


def line_of(
    journal: OpenJournal, head: ManifestHead, *, record: UUID, moment: int
) -> ManifestLine | None:
    """Return the line of a record whose moment is known, if there is one.

    Raises:
        ListDamagedError: A block is missing, put back, or does not open.
    """
    for block in head.blocks:
        if block.first <= moment <= block.last:
            (view,) = views_of(journal, [block])
            try:
                line = view.line_of(record)
            except OpenError:
                raise ListDamagedError from None
            if line:
                return line
    return None


def all_lines(journal: OpenJournal, head: ManifestHead) -> Iterator[ManifestLine]:
    """Yield every line, oldest first; opens every block."""
    for block in head.blocks:
        yield from read_block(journal, block)


def require_whole(journal: OpenJournal, head: ManifestHead) -> None:
    """Open every block.

    Raises:
        ListDamagedError: One of them is missing or does not open.
    """
    for block in head.blocks:
        read_block(journal, block)


def sealed_list(
    journal: OpenJournal, lines: Iterable[ManifestLine]
) -> tuple[list[BlockRow], tuple[ManifestBlock, ...]]:
    """Return the blocks of a whole list, sealed and not stored yet.

    Args:
        journal: Under whose key.
        lines: In any order.

    Returns:
        The rows, and what the head says of each.
    """
    ordered = sorted(lines, key=lambda line: (line.moment, line.record.bytes))
    rows, blocks = [], []
    for start in range(0, len(ordered), LINES_PER_BLOCK):
        part = ordered[start : start + LINES_PER_BLOCK]
        block = _spanning(ManifestBlock(uuid.uuid4(), 1, bytes(32), 0, 0, 0), part)
        sealed = sealed_manifest.seal_block(
            journal.key, part, vault=journal.vault_id, block=block.block, revision=1
        )
        row = BlockRow(id=block.block, vault_id=journal.vault_id, sealed=sealed)
        rows.append(row)
        blocks.append(replace(block, digest=sealed_manifest.block_digest(sealed)))
    return rows, tuple(blocks)


def make_anew(
    journal: OpenJournal, head: ManifestHead, lines: Iterable[ManifestLine]
) -> None:
    """Store a whole list in the place of what there is, inside a transaction."""
    BlockRow.objects.filter(vault=journal.vault_id).delete()
    rows, blocks = sealed_list(journal, lines)
    BlockRow.objects.bulk_create(rows)
    save_head(journal, replace(head, blocks=blocks))


class Change:
    """One change of the list, gathered in memory and then saved at once."""

    def __init__(self, journal: OpenJournal, head: ManifestHead) -> None:
        self.journal = journal
        self.head = head
        self.blocks = list(head.blocks)
        self.lines: dict[UUID, list[ManifestLine]] = {}
        self.dropped: list[UUID] = []

    def take_out(self, *, record: UUID, moment: int | None) -> None:
        """Remove a record's line, if it is there.

        Args:
            record: Its id.
            moment: By which its block is found; ``None`` where it cannot be known any
                more: every block is opened then.
        """
        for block in list(self.blocks):
            if moment is not None and not block.first <= moment <= block.last:
                continue
            lines = self._open(block)
            kept = [line for line in lines if line.record != record]
            if len(kept) < len(lines):
                self._set(block, kept)

    def put_in(self, line: ManifestLine) -> None:
        """Add a line where its moment belongs; a full block is split."""
        place = self._place(line.moment)
        if place is None:
            self._new_block(0, [line])
            return
        block = self.blocks[place]
        lines = list(self._open(block))
        insort(lines, line, key=lambda each: (each.moment, each.record.bytes))
        if len(lines) <= LINES_PER_BLOCK:
            self._set(block, lines)
            return
        # At the growing end a new block begins: halves would stay half empty there.
        at_end = place == len(self.blocks) - 1 and lines[-1] is line
        cut = LINES_PER_BLOCK if at_end else LINES_PER_BLOCK // 2
        self._set(block, lines[:cut])
        self._new_block(place + 1, lines[cut:])

    def save(self) -> None:
        """Seal what changed, blocks first, and then the head."""
        BlockRow.objects.filter(
            vault=self.journal.vault_id, pk__in=self.dropped
        ).delete()
        saved = tuple(self._save_block(block) for block in self.blocks)
        save_head(self.journal, replace(self.head, blocks=saved))

    def _place(self, moment: int) -> int | None:
        if not self.blocks:
            return None
        earlier = [i for i, block in enumerate(self.blocks) if block.first <= moment]
        return earlier[-1] if earlier else 0

    def _open(self, block: ManifestBlock) -> list[ManifestLine]:
        if block.block not in self.lines:
            return read_block(self.journal, block)
        return self.lines[block.block]

    def _set(self, block: ManifestBlock, lines: list[ManifestLine]) -> None:
        place = [each.block for each in self.blocks].index(block.block)
        if not lines:
            del self.blocks[place]
            self.lines.pop(block.block, None)
            self.dropped.append(block.block)
            return
        self.lines[block.block] = lines
        self.blocks[place] = _spanning(block, lines)

    def _new_block(self, place: int, lines: list[ManifestLine]) -> None:
        fresh = ManifestBlock(uuid.uuid4(), 0, bytes(32), 0, 0, 0)
        self.blocks.insert(place, _spanning(fresh, lines))
        self.lines[fresh.block] = lines

    def _save_block(self, block: ManifestBlock) -> ManifestBlock:
        if block.block not in self.lines:
            return block
        revision = block.revision + 1
        sealed = sealed_manifest.seal_block(
            self.journal.key,
            self.lines[block.block],
            vault=self.journal.vault_id,
            block=block.block,
            revision=revision,
        )
        BlockRow.objects.update_or_create(
            pk=block.block,
            vault_id=self.journal.vault_id,
            defaults={"revision": revision, "sealed": sealed},
        )
        digest = sealed_manifest.block_digest(sealed)
        return replace(block, revision=revision, digest=digest)


def _spanning(block: ManifestBlock, lines: Iterable[ManifestLine]) -> ManifestBlock:
    moments = [line.moment for line in lines]
    return replace(block, count=len(moments), first=moments[0], last=moments[-1])
