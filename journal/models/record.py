"""A record: one sealed thing of any kind."""

import uuid

from django.db import models

from journal.models.vault import Vault


class Record(models.Model):
    """An entry, a check-in, a kept page, the settings: the row does not say which.

    Kind, state, moment, order and links are inside the sealed header. No column, index
    or foreign key may ever tell one kind from another; a test holds the columns.

    A record has one row for the vault's generation of keys. While new keys are made it
    has a second one, sealed under the next generation.
    """

    pk = models.CompositePrimaryKey("id", "generation")
    id = models.UUIDField(default=uuid.uuid4, editable=False)
    generation = models.PositiveIntegerField()
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="records")
    revision = models.PositiveIntegerField(default=1)
    header = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return "record"
