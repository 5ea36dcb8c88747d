"""The sharing app's place in the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    """Reading lists will live here; the app has no models yet."""

    name = "resources.sharing"
    label = "sharing"
    verbose_name = _("Reading lists")
    default_auto_field = "django.db.models.BigAutoField"
