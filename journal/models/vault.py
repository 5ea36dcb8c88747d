"""A vault: one journal of one person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Vault(models.Model):
    """One journal. Its key is wrapped in slots; nothing here opens anything.

    The row is what a writer locks while a record, its manifest block and the head
    change together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # PROTECT: nobody can remove an account and its journal in one step by mistake.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="vaults"
    )
    is_current = models.BooleanField(default=True)
    generation = models.PositiveIntegerField(default=1)
    key_id = models.BinaryField()  # 16 bytes that name the vault key
    manifest_head = models.BinaryField(default=bytes)
    inbox_public_key = models.BinaryField(default=bytes)
    inbox_private_key = models.BinaryField(default=bytes)
    inbox_mac = models.BinaryField(default=bytes)
    # The next vault key, sealed under this one; empty unless new keys are being made.
    pending_key = models.BinaryField(default=bytes)
    # A day, never a moment; empty unless somebody asked for the journal's end.
    erase_after = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(is_current=True),
                name="journal_one_current_vault",
            ),
        )

    def __str__(self) -> str:
        return "journal"
