"""A note: text sealed to a vault's public key while the vault was closed."""

import uuid

from django.db import models

from journal.models.vault import Vault


class Note(models.Model):
    """Text that came after the lock, the sign-out or the exit; taken in at unlock.

    The id is that of the form it was typed in, so that a form sent twice is one note.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="notes")
    generation = models.PositiveIntegerField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "note"
