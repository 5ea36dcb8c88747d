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
# Made once: to make them for each field takes as long as to cut it.
_NONCE = slice(len(VERSION), len(VERSION) + NONCE_SIZE)
_CIPHERTEXT = slice(len(VERSION) + NONCE_SIZE, None)


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

    def header(self, sealed: bytes, place: bytes) -> bytes:
        """Return the header of a record.

        Args:
            sealed: As the row has it.
            place: Where it stands, from `place_of`.

        Raises:
            OpenError: Wrong key, wrong place or changed bytes.
        """
        return self._open(sealed, self._header + place, HEADER_FLOOR)

    def body(self, sealed: bytes, place: bytes) -> bytes:
        """Return the body of a record; see `header`.

        Raises:
            OpenError: Wrong key, wrong place or changed bytes.
        """
        return self._open(sealed, self._body + place, BODY_FLOOR)

    def _open(self, sealed: bytes, place: bytes, floor: int) -> bytes:
        if not sealed.startswith(VERSION) or len(sealed) < OVERHEAD:
            raise OpenError
        try:
            padded = self._cipher.decrypt(sealed[_NONCE], sealed[_CIPHERTEXT], place)
        except InvalidTag:
            raise OpenError from None
        return unpad(padded, floor=floor)


def place_of(record: bytes, revision: int) -> bytes:
    """Return where the parts of a record stand, of whose id these are the 16 bytes."""
    # The last fields of both contexts, as the registry encodes them: the id has one
    # length, and stands behind its length, which is part of what comes before.
    return record + _NUMBER_LENGTH + revision.to_bytes(NUMBER_SIZE, "big")


def _beginning(context: Context, vault: UUID) -> bytes:
    record = UUID(int=0)
    whole = associated_data(context, vault=vault, record=record, revision=0)
    return whole.removesuffix(place_of(record.bytes, 0))
