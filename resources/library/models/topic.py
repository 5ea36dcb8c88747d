"""Topics: the chapters of the library's table of contents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from resources.library.models.language import check_language


class Topic(models.Model):
    """One chapter in one language; the slug is the same in every language."""

    slug = models.SlugField(_("slug"), max_length=60)
    language = models.CharField(
        _("language"), max_length=12, default="en", validators=[check_language]
    )
    name = models.CharField(_("name"), max_length=80)
    note = models.CharField(_("note"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("language", "order", "slug")
        constraints = (
            models.UniqueConstraint(
                fields=("slug", "language"), name="library_topic_once_per_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
