"""Places to look: registers and finders, never a person."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.directory.countries import NAMES
from resources.directory.models.fields import WebAddressField
from resources.directory.models.shipped import Shipped


def validate_countries(value: object) -> None:
    """Refuse anything but a list of known country codes.

    Raises:
        ValidationError: Not a list, empty, or an unknown code.
    """
    if not isinstance(value, list) or not value or set(value) - set(NAMES):
        raise ValidationError(_('Write codes such as ["US", "CA"].'))


class Place(Shipped):
    """A place to look, with five facts: what, cost, blind spots, payer, countries."""

    name = models.CharField(_("name"), max_length=120)
    url = WebAddressField(_("address"), max_length=300)
    countries = models.JSONField(
        _("countries"), default=list, validators=(validate_countries,)
    )
    what = models.CharField(_("what it is"), max_length=400)
    cost = models.CharField(_("what it costs"), max_length=200)
    not_checked = models.CharField(_("what it does not check"), max_length=200)
    paid_by = models.CharField(_("who pays for it"), max_length=200)
    note = models.TextField(_("privacy of online services"), blank=True)
    note_source = WebAddressField(_("source of that"), max_length=300, blank=True)

    class Meta:
        """Places stand in the keeper's order."""

        verbose_name = _("place to look")
        verbose_name_plural = _("places to look")
        ordering = ("position", "key")

    def __str__(self) -> str:
        return self.name
