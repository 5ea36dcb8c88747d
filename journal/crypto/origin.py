"""Origin tokens: proof that a page was rendered while the vault was open."""

import struct
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from journal.crypto.aead import open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.encoding import from_text, to_text
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, VaultKey, subkey

_LAYOUT: Final = struct.Struct(">16s16sI")


@dataclass(frozen=True, slots=True)
class Origin:
    """The page that a text was typed on.

    Args:
        form: The id of the rendered form.
        record: The record being written.
        revision: The revision that the form started from, 0 for a new record.
    """

    form: UUID
    record: UUID
    revision: int


def issue_origin(vault_key: VaultKey, origin: Origin, *, vault: UUID) -> str:
    """Seal where a form comes from; the token travels inside the sealed text.

    Returns:
        ``base64(version (1) || nonce (12) || ciphertext (36) || tag (16))``.

    Raises:
        ValueError: The revision does not fit four bytes.
    """
    try:
        data = _LAYOUT.pack(origin.form.bytes, origin.record.bytes, origin.revision)
    except struct.error:
        message = "This revision does not fit."
        raise ValueError(message) from None
    place = associated_data(Context.ORIGIN, vault=vault)
    key = subkey(vault_key, Purpose.ORIGIN)
    return to_text(seal_exact(key, data, associated_data=place))


def open_origin(vault_key: VaultKey, text: str, *, vault: UUID) -> Origin:
    """Open an origin token.

    The caller compares ``form`` with the form that the note came in by: one page's
    token must not vouch for a text from another.

    Raises:
        OpenError: Not sealed under this vault key, or changed.
    """
    place = associated_data(Context.ORIGIN, vault=vault)
    key = subkey(vault_key, Purpose.ORIGIN)
    data = open_exact(key, from_text(text), associated_data=place)
    # A vault key that seals another size under this purpose does not exist.
    if len(data) != _LAYOUT.size:
        raise OpenError
    form, record, revision = _LAYOUT.unpack(data)
    return Origin(UUID(bytes=form), UUID(bytes=record), revision)
