"""Reading lists: whose they are, and sealed bytes."""

import uuid

from django.conf import settings
from django.db import models


class ReadingList(models.Model):
    """A list; its name, its note and what stands on it are all inside the seal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_lists"
    )
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
