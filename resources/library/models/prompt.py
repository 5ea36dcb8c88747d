"""Prompts: an invitation to write, at one of three depths."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.library.models.article import Article


class Depth(models.TextChoices):
    """How near to what happened a prompt leads, the gentlest first."""

    STEADY = "steady", _("Steady")
    DESCRIBE = "describe", _("Describe today")
    DEEPER = "deeper", _("Go deeper")


class Prompt(models.Model):
    """The words of one invitation; an article has at most one for each depth."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="prompts"
    )
    depth = models.CharField(_("depth"), max_length=12, choices=Depth)
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "depth"), name="library_prompt_once_per_depth"
            ),
        )

    def __str__(self) -> str:
        return self.text
