"""The site's own Django app, which carries its commands and template tags."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site itself; it is the only place that knows every app."""

    name = "recovery_site"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register the start-up checks and fill what the apps declare they need."""
        from recovery_site import field_words  # noqa: PLC0415 -- after the app registry

        # First: what follows imports forms, which keep the words they were made with.
        field_words.say_it_gently()
        from recovery_site import (  # noqa: F401, PLC0415 -- after the app registry
            checks,
            wiring,
        )
