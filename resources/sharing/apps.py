"""The sharing app's place in the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    """Reading lists that a counselor hands over; it knows nothing of any journal."""

    name = "resources.sharing"
    label = "sharing"
    verbose_name = _("Reading lists")
    default_auto_field = "django.db.models.BigAutoField"
