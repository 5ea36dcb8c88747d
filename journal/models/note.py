"""A note: text sealed to a vault's public key, from one rendering of a form."""

import uuid

from django.db import models

from journal.models.vault import Vault


class Note(models.Model):
    """Text of an open form, or what came after the lock, the sign-out or the exit.

    The id is that of the form it was typed in, so that a form sent twice is one note.
    The fullest state before is kept while it is at least as long: a page emptied by
    accident must not take its words along.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="notes")
    generation = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()
    earlier_sequence = models.PositiveIntegerField(default=0)
    earlier = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return "note"
