"""The manifest: fixed layouts, strict readers, bound to their place."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.errors import OpenError
from journal.crypto.manifest import (
    block_digest,
    open_block,
    open_head,
    seal_block,
    seal_head,
)
from journal.crypto.manifest_block import (
    FIRST_MOMENT,
    LAST_MOMENT,
    BlockView,
    ManifestLine,
    encode_block,
)
from journal.crypto.manifest_head import (
    ManifestBlock,
    ManifestHead,
    ManifestSlot,
    decode_head,
    encode_head,
)

SMALL, WORD = st.integers(0, 255), st.integers(0, 2**32 - 1)
DIGESTS = st.binary(min_size=32, max_size=32)
LINES = st.builds(
    ManifestLine,
    record=st.uuids(),
    revision=WORD,
    digest=DIGESTS,
    moment=st.integers(FIRST_MOMENT, LAST_MOMENT),
    offset=st.integers(-1439, 1439),
    kind=SMALL,
    flags=SMALL,
    mood=SMALL,
    tags=st.lists(st.integers(0, 65535), max_size=16).map(tuple),
)
BLOCKS = st.builds(
    ManifestBlock,
    block=st.uuids(),
    revision=WORD,
    digest=DIGESTS,
    count=st.integers(0, 256),
    first=st.integers(FIRST_MOMENT, LAST_MOMENT),
    last=st.integers(FIRST_MOMENT, LAST_MOMENT),
)
HEADS = st.builds(
    ManifestHead,
    counter=st.integers(0, 2**64 - 1),
    generation=WORD,
    settings=st.none() | st.uuids().filter(lambda value: value.int != 0),
    blocks=st.lists(BLOCKS, max_size=5).map(tuple),
    slots=st.lists(
        st.builds(ManifestSlot, slot=st.uuids(), generation=WORD), max_size=5
    ).map(tuple),
)
RECORD, DIGEST = UUID(int=4), b"d" * 32
LINE = ManifestLine(RECORD, 1, DIGEST, 0)
PLACE = {"vault": UUID(int=1), "block": UUID(int=2), "revision": 3}


@given(st.lists(LINES, max_size=4))
def test_block_is_read_back(lines):
    assert BlockView(encode_block(lines)).lines() == tuple(lines)


@given(st.lists(LINES, max_size=4, unique_by=lambda line: line.record), st.data())
def test_block_gives_what_is_asked_for(lines, data):
    view = BlockView(encode_block(lines))
    part = data.draw(st.slices(len(lines)))

    assert view.lines(part) == tuple(lines)[part]
    assert [view.line_of(line.record) for line in lines] == lines
    some = {line.record.bytes for line in lines[1:]}
    assert list(view.newest_among(some)) == lines[:0:-1]
    assert view.line_of(UUID(int=0)) is None or UUID(int=0) in [
        line.record for line in lines
    ]
    assert list(view.stamps()) == [
        (line.record.bytes, line.revision, line.digest, line.moment, line.offset)
        for line in lines
    ]


@given(HEADS)
def test_head_is_read_back(head):
    assert decode_head(encode_head(head)) == head


@given(st.binary(max_size=200))
def test_head_of_any_bytes_is_refused_or_canonical(data):
    try:
        head = decode_head(data)
    except OpenError:
        return

    assert encode_head(head) == data


@pytest.mark.parametrize("count", [0, 1, 255, 256])
def test_sealed_block_has_one_size(vault_key, count):
    sealed = seal_block(vault_key, [LINE] * count, **PLACE)

    assert len(sealed) == 32_799
    assert open_block(vault_key, sealed, **PLACE).lines() == (LINE,) * count


def test_block_of_257_lines_raises():
    with pytest.raises(ValueError, match="at most 256 lines"):
        encode_block([LINE] * 257)


@pytest.mark.parametrize(
    "change", [{"vault": UUID(int=9)}, {"block": UUID(int=9)}, {"revision": 4}]
)
def test_block_is_refused_in_another_place(vault_key, change):
    sealed = seal_block(vault_key, [LINE], **PLACE)

    with pytest.raises(OpenError):
        open_block(vault_key, sealed, **(PLACE | change))


def test_head_is_refused_in_another_vault(vault_key):
    sealed = seal_head(vault_key, ManifestHead(1, 1), vault=UUID(int=1))

    assert open_head(vault_key, sealed, vault=UUID(int=1)) == ManifestHead(1, 1)
    with pytest.raises(OpenError):
        open_head(vault_key, sealed, vault=UUID(int=9))


def test_head_with_one_slot_more_has_the_same_size(vault_key):
    vault, slot = UUID(int=1), ManifestSlot(UUID(int=5), 1)

    sizes = {
        len(seal_head(vault_key, ManifestHead(1, 1, slots=slots), vault=vault))
        for slots in ((slot,), (slot, slot))
    }

    assert len(sizes) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"digest": b"short"},
        {"moment": FIRST_MOMENT - 1},
        {"moment": LAST_MOMENT + 1},
        {"offset": 1440},
        {"offset": -1440},
        {"tags": tuple(range(17))},
    ],
)
def test_line_out_of_bounds_raises(change):
    values = {"record": RECORD, "revision": 1, "digest": DIGEST, "moment": 0}

    with pytest.raises(ValueError, match="out of bounds"):
        ManifestLine(**(values | change))


@pytest.mark.parametrize(
    "change", [{"revision": 2**32}, {"kind": 256}, {"mood": -1}, {"tags": (65536,)}]
)
def test_line_with_a_number_that_does_not_fit_raises(change):
    values = {"record": RECORD, "revision": 1, "digest": DIGEST, "moment": 0}

    with pytest.raises(ValueError, match="does not fit"):
        encode_block([ManifestLine(**(values | change))])


@pytest.mark.parametrize(
    "head",
    [
        ManifestHead(2**64, 1),
        ManifestHead(1, -1),
        ManifestHead(1, 1, slots=(ManifestSlot(RECORD, 2**32),)),
        ManifestHead(1, 1, blocks=(ManifestBlock(RECORD, 1, DIGEST, 1, 2**63, 0),)),
        ManifestHead(1, 1, blocks=(ManifestBlock(RECORD, 1, b"short", 1, 0, 0),)),
        ManifestHead(1, 1, blocks=(ManifestBlock(RECORD, 1, DIGEST, 257, 0, 0),)),
    ],
)
def test_head_with_a_value_that_does_not_fit_raises(head):
    with pytest.raises(ValueError, match=r"does not fit|out of bounds"):
        encode_head(head)


def test_block_digest_depends_on_every_byte():
    assert len(block_digest(b"sealed")) == 32
    assert block_digest(b"sealed") != block_digest(b"sealee")
