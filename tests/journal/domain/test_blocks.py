"""Blocks of the list that opened, and yet are not what they should be."""

import struct
import uuid
from dataclasses import replace

import pytest

from journal.crypto.aead import seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.keys import Purpose, subkey
from journal.crypto.manifest import block_digest
from journal.crypto.manifest_block import BLOCK_SIZE
from journal.crypto.manifest_head import ManifestBlock
from journal.domain import entries, manifest
from journal.domain.blocks import lines_among
from journal.domain.errors import ListDamagedError
from journal.models import ManifestBlock as BlockRow

RECORD = uuid.UUID(int=5)


@pytest.fixture
def block(journal):
    """A block of one line with 255 tags, under the writer's own key."""
    line = struct.pack(">16s", RECORD.bytes).ljust(128, b"\xff")
    data = (b"\0\1" + line).ljust(BLOCK_SIZE, b"\0")
    block = ManifestBlock(uuid.uuid4(), 1, b"", count=1, first=0, last=0)
    place = associated_data(
        Context.MANIFEST_BLOCK, vault=journal.vault_id, block=block.block, revision=1
    )
    key = subkey(journal.key, Purpose.MANIFEST)
    sealed = seal_exact(key, data, associated_data=place)
    BlockRow.objects.create(id=block.block, vault_id=journal.vault_id, sealed=sealed)
    return replace(block, digest=block_digest(sealed))


def test_line_that_is_none_is_damage_of_the_list(journal, block):
    head = replace(manifest.read_head(journal), blocks=(block,))

    with pytest.raises(ListDamagedError):
        manifest.read_block(journal, block)
    with pytest.raises(ListDamagedError):
        manifest.line_of(journal, head, record=RECORD, moment=0)
    with pytest.raises(ListDamagedError):
        list(lines_among(journal, head.blocks, {RECORD: 0}))


def test_no_block_is_opened_that_cannot_hold_a_record(journal, block):
    assert list(lines_among(journal, (block,), {RECORD: 1})) == []


@pytest.mark.parametrize("change", [{"revision": 2}, {"digest": bytes(32)}])
def test_block_that_is_not_what_the_head_says_is_damage(journal, block, change):
    with pytest.raises(ListDamagedError):
        manifest.read_block(journal, replace(block, **change))


def test_blocks_of_others_are_missing(journal, carols, words):
    entries.write_entry(carols, words=words)
    (block,) = manifest.read_head(carols).blocks

    with pytest.raises(ListDamagedError):
        manifest.read_block(journal, block)
