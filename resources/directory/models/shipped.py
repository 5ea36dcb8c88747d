"""What rows share that arrive with the site and that a keeper may then edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """How sure a single field is; a field is printed at its own grade."""

    HIGH = "H", _("High: an official page or two dated sources")
    MEDIUM = "M", _("Medium: one good source")
    LOW = "L", _("Low: not confirmed")


class Shipped(models.Model):
    """A row with a stable key and the digest of what the loader last wrote.

    While the digest still fits the row, nobody has edited it, and a newer file may
    replace it. Keepers hide a row instead of erasing it, or the next load would bring
    it back.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    checked_on = models.DateField(_("checked on"))
    is_published = models.BooleanField(_("shown on the site"), default=True)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        """Shared columns, no table."""

        abstract = True
