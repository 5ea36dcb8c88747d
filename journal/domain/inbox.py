"""The inbox: text is never lost, even where nobody may open the journal.

A form that takes text carries a keep ticket. It stands in for session and sign-in, and
permits one thing: sealing that text to the vault's public key. Autosave, the exit, the
lock and a session that ended all come through here; ``intake`` reads it.
"""

import time
import uuid
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from journal.crypto import inbox as core
from journal.crypto import inbox_keys, origin, tickets
from journal.crypto.errors import OpenError
from journal.domain.errors import InboxClosedError
from journal.domain.matter import Words
from journal.domain.notes import encode
from journal.domain.opened import OpenJournal
from journal.domain.secrets import inbox_secret
from journal.domain.sending import Sending
from journal.models import Note, Vault

MAX_SEQUENCE = 2**31 - 1
NO_RECORD = UUID(int=0)  # in the ticket of a page that writes without opening


@dataclass(frozen=True, slots=True)
class FormPlace:
    """One rendering of a form: what it writes, and from which revision it began.

    Args:
        form: The id of the rendering; one that is shown again for a fault keeps it.
        record: The id of the entry.
        revision: The revision that the page began from, 0 for a new entry.
    """

    form: UUID
    record: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class FormSeal:
    """What a rendered form carries so that its text cannot be lost.

    Args:
        ticket: Permits sealing; see ``journal.crypto.tickets``.
        origin: Vouches for the words once they are inside.
    """

    ticket: str
    origin: str


def new_place(*, record: UUID, revision: int = 0) -> FormPlace:
    """Return the place of a form that is rendered for the first time."""
    return FormPlace(uuid.uuid4(), record, revision)


def seal_for_form(journal: OpenJournal, place: FormPlace) -> FormSeal:
    """Return the ticket and the origin token for one rendering of a form."""
    vault, values = journal.vault, (place.form, place.record, place.revision)
    ticket = tickets.KeepTicket(vault.owner_id, vault.pk, *values)
    return FormSeal(
        tickets.issue_ticket(ticket, secret=inbox_secret(), now=int(time.time())),
        origin.issue_origin(journal.key, origin.Origin(*values), vault=vault.pk),
    )


def place_of(user: AbstractBaseUser, ticket: str) -> FormPlace | None:
    """Return the place that a ticket of this account names, or ``None``."""
    opened = read_ticket(ticket)
    if opened is None or opened.user != user.pk or opened.record == NO_RECORD:
        return None
    return FormPlace(opened.form, opened.record, opened.revision)


def waiting(vault: Vault) -> int:
    """Return how many notes wait."""
    return Note.objects.filter(vault=vault).count()


def close(journal: OpenJournal, sending: Sending) -> None:
    """Drop the note of a form that was saved; its words are an entry now.

    An autosave that arrives later makes a new note, and intake knows it again by the
    sending that the entry's header names.
    """
    Note.objects.filter(
        pk=sending.form, vault=journal.vault_id, sequence__lte=sending.sequence
    ).delete()


def seal_for_drop(vault: Vault) -> str:
    """Return a ticket for a page on which one writes without opening the journal.

    Raises:
        InboxClosedError: So many notes wait that the rest is for rescued words.
    """
    _require_room(vault, NO_RECORD)
    ids = (vault.owner_id, vault.pk, uuid.uuid4(), NO_RECORD)
    ticket = tickets.KeepTicket(*ids, revision=0)
    return tickets.issue_ticket(ticket, secret=inbox_secret(), now=int(time.time()))


def read_ticket(text: str) -> tickets.KeepTicket | None:
    """Return what a ticket says, or ``None``: not ours, changed, or a day old."""
    try:
        return tickets.verify_ticket(text, secret=inbox_secret(), now=int(time.time()))
    except OpenError:
        return None


