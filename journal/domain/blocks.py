"""Blocks of the list, fetched and opened: each is what the head says, or damaged."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from journal.crypto import manifest as sealed_manifest
from journal.crypto.errors import OpenError
from journal.crypto.manifest_block import BlockView, ManifestLine
from journal.crypto.manifest_head import ManifestBlock
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock as BlockRow


def views_of(journal: OpenJournal, blocks: list[ManifestBlock]) -> list[BlockView]:
    """Return some blocks of the list, opened, in one query.

    Raises:
        ListDamagedError: One is missing, put back to an older state, or does not open.
    """
    ids = [block.block for block in blocks]
    rows = BlockRow.objects.filter(vault=journal.vault_id, pk__in=ids)
    stored = dict(rows.values_list("pk", "sealed")) if ids else {}
    return [
        _view(journal, block, bytes(stored.get(block.block, b""))) for block in blocks
    ]


def lines_of(view: BlockView, part: slice = slice(None)) -> list[ManifestLine]:
    """Return the lines of a block, or part of them, oldest first.

    Raises:
        ListDamagedError: One of them is no line.
    """
    try:
        return list(view.lines(part))
    except OpenError:
        raise ListDamagedError from None


def lines_among(
    journal: OpenJournal, blocks: Iterable[ManifestBlock], moments: dict[UUID, int]
) -> Iterator[ManifestLine]:
    """Yield the lines of some records; only blocks that may hold one are opened.

    Args:
        journal: Open.
        blocks: Of its list.
        moments: Of each record, where it stands in the list.

    Raises:
        ListDamagedError: A block is missing, put back, or does not open.
    """
    for block in blocks:
        if any(block.first <= moment <= block.last for moment in moments.values()):
            (view,) = views_of(journal, [block])
            try:
                yield from view.lines_among(moments)
            except OpenError:
                raise ListDamagedError from None


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
