"""Transitions: who moved an article on, when, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.library.models.article import Article, State


class Move(models.TextChoices):
    """What can be done with an article as a whole."""

    SEND = "send", _("Send to review")
    RETURN = "return", _("Give back for changes")
    APPROVE = "approve", _("Approve")
    PUBLISH = "publish", _("Publish")
    PUBLISH_ALONE = "publish_alone", _("Publish without a second reader")
    RETIRE = "retire", _("Retire")
    REOPEN = "reopen", _("Bring back as a draft")


class Transition(models.Model):
    """One move of one article; nothing here is ever changed."""

    # Empty once the working copy that took the step is dropped: the record stays, with
    # the article that the copy was of.
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="transitions"
    )
    copy_of = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="steps_of_copies"
    )
    move = models.CharField(_("move"), max_length=16, choices=Move)
    from_state = models.CharField(_("from"), max_length=12, choices=State)
    to_state = models.CharField(_("to"), max_length=12, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    # Of what was read: an approval holds for these words alone.
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ("-at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_move_display()
