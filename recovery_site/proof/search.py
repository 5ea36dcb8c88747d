"""A search that sees through spellings: what lies in a file may be coded there."""

import base64
import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

BASE64_START = (0, 2, 3)  # characters that depend on the bytes in front, by alignment


def places_with(needle: str, places: dict[str, bytes]) -> set[str]:
    """Return the names of the places in which a text lies, however it is spelt."""
    sought = spellings(needle)
    return {
        name for name, data in places.items() if any(form in data for form in sought)
    }


def spellings(text: str) -> set[bytes]:
    """Return the bytes as which a text could lie in a file, a row or a cookie."""
    raw = text.encode()
    plain = {text, raw.hex(), raw.hex().upper(), quote(text), quote_plus(text)}
    plain |= {json.dumps(text)[1:-1], html.escape(text)}
    coded = {form.encode() for form in plain} | {text.encode("utf-16-le")}
    return coded | set(_base64_spellings(raw))


def _base64_spellings(raw: bytes) -> Iterable[bytes]:
    for shift, start in enumerate(BASE64_START):
        end = (shift + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(bytes(shift) + raw)[start:end]
