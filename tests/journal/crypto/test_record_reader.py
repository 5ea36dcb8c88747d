"""Many records opened with one prepared key: the same answers as one by one."""

from uuid import UUID

import pytest

from journal.crypto.aead import open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.record_reader import RecordReader
from journal.crypto.records import Part, seal_part

VAULT, RECORD, REVISION = UUID(int=1), UUID(int=2), 3
PLACE = {"vault": VAULT, "record": RECORD, "revision": REVISION}


@pytest.fixture
def sealed(vault_key):
    header = seal_part(vault_key, Part.HEADER, "Grüße".encode(), **PLACE)
    return header, seal_part(vault_key, Part.BODY, b"words", **PLACE)


def test_reader_opens_what_was_sealed(vault_key, sealed):
    reader = RecordReader(vault_key, vault=VAULT)

    opened = reader.open(*sealed, record=RECORD.bytes, revision=REVISION)

    assert opened == ("Grüße".encode(), b"words")


@pytest.mark.parametrize(
    ("vault", "record", "revision"),
    [(UUID(int=9), RECORD, 3), (VAULT, UUID(int=9), 3), (VAULT, RECORD, 4)],
)
def test_reader_refuses_another_place(vault_key, sealed, vault, record, revision):
    reader = RecordReader(vault_key, vault=vault)

    with pytest.raises(OpenError):
        reader.open(*sealed, record=record.bytes, revision=revision)


def test_reader_refuses_another_key_and_fields_that_changed_places(vault_key, sealed):
    header, body = sealed
    place = {"record": RECORD.bytes, "revision": REVISION}

    with pytest.raises(OpenError):
        RecordReader(VaultKey.generate(), vault=VAULT).open(*sealed, **place)
    with pytest.raises(OpenError):
        RecordReader(vault_key, vault=VAULT).open(body, header, **place)


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x02" + bytes(60)])
def test_reader_refuses_what_is_no_record(vault_key, sealed, cut):
    reader = RecordReader(vault_key, vault=VAULT)

    with pytest.raises(OpenError):
        reader.open(cut, sealed[1], record=RECORD.bytes, revision=REVISION)


def test_reader_refuses_what_was_sealed_without_padding(vault_key, sealed):
    key = subkey(vault_key, Purpose.RECORD)
    place = associated_data(Context.RECORD_HEADER, **PLACE)
    bare = seal_exact(key, b"", associated_data=place)
    reader = RecordReader(vault_key, vault=VAULT)

    assert open_exact(key, bare, associated_data=place) == b""
    with pytest.raises(OpenError):
        reader.open(bare, sealed[1], record=RECORD.bytes, revision=REVISION)


def test_reader_shows_no_key(vault_key):
    assert repr(RecordReader(vault_key, vault=VAULT)) == "<RecordReader: redacted>"
