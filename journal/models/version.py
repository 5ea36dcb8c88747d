"""A version: what a record was before it was changed."""

from django.db import models

from journal.models.vault import Vault


class Version(models.Model):
    """One earlier revision of a record, sealed like it.

    No time and no kind is stored; when it was replaced stands in the sealed header. How
    many versions a record has can be seen, and the threat model says so. As of a
    record, there is a second row of each while new keys are made.
    """

    pk = models.CompositePrimaryKey("record", "revision", "generation")
    # An id and no foreign key: a record is named by its id and its generation.
    record = models.UUIDField(editable=False)
    revision = models.PositiveIntegerField()
    generation = models.PositiveIntegerField()
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="versions")
    header = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return "version"
