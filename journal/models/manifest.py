"""The manifest's blocks: the sealed list of what a vault holds."""

import uuid

from django.db import models

from journal.models.vault import Vault


class ManifestBlock(models.Model):
    """Up to 256 lines, one per record, sealed and padded to one size."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="blocks")
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "block"
