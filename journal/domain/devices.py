"""Browsers in which a journal was opened before, known by a cookie and nothing else.

A token is ``base64url(id (16) || MAC (32))``, 64 characters. The server keeps nothing.
The MAC covers the account and its passphrase slot: a token made for one account is
worthless for another, and whoever knew the old passphrase is a stranger after it was
changed, however many tokens they collected.

An account with several journals knows no browser: a guess is tried on each of them, and
whoever is signed in can begin one, open it as often as they like, and would be a new
browser for every guess at the others.
"""

import base64
import hmac
import os
from uuid import UUID

from django.utils.crypto import salted_hmac

from journal.models import Slot, Vault

ID_SIZE = 16  # bytes
MAC_SIZE = 32  # bytes
LABEL = "daybook-journal/v1/device"


def new_device(account: UUID) -> str:
    """Return a token for a browser in which the account's journal was just opened."""
    device = os.urandom(ID_SIZE)
    return base64.urlsafe_b64encode(device + _mac(account, device)).decode()


def device_of(account: UUID, *, token: str) -> str:
    """Return the id of a browser that the account's journal was opened in before.

    Returns:
        32 hexadecimal digits; empty when the token is not of this account, not made by
        this server, or older than the passphrase; and where there is another journal.
    """
    try:
        data = base64.urlsafe_b64decode(token)
    except ValueError:
        return ""
    if len(data) != ID_SIZE + MAC_SIZE:
        return ""
    if Vault.objects.filter(owner_id=account).count() > 1:
        return ""
    device, mac = data[:ID_SIZE], data[ID_SIZE:]
    return device.hex() if hmac.compare_digest(mac, _mac(account, device)) else ""


def _mac(account: UUID, device: bytes) -> bytes:
    words = repr((account.hex, _passphrase_slots(account), device.hex()))
    return salted_hmac(LABEL, words, algorithm="sha256").digest()


def _passphrase_slots(account: UUID) -> list[str]:
    slots = Slot.objects.filter(
        vault__owner_id=account,
        vault__is_current=True,
        kind=Slot.Kind.PASSPHRASE,
    )
    return sorted(pk.hex for pk in slots.values_list("pk", flat=True))
