"""The inbox: text is never lost, even where nobody may open the journal.

A form that takes text carries a keep ticket. It stands in for session and sign-in, and
permits one thing: sealing that text to the vault's public key. At the next unlock the
note is taken in. If an origin token inside it opens, the page was rendered while the
journal was open, so the words are the writer's own; every other note is untrusted.
"""

import json
import time
import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import Http404

from journal.crypto import inbox as core
from journal.crypto import inbox_keys, origin, tickets
from journal.crypto.errors import OpenError
from journal.domain import entries
from journal.domain.errors import (
    EntryDamagedError,
    InboxClosedError,
    VersionConflictError,
)
from journal.domain.matter import Prompt, Words
from journal.domain.moments import Moment, moment_from, moment_now
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import read_preferences
from journal.domain.secrets import inbox_secret
from journal.models import Note, Vault

BATCH = 50  # notes taken in by one transaction


@dataclass(frozen=True, slots=True)
class FormSeal:
    """What a rendered form carries so that its text cannot be lost.

    Args:
        ticket: Permits sealing; see ``journal.crypto.tickets``.
        origin: Vouches for the words once they are inside.
        record: The id of the entry that is being written.
    """

    ticket: str
    origin: str
    record: UUID


def seal_for_form(journal: OpenJournal, *, record: UUID, revision: int) -> FormSeal:
    """Return the ticket and the origin token for one rendering of a form."""
    form, vault = uuid.uuid4(), journal.vault
    ticket = tickets.KeepTicket(vault.owner_id, vault.pk, form, record, revision)
    source = origin.Origin(form, record, revision)
    return FormSeal(
        tickets.issue_ticket(ticket, secret=inbox_secret(), now=int(time.time())),
        origin.issue_origin(journal.key, source, vault=vault.pk),
        record,
    )


def record_of(user: AbstractBaseUser, *, ticket: str) -> tuple[UUID, int] | None:
    """Return the record and base revision of a ticket that is this account's."""
    try:
        opened = tickets.verify_ticket(
            ticket, secret=inbox_secret(), now=int(time.time())
        )
    except OpenError:
        return None
    return (opened.record, opened.revision) if opened.user == user.pk else None


def keep(*, ticket: str, token: str, words: Words) -> None:
    """Seal words into the inbox that a ticket names.

    A form sent twice stays one note: the later words stand.

    Raises:
        InboxClosedError: No valid ticket, a public key that is not the vault's, or the
            inbox is full. The words must then stay on the page.
    """
    try:
        opened = tickets.verify_ticket(
            ticket, secret=inbox_secret(), now=int(time.time())
        )
        vault = Vault.objects.get(pk=opened.vault, owner_id=opened.user)
        sealed = _sealed(vault, opened.form, _encode(words, token))
    except (OpenError, Vault.DoesNotExist, ValueError):
        raise InboxClosedError from None
    others = Note.objects.filter(vault=vault).exclude(pk=opened.form)
    if others.count() >= settings.JOURNAL_NOTES_MAXIMUM:
        raise InboxClosedError
    Note.objects.update_or_create(
        pk=opened.form,
        vault=vault,
        defaults={"generation": vault.generation, "sealed": sealed},
    )


def take_in(journal: OpenJournal) -> int:
    """Move waiting notes into the journal, each exactly once; return how many."""
    taken = 0
    while batch := list(Note.objects.filter(vault=journal.vault_id)[:BATCH]):
        with writing(journal) as fresh:
            for note in batch:
                taken += _take_in(fresh, note)
    return taken


def _take_in(journal: OpenJournal, note: Note) -> int:
    row = Note.objects.select_for_update().filter(pk=note.pk).first()
    if row is None:
        return 0
    opened = _open(journal, row)
    row.delete()
    if opened is None:
        return 0
    words, token, moment = opened
    source = _origin_of(journal, token, form=note.pk)
    if source is None:
        entries.write_entry(journal, words=words, moment=moment, trusted=False)
    else:
        _own_words(journal, words, moment, source)
    return 1


def _own_words(
    journal: OpenJournal, words: Words, moment: Moment, source: origin.Origin
) -> None:
    """Make the note what it was meant to be; where that moved on, keep both."""
    if source.revision == 0:
        entries.write_entry(journal, words=words, record=source.record, moment=moment)
        return
    try:
        with transaction.atomic():
            entries.revise_entry(
                journal, record=source.record, base=source.revision, words=words
            )
    except (VersionConflictError, Http404, EntryDamagedError):
        entries.write_entry(journal, words=words, moment=moment)


def _open(journal: OpenJournal, row: Note) -> tuple[Words, str, Moment] | None:
    vault = journal.vault
    try:
        private = inbox_keys.open_private_key(
            journal.key,
            bytes(vault.inbox_private_key),
            vault=vault.pk,
            generation=row.generation,
        )
        place = core.NotePlace(vault.pk, row.generation, row.pk)
        return _decode(journal, core.open_note(private, bytes(row.sealed), place=place))
    except (OpenError, KeyError, TypeError, ValueError):
        return None  # not sealed to this vault: nothing of the writer's is in it


def _sealed(vault: Vault, note: UUID, plaintext: bytes) -> bytes:
    # Checked before every sealing: otherwise one UPDATE of the public key would let a
    # writer of rows read everything that is typed from then on.
    public = inbox_keys.verify_public_key(
        bytes(vault.inbox_public_key),
        bytes(vault.inbox_mac),
        secret=inbox_secret(),
        vault=vault.pk,
        generation=vault.generation,
    )
    place = core.NotePlace(vault.pk, vault.generation, note)
    return core.seal_note(public, plaintext, place=place)


def _origin_of(journal: OpenJournal, token: str, *, form: UUID) -> origin.Origin | None:
    try:
        source = origin.open_origin(journal.key, token, vault=journal.vault_id)
    except OpenError:
        return None
    # One page's token must not vouch for a text that came in by another form.
    return source if source.form == form else None


def _encode(words: Words, token: str) -> bytes:
    prompt = words.prompt
    values = {
        "title": words.title,
        "text": words.text,
        "prompt": [prompt.text, prompt.source, prompt.depth] if prompt else None,
        "origin": token,
        "at": moment_now("UTC").local.isoformat(),
    }
    return json.dumps(values, ensure_ascii=False).encode()


def _decode(journal: OpenJournal, data: bytes) -> tuple[Words, str, Moment]:
    values: dict[str, Any] = json.loads(data)
    prompt = Prompt(*values["prompt"]) if values["prompt"] else None
    zone = read_preferences(journal).zone
    moment = moment_from(values["at"], zone="UTC").on_the_clock_of(zone)
    return Words(values["title"], values["text"], prompt), values["origin"], moment
