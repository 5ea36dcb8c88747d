"""What is handed over: an address, its QR code, and a text that says no more."""

from dataclasses import dataclass

import segno
from django.utils.translation import gettext as _

QUIET = 4  # modules of white around the code (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Card:
    """A link as it is given away.

    Args:
        address: The full address.
        picture: The QR code as an image in a ``data:`` address.
        text: For an e-mail or a text message.
    """

    address: str
    picture: str
    text: str

    def __repr__(self) -> str:
        return "<Card>"


def list_card(address: str) -> Card:
    """Return the card of a shared list."""
    return _card(address, text=_("A reading list: %(address)s"))


def page_card(address: str) -> Card:
    """Return the card of one page of the library."""
    return _card(address, text=_("Something to read: %(address)s"))


def _card(address: str, *, text: str) -> Card:
    # Error correction M lets a crease pass. Black on white whatever the theme: cameras
    # want dark on light.
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_data_uri(scale=6, border=QUIET, dark="#000", light="#fff")
    return Card(address, picture, text % {"address": address})
