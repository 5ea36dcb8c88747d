"""Every single bit of every layout counts: flip one, and it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.encoding import from_text, to_text
from journal.crypto.errors import OpenError
from tests.journal.crypto.openers import SEALED, TOKENS, good

SAMPLED = {"blocks", "notes", "drafts", "public_keys"}  # all their bits take minutes


def tokens_in_bytes(file):
    return lambda data: TOKENS[file](to_text(data))


OPENERS = SEALED | {file: tokens_in_bytes(file) for file in TOKENS}
STORED = {file: bytes.fromhex(good(file)) for file in SEALED} | {
    file: from_text(good(file)) for file in TOKENS
}


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("file", sorted(set(OPENERS) - SAMPLED))
def test_every_flipped_bit_is_refused(file):
    for bit in range(len(STORED[file]) * 8):
        with pytest.raises(OpenError):
            OPENERS[file](flipped(STORED[file], bit))


@pytest.mark.parametrize("file", sorted(SAMPLED))
@given(st.data())
def test_any_flipped_bit_is_refused(file, data):
    bit = data.draw(st.integers(0, len(STORED[file]) * 8 - 1))

    with pytest.raises(OpenError):
        OPENERS[file](flipped(STORED[file], bit))


@pytest.mark.parametrize("file", sorted(OPENERS))
@given(st.data())
def test_any_cut_or_addition_is_refused(file, data):
    stored = STORED[file]
    size = data.draw(st.integers(0, len(stored) - 1))
    more = data.draw(st.binary(min_size=1, max_size=40))

    for changed in (stored[:size], stored + more, more + stored):
        with pytest.raises(OpenError):
            OPENERS[file](changed)


@pytest.mark.parametrize("file", sorted(OPENERS))
def test_what_is_not_changed_opens(file):
    """Otherwise a reader that refuses everything would pass."""
    assert OPENERS[file](STORED[file]) is not None
