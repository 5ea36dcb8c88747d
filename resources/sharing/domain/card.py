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


def card_for(address: str) -> Card:
    """Return the card of an address; error correction M lets a crease pass."""
    code = segno.make(address, error="m", micro=False)
    # Black on white whatever the theme: cameras want dark on light.
    picture = code.svg_data_uri(scale=6, border=QUIET, dark="#000", light="#fff")
    text = _("A reading list: %(address)s") % {"address": address}
    return Card(address, picture, text)
