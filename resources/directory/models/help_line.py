"""Help lines: who answers, when, for whom, and how sure each field is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.directory.countries import country_choices
from resources.directory.models.fields import WebAddressField
from resources.directory.models.shipped import Grade, Shipped


class HelpLine(Shipped):
    """A line that people call, text or write to; its contacts are rows of their own."""

    class Category(models.TextChoices):
        """What a line is there for."""

        SEXUAL_VIOLENCE = "sexual_violence", _("sexual violence")
        DOMESTIC_VIOLENCE = "domestic_violence", _("violence at home")
        CRISIS = "crisis", _("crisis and suicide")
        YOUNG = "young", _("young people")

    class Status(models.TextChoices):
        """Whether a page of the operator was seen."""

        CONFIRMED = "confirmed", _("confirmed")
        UNCONFIRMED = "unconfirmed", _("unconfirmed")

    name = models.CharField(_("name"), max_length=120)
    operator = models.CharField(_("operator"), max_length=120, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    covers = models.CharField(_("covers, if not all"), max_length=120, blank=True)
    for_young = models.BooleanField(_("for people under 18"), default=False)
    serves = models.CharField(_("whom it serves"), max_length=300)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    hours_grade = models.CharField(max_length=1, choices=Grade, default=Grade.LOW)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    languages_grade = models.CharField(max_length=1, choices=Grade, default=Grade.LOW)
    cost = models.CharField(_("cost"), max_length=120, blank=True)
    cost_grade = models.CharField(max_length=1, choices=Grade, default=Grade.LOW)
    source_url = WebAddressField(
        _("a page of the operator itself"), max_length=300, blank=True
    )
    compared_with = models.PositiveSmallIntegerField(
        _("public lists compared"), default=0
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.UNCONFIRMED
    )

    class Meta:
        """Lines stand in the keeper's order inside a country."""

        verbose_name = _("help line")
        verbose_name_plural = _("help lines")
        ordering = ("country", "position", "key")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status="unconfirmed") | ~models.Q(source_url=""),
                name="directory_confirmed_line_has_a_source",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"

    def clean(self) -> None:
        """Refuse a confirmed line that names no page of its operator."""
        super().clean()
        if self.status == self.Status.CONFIRMED and not self.source_url:
            raise ValidationError(
                {
                    "source_url": _(
                        "A confirmed line needs a page of the operator itself."
                    )
                }
            )
