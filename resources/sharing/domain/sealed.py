"""Words in rows: sealed as one JSON object, and opened again.

What somebody could learn from the row is who owns it and roughly how long it is: the
JSON is padded with spaces to a multiple of ``STEP``.
"""

import json
from typing import Any
from uuid import UUID

from resources.sharing.domain.ports import ports

STEP = 512  # bytes


def seal_fields(fields: dict[str, Any], *, kind: str, row: UUID) -> bytes:
    """Return fields, sealed for one row.

    Args:
        fields: What JSON can hold.
        kind: What the row is, such as ``list``.
        row: Its id; in another row the bytes do not open.
    """
    words = json.dumps(fields).encode()
    padded = words.ljust(-(-len(words) // STEP) * STEP)
    return ports.sealer.seal(padded, place=_place(kind, row))


def open_fields(sealed: bytes | memoryview, *, kind: str, row: UUID) -> dict[str, Any]:
    """Return the fields of a row.

    Raises:
        SealedError: The site's secret is another one, or the row was changed.
    """
    # PostgreSQL hands bytes over as a memoryview.
    words = ports.sealer.open(bytes(sealed), place=_place(kind, row))
    return dict(json.loads(words))


def _place(kind: str, row: UUID) -> bytes:
    return kind.encode() + b"/" + row.bytes
