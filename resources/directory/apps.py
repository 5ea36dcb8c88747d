"""The directory app's place in the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Public and secret-free: who can be called, and where to look for help."""

    name = "resources.directory"
    label = "directory"
    verbose_name = _("Find help")
    default_auto_field = "django.db.models.BigAutoField"
