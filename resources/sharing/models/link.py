"""Links: what opens a list without an account, for some days."""

import uuid

from django.db import models

from resources.sharing.models.counselor import Counselor
from resources.sharing.models.reading_list import ReadingList


class Link(models.Model):
    """One link. The token itself is nowhere: the row has its hash.

    There is no column for openings, counts or a last use, on purpose. A link hangs on
    the role it was made under, and is dead as soon as that is not confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading_list = models.ForeignKey(ReadingList, models.CASCADE, related_name="links")
    counselor = models.ForeignKey(Counselor, models.CASCADE, related_name="links")
    number = models.PositiveSmallIntegerField()  # on its list, beginning with 1
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    created_on = models.DateField()
    expires_on = models.DateField()  # the last day on which it opens
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("reading_list", "number"), name="sharing_link_once_per_number"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
