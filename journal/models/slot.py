"""A slot: one way to open a vault."""

import uuid

from django.db import models

from journal.models.vault import Vault


class Slot(models.Model):
    """The vault key, wrapped under a passphrase, a recovery code or a passkey.

    The layout of ``sealed`` is in ``journal/crypto/FORMAT.md``. No time is stored. A
    passkey's name is sealed with the settings, never here.
    """

    class Kind(models.IntegerChoices):
        """What opens the slot."""

        PASSPHRASE = 1
        RECOVERY = 2
        PASSKEY = 3

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="slots")
    generation = models.PositiveIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    salt = models.BinaryField(default=bytes)
    argon2_time = models.PositiveIntegerField(default=0)
    argon2_memory_kib = models.PositiveIntegerField(default=0)
    argon2_lanes = models.PositiveIntegerField(default=0)
    pepper_id = models.CharField(max_length=32, blank=True, default="", db_index=True)
    locator_hash = models.BinaryField(null=True, unique=True)
    credential = models.BinaryField(default=bytes)  # a passkey's id; no secret
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "slot"
