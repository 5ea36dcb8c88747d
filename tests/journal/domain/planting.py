"""What somebody can plant who writes rows, or sits at a browser that is signed in."""

import json
import uuid
from typing import Any
from uuid import UUID

from journal.crypto import inbox as core
from journal.crypto.inbox_keys import InboxPublicKey
from journal.domain import intake
from journal.domain.opened import OpenJournal
from journal.models import Note, Vault
from tests.journal.domain.late import Form, keep

AT = "2026-05-03T12:00:00+00:00"
FORGED = {
    "title": "Forged",
    "text": "Not hers.",
    "prompt": None,
    "origin": "",
    "at": AT,
}


def sealed_by_hand(vault: Vault, values: Any, *, note: UUID, sequence: int) -> bytes:
    """Seal as somebody who knows the public key, and no more."""
    public = InboxPublicKey(bytes(vault.inbox_public_key))
    place = core.DraftPlace(vault.pk, vault.generation, note, sequence)
    return core.seal_note(public, json.dumps(values).encode(), place=place)


def put(vault: Vault, values: Any, *, note: UUID | None = None) -> Note:
    """Insert a note of one's own making."""
    note = note or uuid.uuid4()
    sealed = sealed_by_hand(vault, values, note=note, sequence=0)
    return Note.objects.create(
        pk=note, vault=vault, generation=vault.generation, sealed=sealed
    )


def taken_in_and_put_back(journal: OpenJournal, form: Form) -> Note:
    """Take a form's note in, and put its row back as a writer of rows could."""
    keep(form)
    (row,) = Note.objects.all()
    intake.take_in(journal)
    row.save(force_insert=True)
    return row
