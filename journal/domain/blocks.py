"""Blocks of the list, fetched and opened: each is what the head says, or damaged."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from journal.crypto import manifest as sealed_manifest
from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import BlockView, ManifestLine
from journal.crypto.manifest_head import ManifestBlock
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock as BlockRow

AT_ONCE = 8  # blocks fetched together where it is not known how many it takes


def views_of(journal: OpenJournal, blocks: Sequence[ManifestBlock]) -> list[BlockView]:
    """Return some blocks of the list, opened, in one query.

    Raises:
        ListDamagedError: One is missing, put back to an older state, or does not open.
    """
    return list(_views(journal, blocks))


def lines_of(view: BlockView, part: slice = slice(None)) -> list[ManifestLine]:
    """Return the lines of a block, or part of them, oldest first.

    Raises:
        ListDamagedError: One of them is no line.
    """
    try:
        return list(view.lines(part))
    except OpenError:
        raise ListDamagedError from None


def newest_among(
    journal: OpenJournal, blocks: Sequence[ManifestBlock], records: AbstractSet[bytes]
) -> Iterator[ManifestLine]:
    """Yield the lines of some records, newest first; no more blocks are opened.

    Args:
        journal: Open.
        blocks: Of its list.
        records: Their ids, 16 bytes each.

    Raises:
        ListDamagedError: A block is missing, put back, or does not open.
    """
    if not records:
        return
    for end in range(len(blocks), 0, -AT_ONCE):
        latest = blocks[max(0, end - AT_ONCE) : end]
        for view in _views(journal, latest[::-1]):
            try:
                yield from view.newest_among(records)
            except OpenError:
                raise ListDamagedError from None


def _views(
    journal: OpenJournal, blocks: Sequence[ManifestBlock]
) -> Iterator[BlockView]:
    """Yield blocks, fetched in one query and each opened when it is asked for."""
    ids = [block.block for block in blocks]
    rows = BlockRow.objects.filter(vault=journal.vault_id, pk__in=ids)
    stored = dict(rows.values_list("pk", "sealed")) if ids else {}
    for block in blocks:
        yield _view(journal, block, bytes(stored.get(block.block, b"")))


def _view(journal: OpenJournal, block: ManifestBlock, sealed: bytes) -> BlockView:
    if sealed_manifest.block_digest(sealed) != block.digest:
        raise ListDamagedError
    try:
        return sealed_manifest.open_block(
            journal.key,
            sealed,
            vault=journal.vault_id,
            block=block.block,
            revision=block.revision,
        )
    except OpenError:
        raise ListDamagedError from None
