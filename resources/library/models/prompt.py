"""Prompts: an invitation to write, at one of three depths."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from resources.library.models.article import Article, State
from resources.library.models.language import check_language


class Depth(models.TextChoices):
    """How near to what happened a prompt leads, the gentlest first."""

    STEADY = "steady", _("Steady")
    DESCRIBE = "describe", _("Describe today")
    DEEPER = "deeper", _("Go deeper")


class Prompt(models.Model):
    """The words of one invitation: an article's, or one that stands by itself.

    An article has at most one for each depth, and is published or retired with it. One
    that stands by itself has a slug, which stays as it is, and a state of its own.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="prompts",
        null=True,
        blank=True,
    )
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        blank=True,
        help_text=_("Two or three words with hyphens. It never changes."),
    )
    language = models.CharField(
        _("language"), max_length=12, default="en", validators=[check_language]
    )
    depth = models.CharField(_("depth"), max_length=12, choices=Depth)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.PUBLISHED
    )
    text = models.CharField(_("text"), max_length=300)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "depth"), name="library_prompt_once_per_depth"
            ),
            models.UniqueConstraint(
                fields=("slug", "language"),
                condition=Q(article=None),
                name="library_own_prompt_once_per_language",
            ),
            models.CheckConstraint(
                condition=Q(article=None, slug__gt="")
                | Q(article__isnull=False, slug=""),
                name="library_prompt_has_article_or_slug",
            ),
        )

    def __str__(self) -> str:
        return self.text
