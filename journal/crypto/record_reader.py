"""Opening many records of one vault: the key is derived and set up once."""

from typing import final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.crypto.aead import NONCE_SIZE, OVERHEAD, VERSION
from journal.crypto.contexts import NUMBER_SIZE, Context, associated_data
from journal.crypto.encoding import LENGTH_SIZE
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, VaultKey, subkey
from journal.crypto.padding import BODY_FLOOR, HEADER_FLOOR, unpad
from journal.crypto.redaction import Redacted

_NUMBER_LENGTH = NUMBER_SIZE.to_bytes(LENGTH_SIZE, "big")
_START = len(VERSION)
_NONCE_END = _START + NONCE_SIZE


@final
class RecordReader(Redacted):
    """Opens headers and bodies of records as `records.open_part` does.

    That derives the key anew for every field, which costs more than the opening: a
    search of 10,000 records would spend most of its time there.

    Args:
        vault_key: The vault's key.
        vault: The vault's id.
    """

    __slots__ = ("_body", "_cipher", "_header")

    def __init__(self, vault_key: VaultKey, *, vault: UUID) -> None:
        self._cipher = AESGCM(subkey(vault_key, Purpose.RECORD).material)
        self._header = _beginning(Context.RECORD_HEADER, vault)
        self._body = _beginning(Context.RECORD_BODY, vault)

    def open(
        self, header: bytes, body: bytes, *, record: bytes, revision: int
    ) -> tuple[bytes, bytes]:
        """Return the header and the body of one record, whose id is 16 bytes.

        Raises:
            OpenError: Wrong key, wrong place or changed bytes, of either.
        """
        place = record + _number(revision)
        return (
            self._open(header, self._header + place, HEADER_FLOOR),
            self._open(body, self._body + place, BODY_FLOOR),
        )

    def _open(self, sealed: bytes, place: bytes, floor: int) -> bytes:
        if sealed[:_START] != VERSION or len(sealed) < OVERHEAD:
            raise OpenError
        try:
            padded = self._cipher.decrypt(
                sealed[_START:_NONCE_END], sealed[_NONCE_END:], place
            )
        except InvalidTag:
            raise OpenError from None
        return unpad(padded, floor=floor)


def _beginning(context: Context, vault: UUID) -> bytes:
    record = UUID(int=0)
    whole = associated_data(context, vault=vault, record=record, revision=0)
    return whole.removesuffix(record.bytes + _number(0))


def _number(revision: int) -> bytes:
    # The last field of both contexts, as the registry encodes it; the record's id,
    # which stands before it, has one length.
    return _NUMBER_LENGTH + revision.to_bytes(NUMBER_SIZE, "big")
