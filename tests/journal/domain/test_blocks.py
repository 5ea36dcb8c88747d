"""Blocks of the list that opened, and yet are not what they should be."""

import struct
import uuid
from dataclasses import replace

import pytest

from journal.crypto.aead import seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.keys import Purpose, subkey
from journal.crypto.manifest import block_digest
from journal.crypto.manifest_block import BLOCK_SIZE, LINES_PER_BLOCK
from journal.crypto.manifest_head import ManifestBlock
from journal.domain import entries, manifest
from journal.domain.blocks import AT_ONCE, newest_among
from journal.domain.errors import ListDamagedError
from journal.models import ManifestBlock as BlockRow
from tests.journal.plenty import fill

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
        list(newest_among(journal, head.blocks, {RECORD.bytes}))


def test_no_block_is_fetched_for_nothing(journal, block, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(newest_among(journal, (block,), frozenset())) == []


def test_lines_are_told_newest_first_and_no_more_blocks_are_fetched_than_it_takes(
    journal, django_assert_num_queries
):
    fill(journal, LINES_PER_BLOCK * (AT_ONCE + 1))
    blocks = manifest.read_head(journal).blocks
    lines = [line for block in blocks for line in manifest.read_block(journal, block)]
    every = {line.record.bytes for line in lines}

    with django_assert_num_queries(-(-len(blocks) // AT_ONCE)):
        assert list(newest_among(journal, blocks, every)) == lines[::-1]
    with django_assert_num_queries(1):
        assert next(newest_among(journal, blocks, every)) == lines[-1]
    assert len(blocks) > AT_ONCE


@pytest.mark.parametrize("change", [{"revision": 2}, {"digest": bytes(32)}])
def test_block_that_is_not_what_the_head_says_is_damage(journal, block, change):
    with pytest.raises(ListDamagedError):
        manifest.read_block(journal, replace(block, **change))


def test_blocks_of_others_are_missing(journal, carols, words):
    entries.write_entry(carols, words=words)
    (block,) = manifest.read_head(carols).blocks

    with pytest.raises(ListDamagedError):
        manifest.read_block(journal, block)
