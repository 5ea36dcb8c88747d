"""The registry of contexts: what each sealed value is bound to."""

from enum import Enum
from typing import Final, TypeAlias
from uuid import UUID

from journal.crypto.encoding import length_prefixed

LABEL_PREFIX: Final = "daybook-journal/v1/"
NUMBER_SIZE = 8  # bytes

FieldValue: TypeAlias = UUID | bytes | int

# Each name has one kind everywhere. A number and eight bytes would otherwise
# encode alike, and two places could share their associated data.
FIELD_KINDS: Final[dict[str, type[UUID] | type[bytes] | type[int]]] = {
    "block": UUID,
    "deadline": int,
    "final": int,
    "form": UUID,
    "generation": int,
    "index": int,
    "issued": int,
    "key_id": bytes,
    "lanes": int,
    "memory_kib": int,
    "note": UUID,
    "pepper_id": bytes,
    "public_key": bytes,
    "record": UUID,
    "revision": int,
    "salt": bytes,
    "sequence": int,
    "session_hash": bytes,
    "slot": UUID,
    "staging": UUID,
    "time": int,
    "unlock": bytes,
    "user": UUID,
    "vault": UUID,
}


class Context(Enum):
    """One context per stored field: its name, then its fields in order.

    Only immutable values may be fields. A title or a place in a list would
    make the record unreadable on the day it changes.
    """

    SLOT_PASSPHRASE = ("slot/passphrase", "vault", "slot", "generation", "key_id")
    SLOT_PASSPHRASE_OUTER = (
        "slot/passphrase-outer",
        *("vault", "slot", "generation", "pepper_id"),
        *("salt", "time", "memory_kib", "lanes"),
    )
    SLOT_RECOVERY = ("slot/recovery", "vault", "slot", "generation", "key_id")
    SLOT_PASSKEY = ("slot/passkey", "vault", "slot", "generation", "key_id")
    RECORD_HEADER = ("record/header", "vault", "record", "revision")
    RECORD_BODY = ("record/body", "vault", "record", "revision")
    VERSION_HEADER = ("version/header", "vault", "record", "revision")
    VERSION_BODY = ("version/body", "vault", "record", "revision")
    MANIFEST_HEAD = ("manifest/head", "vault")
    MANIFEST_BLOCK = ("manifest/block", "vault", "block", "revision")
    DRAFT = ("draft", "vault", "generation", "form", "sequence")
    SEALED_NOTE = ("sealed-note", "vault", "generation", "note")
    INBOX_PRIVATE_KEY = ("inbox/private-key", "vault", "generation")
    INBOX_PUBLIC_KEY = (
        "inbox/public-key",
        *("user", "vault", "generation", "public_key"),
    )
    KEEP_TICKET = (
        "keep-ticket",
        *("user", "vault", "form", "record", "revision", "issued"),
    )
    ORIGIN = ("origin", "vault")
    SEARCH_TOKEN = ("search-token",)
    UNLOCK = (
        "unlock",
        *("user", "vault", "generation", "unlock", "session_hash", "deadline"),
    )
    PENDING_KEY = ("pending-key", "vault", "generation")
    STAGING_CHUNK = ("staging/chunk", "vault", "staging", "index", "final")

    @property
    def label(self) -> str:
        """The full label, with product and version."""
        return f"{LABEL_PREFIX}context/{self.value[0]}"

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in the order in which they are encoded."""
        _, *names = self.value
        return tuple(names)


def associated_data(context: Context, **fields: FieldValue) -> bytes:
    """Encode the place that a sealed value belongs to.

    Fields are passed by name, so that two ids cannot change places unseen.

    Args:
        context: The stored field.
        fields: Exactly the fields that the registry lists for it; numbers from
            0 to 2^64 - 1.

    Returns:
        ``LP(label, field 1, …, field n)``, different for every place.

    Raises:
        TypeError: A field is missing, unknown or of the wrong kind.
        OverflowError: A number is negative or does not fit eight bytes.
    """
    if set(fields) != set(context.fields):
        message = f"{context.name} takes exactly {context.fields}."
        raise TypeError(message)
    encoded = (_encode(name, fields[name]) for name in context.fields)
    return length_prefixed(context.label.encode("ascii"), *encoded)


def _encode(name: str, value: FieldValue) -> bytes:
    # `type is` instead of isinstance: True is an int, and would read as 1.
    if type(value) is not FIELD_KINDS[name]:
        message = f"{name} must be {FIELD_KINDS[name].__name__}."
        raise TypeError(message)
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, int):
        return value.to_bytes(NUMBER_SIZE, "big")
    return value