def keep(
    *,
    ticket: str,
    token: str,
    words: Words,
    sequence: int = 0,
    is_autosave: bool = False,
) -> None:
    """Seal words into the inbox that a ticket names.

    One note per rendered form: a later state takes the place of an earlier one. An
    autosave that arrives late changes nothing. What a person sent herself is never
    dropped: beside a later state of the same page it becomes a note of its own.

    Raises:
        InboxClosedError: No valid ticket, a public key that is not the vault's, or
            the inbox is full. The words must then stay on the page.
    """
    opened = read_ticket(ticket)
    if opened is None or not 0 <= sequence <= MAX_SEQUENCE:
        raise InboxClosedError
    with transaction.atomic():
        # The lock makes "newest wins" true for two sendings that arrive at once.
        vault = (
            Vault.objects.select_for_update()
            .filter(pk=opened.vault, owner_id=opened.user)
            .first()
        )
        if vault is None:
            raise InboxClosedError
        row = _row_for(vault, opened, sequence, is_autosave=is_autosave)
        if row is not None:
            plaintext = encode(words.fitted(), token=token, form=opened.form)
            _store(vault, row, sequence, plaintext)


def _row_for(
    vault: Vault, ticket: tickets.KeepTicket, sequence: int, *, is_autosave: bool
) -> Note | None:
    """Return the row to write, new or to be replaced; none for a late autosave."""
    # A row from before new keys is left as it is, for it waits for what opens it. Its
    # page goes on beside it, in one row: "kept" must not be said of what is dropped.
    names = ticket.form, uuid.uuid5(vault.pk, f"{ticket.form}/{vault.generation}")
    there = Note.objects.in_bulk(names)
    rows = (there[name] for name in names if name in there)
    place = vault.pk, vault.generation
    row = next((row for row in rows if (row.vault_id, row.generation) == place), None)
    if row and sequence > row.sequence:
        return row
    if row and is_autosave:
        return None
    _require_room(vault, ticket.record)
    free = [] if row else [name for name in names if name not in there]
    return Note(id=free[0] if free else uuid.uuid4(), vault=vault)


def _require_room(vault: Vault, record: UUID) -> None:
    """See that one more note may wait.

    Asked of every note and not only where a ticket is made: whoever is signed in could
    gather tickets, and fill the room for rescued words with what they drop.

    Raises:
        InboxClosedError: So many wait that the rest is for rescued words, or too many.
    """
    most = settings.JOURNAL_NOTES_MAXIMUM
    if waiting(vault) >= (most // 2 if record == NO_RECORD else most):
        raise InboxClosedError


def _store(vault: Vault, row: Note, sequence: int, plaintext: bytes) -> None:
    sealed = _sealed(vault, row.pk, sequence, plaintext)
    # The fullest is kept: a page that was emptied by accident may be written on.
    if row.sealed and len(row.sealed) >= max(len(sealed), len(row.earlier)):
        row.earlier, row.earlier_sequence = row.sealed, row.sequence
    row.generation = vault.generation
    row.sealed, row.sequence = sealed, sequence
    row.save()


def inbox_place(vault: Vault) -> inbox_keys.InboxPlace:
    """Return whose inbox the public key in a vault's row must belong to."""
    return inbox_keys.InboxPlace(vault.owner_id, vault.pk, vault.generation)


def _sealed(vault: Vault, form: UUID, sequence: int, plaintext: bytes) -> bytes:
    # Checked before every sealing: otherwise one UPDATE of the public key would let a
    # writer of rows read everything that is typed from then on.
    try:
        public = inbox_keys.verify_public_key(
            bytes(vault.inbox_public_key),
            bytes(vault.inbox_mac),
            secret=inbox_secret(),
            place=inbox_place(vault),
        )
        place = core.DraftPlace(vault.pk, vault.generation, form, sequence)
        return core.seal_note(public, plaintext, place=place)
    except (OpenError, ValueError):
        raise InboxClosedError from None  # not the vault's key, or too long to seal
