"""Records: every kind looks alike, and each opens in its own place only."""

from uuid import UUID

import pytest

from journal.crypto.errors import OpenError
from journal.crypto.keys import VaultKey
from journal.crypto.records import (
    digest,
    open_body,
    open_header,
    seal_body,
    seal_header,
)

PLACE = {"vault": UUID(int=1), "record": UUID(int=2), "revision": 3}
PAIRS = [(seal_header, open_header), (seal_body, open_body)]


@pytest.mark.parametrize(("seal", "open_"), PAIRS)
def test_part_opens_in_its_own_place(vault_key, seal, open_):
    sealed = seal(vault_key, "Schöne Grüße".encode(), **PLACE)

    assert open_(vault_key, sealed, **PLACE).decode() == "Schöne Grüße"


@pytest.mark.parametrize(("seal", "open_"), PAIRS)
@pytest.mark.parametrize(
    "change", [{"vault": UUID(int=9)}, {"record": UUID(int=9)}, {"revision": 4}]
)
def test_part_is_refused_in_another_place(vault_key, seal, open_, change):
    sealed = seal(vault_key, b"words", **PLACE)

    with pytest.raises(OpenError):
        open_(vault_key, sealed, **(PLACE | change))


@pytest.mark.parametrize(("seal", "open_"), PAIRS)
def test_part_is_refused_under_another_key(vault_key, seal, open_):
    sealed = seal(vault_key, b"words", **PLACE)

    with pytest.raises(OpenError):
        open_(VaultKey.generate(), sealed, **PLACE)


def test_header_and_body_do_not_change_places(vault_key):
    header = seal_header(vault_key, b"words" * 1000, **PLACE)
    body = seal_body(vault_key, b"words" * 1000, **PLACE)

    assert len(header) == len(body)
    with pytest.raises(OpenError):
        open_header(vault_key, body, **PLACE)
    with pytest.raises(OpenError):
        open_body(vault_key, header, **PLACE)


def test_stored_bytes_of_different_records_have_one_size_and_no_plaintext(vault_key):
    note, plan = b"a short note", b"a plan with far more words in it than the note has"

    sizes = {len(seal_body(vault_key, text, **PLACE)) for text in (note, plan)}
    headers = {len(seal_header(vault_key, text, **PLACE)) for text in (note, plan)}

    assert (sizes, headers) == ({1024 + 29}, {2048 + 29})
    assert b"plan" not in seal_body(vault_key, plan, **PLACE)


def test_digest_keeps_header_and_body_apart():
    digests = {digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"c", b"ab")}

    assert len(digests) == 3
    assert {len(value) for value in digests} == {32}
