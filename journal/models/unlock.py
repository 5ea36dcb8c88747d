"""An unlock: the server's half of an open journal."""

from django.conf import settings
from django.db import models

from journal.models.vault import Vault


class Unlock(models.Model):
    """The vault key, wrapped under a half that only the browser's cookie holds.

    The primary key is SHA-256 of an id that stands in the cookie as well, so that this
    row names no cookie. Both moments are rounded up to whole minutes.
    """

    id_hash = models.CharField(primary_key=True, max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="unlocks")
    generation = models.PositiveIntegerField()
    sealed = models.BinaryField()
    idle_until = models.DateTimeField(db_index=True)
    deadline = models.DateTimeField()

    def __str__(self) -> str:
        return "unlock"
