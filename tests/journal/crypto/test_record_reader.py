"""Many records opened with one prepared key: the same answers as one by one."""

from uuid import UUID

import pytest

from journal.crypto.aead import open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.record_reader import RecordReader, place_of
from journal.crypto.records import Part, seal_part

VAULT, RECORD, REVISION = UUID(int=1), UUID(int=2), 3
PLACE = {"vault": VAULT, "record": RECORD, "revision": REVISION}
HERE = place_of(RECORD.bytes, REVISION)


@pytest.fixture
def sealed(vault_key):
    header = seal_part(vault_key, Part.HEADER, "Grüße".encode(), **PLACE)
    return header, seal_part(vault_key, Part.BODY, b"words", **PLACE)


def test_reader_opens_what_was_sealed(vault_key, sealed):
    reader = RecordReader(vault_key, vault=VAULT)
    header, body = sealed

    assert reader.header(header, HERE) == "Grüße".encode()
    assert reader.body(body, HERE) == b"words"


@pytest.mark.parametrize(
    ("vault", "record", "revision"),
    [(UUID(int=9), RECORD, 3), (VAULT, UUID(int=9), 3), (VAULT, RECORD, 4)],
)
def test_reader_refuses_another_place(vault_key, sealed, vault, record, revision):
    reader, place = (
        RecordReader(vault_key, vault=vault),
        place_of(record.bytes, revision),
    )
    header, body = sealed

    with pytest.raises(OpenError):
        reader.header(header, place)
    with pytest.raises(OpenError):
        reader.body(body, place)


def test_reader_refuses_another_key_and_fields_that_changed_places(vault_key, sealed):
    header, body = sealed
    other = RecordReader(VaultKey.generate(), vault=VAULT)
    reader = RecordReader(vault_key, vault=VAULT)

    for opens, part in (
        *((other.header, header), (other.body, body)),
        *((reader.header, body), (reader.body, header)),
    ):
        with pytest.raises(OpenError):
            opens(part, HERE)


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x02" + bytes(60)])
def test_reader_refuses_what_is_no_record(vault_key, cut):
    reader = RecordReader(vault_key, vault=VAULT)

    with pytest.raises(OpenError):
        reader.header(cut, HERE)


def test_reader_refuses_what_was_sealed_without_padding(vault_key):
    key = subkey(vault_key, Purpose.RECORD)
    place = associated_data(Context.RECORD_HEADER, **PLACE)
    bare = seal_exact(key, b"", associated_data=place)
    reader = RecordReader(vault_key, vault=VAULT)

    assert open_exact(key, bare, associated_data=place) == b""
    with pytest.raises(OpenError):
        reader.header(bare, HERE)


def test_reader_shows_no_key(vault_key):
    assert repr(RecordReader(vault_key, vault=VAULT)) == "<RecordReader: redacted>"
