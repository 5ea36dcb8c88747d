"""Counselors: accounts that asked to share lists, and what a keeper decided."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a request stands; a role that was withdrawn never comes back to life."""

    WAITING = "waiting", _("Waiting")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Counselor(models.Model):
    """One request for the role. Asking again makes a new row in place of this one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="counselor",
        verbose_name=_("account"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.WAITING
    )
    asked_on = models.DateField(_("asked on"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    # Name, profession, licence or employer, and the keeper's reason.
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("counselor")
        verbose_name_plural = _("counselors")
        ordering = ("asked_on", "id")
        indexes = (models.Index(fields=("state",), name="sharing_counselor_state"),)

    def __str__(self) -> str:
        # The desk's log keeps this after the account has gone: it must name nobody.
        return f"{self.asked_on:%Y-%m-%d}"
