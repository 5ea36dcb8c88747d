"""Records: every kind looks alike, and each part opens in its own place only."""

from itertools import permutations
from uuid import UUID

import pytest

from journal.crypto.errors import OpenError
from journal.crypto.keys import VaultKey
from journal.crypto.padding import MAX_PLAINTEXT_SIZE
from journal.crypto.records import Part, digest, open_part, seal_part

PLACE = {"vault": UUID(int=1), "record": UUID(int=2), "revision": 3}
EACH = pytest.mark.parametrize("part", list(Part))


@EACH
def test_part_opens_in_its_own_place(vault_key, part):
    sealed = seal_part(vault_key, part, "Schöne Grüße".encode(), **PLACE)

    assert open_part(vault_key, part, sealed, **PLACE).decode() == "Schöne Grüße"


@EACH
@pytest.mark.parametrize(
    "change", [{"vault": UUID(int=9)}, {"record": UUID(int=9)}, {"revision": 4}]
)
def test_part_is_refused_in_another_place(vault_key, part, change):
    sealed = seal_part(vault_key, part, b"words", **PLACE)

    with pytest.raises(OpenError):
        open_part(vault_key, part, sealed, **(PLACE | change))


@EACH
def test_part_is_refused_under_another_key(vault_key, part):
    sealed = seal_part(vault_key, part, b"words", **PLACE)

    with pytest.raises(OpenError):
        open_part(VaultKey.generate(), part, sealed, **PLACE)


@pytest.mark.parametrize(("part", "other"), list(permutations(Part, 2)))
def test_parts_do_not_change_places(vault_key, part, other):
    """Not within a row, and not between a record and an earlier version of it."""
    sealed = seal_part(vault_key, part, b"words" * 1000, **PLACE)

    assert len(sealed) == len(seal_part(vault_key, other, b"words" * 1000, **PLACE))
    with pytest.raises(OpenError):
        open_part(vault_key, other, sealed, **PLACE)


@pytest.mark.parametrize(
    ("part", "size"),
    [
        (Part.HEADER, 2048 + 29),
        (Part.BODY, 1024 + 29),
        (Part.EARLIER_HEADER, 2048 + 29),
        (Part.EARLIER_BODY, 1024 + 29),
    ],
)
def test_stored_bytes_of_different_records_have_one_size_and_no_plaintext(
    vault_key, part, size
):
    note, plan = b"a short note", b"a plan with far more words in it than the note has"

    sealed = [seal_part(vault_key, part, text, **PLACE) for text in (note, plan)]

    assert [len(each) for each in sealed] == [size, size]
    assert b"plan" not in sealed[1]


@EACH
def test_content_beyond_the_limit_raises(vault_key, part):
    with pytest.raises(ValueError, match=r"^One plaintext has at most 16777216 bytes"):
        seal_part(vault_key, part, bytes(MAX_PLAINTEXT_SIZE + 1), **PLACE)


def test_digest_keeps_header_and_body_apart():
    digests = {digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"c", b"ab")}

    assert len(digests) == 3
    assert {len(value) for value in digests} == {32}
