"""Keep tickets: leave to put one form's text into one vault's inbox."""

import struct
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from journal.crypto.aead import VERSION
from journal.crypto.contexts import Context, associated_data
from journal.crypto.encoding import from_text, to_text
from journal.crypto.errors import OpenError
from journal.crypto.keys import Purpose, ServerSecret, derive

TICKET_LIFETIME = 24 * 60 * 60  # seconds
CLOCK_SKEW = 60  # seconds that one server's clock may be ahead of another's

_LAYOUT: Final = struct.Struct(">1s16s16s16s16sQQ32s")


@dataclass(frozen=True, slots=True)
class KeepTicket:
    """What a ticket says. It permits sealing, never reading or changing.

    Args:
        user: The account that the form was rendered for.
        vault: The vault whose inbox may be used.
        form: The id of the rendered form.
        record: The record being written.
        revision: The revision that the form started from, 0 for a new record.
    """

    user: UUID
    vault: UUID
    form: UUID
    record: UUID
    revision: int


def issue_ticket(ticket: KeepTicket, *, secret: ServerSecret, now: int) -> str:
    """Sign a ticket.

    Args:
        ticket: What it says.
        secret: The server's secret for tickets.
        now: Unix seconds UTC.

    Returns:
        ``base64(version (1) || user, vault, form, record (16 each) || revision (8)
        || issued (8) || mac (32))``, 151 characters safe in a form field.
    """
    mac = _mac(ticket, secret, now).finalize()
    ids = (ticket.user, ticket.vault, ticket.form, ticket.record)
    numbers = (ticket.revision, now)
    return to_text(_LAYOUT.pack(VERSION, *(i.bytes for i in ids), *numbers, mac))


def verify_ticket(text: str, *, secret: ServerSecret, now: int) -> KeepTicket:
    """Check a ticket that came back with a form.

    Args:
        text: The form field.
        secret: The server's secret for tickets.
        now: Unix seconds UTC.

    Raises:
        OpenError: Malformed, not issued by this server, or older than 24 hours.
    """
    ticket, issued, mac = _read(text)
    try:
        _mac(ticket, secret, issued).verify(mac)
    except InvalidSignature:
        raise OpenError from None
    if not -CLOCK_SKEW <= now - issued <= TICKET_LIFETIME:
        raise OpenError
    return ticket


def _read(text: str) -> tuple[KeepTicket, int, bytes]:
    data = from_text(text)
    if len(data) != _LAYOUT.size or data[:1] != VERSION:
        raise OpenError
    _, *ids, revision, issued, mac = _LAYOUT.unpack(data)
    user, vault, form, record = (UUID(bytes=value) for value in ids)
    return KeepTicket(user, vault, form, record, revision), issued, mac


def _mac(ticket: KeepTicket, secret: ServerSecret, issued: int) -> HMAC:
    mac = HMAC(derive(secret.secret, Purpose.KEEP_TICKET).material, hashes.SHA256())
    place = associated_data(
        Context.KEEP_TICKET,
        user=ticket.user,
        vault=ticket.vault,
        form=ticket.form,
        record=ticket.record,
        revision=ticket.revision,
        issued=issued,
    )
    mac.update(place)
    return mac
