"""Listings: therapists and practices that a keeper has entered."""

import uuid
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resources.directory import numbers
from resources.directory.countries import country_choices
from resources.directory.models.fields import WebAddressField


class Listing(models.Model):
    """One therapist or practice; people reach them directly, nothing is kept here."""

    class Modality(models.TextChoices):
        """Where sessions happen."""

        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        BOTH = "both", _("in person and online")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    credentials = models.CharField(_("profession"), max_length=120, blank=True)
    statement = models.TextField(_("their own words"), max_length=1000, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(_("state or region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    modality = models.CharField(_("how"), max_length=9, choices=Modality)
    # " en es ": spaces on both sides, so that one condition finds a code on every
    # database, and "en" never finds "ben".
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    licence_number = models.CharField(_("licence number"), max_length=60, blank=True)
    licence_issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    licence_confirmed_on = models.DateField(_("confirmed on"), blank=True, null=True)
    licence_confirmed_by = models.CharField(
        _("confirmed by"), max_length=80, blank=True
    )
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    site = WebAddressField(_("web site"), max_length=300, blank=True)
    fees = models.CharField(_("fees"), max_length=200, blank=True)
    sliding_scale = models.BooleanField(_("lower fees by income"), default=False)
    specialties = models.CharField(
        _("approaches and subjects"), max_length=200, blank=True
    )
    accepting = models.BooleanField(_("takes new clients"), blank=True, null=True)
    last_confirmed = models.DateField(
        _("last confirmed with them"), blank=True, null=True
    )
    is_published = models.BooleanField(_("shown on the site"), default=False)
    is_sample = models.BooleanField(_("invented, for the demo"), default=False)

    class Meta:
        """Listings have no rank of their own: nobody pays to stand higher."""

        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ("country", "region", "city", "name")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(licence_confirmed_on=None)
                | (~models.Q(licence_number="") & ~models.Q(licence_confirmed_by="")),
                name="directory_confirmed_licence_is_complete",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse samples in a real directory, half confirmations, and dead ends."""
        super().clean()
        errors = dict(self._faults())
        if errors:
            raise ValidationError(errors)

    def _faults(self) -> Iterator[tuple[str, Promise | str | ValidationError]]:
        if self.is_sample and not settings.DEMO:
            yield "is_sample", _("Samples live only in the demo.")
        if self.licence_confirmed_on and not (
            self.licence_number and self.licence_confirmed_by
        ):
            yield (
                "licence_confirmed_on",
                _("A confirmation needs the licence number and who confirmed it."),
            )
        if not (self.phone or self.email or self.site):
            yield "phone", _("Give at least one way to reach them.")
        if self.phone:
            try:
                numbers.check_full(self.phone, country=self.country)
            except ValidationError as error:
                yield "phone", error
