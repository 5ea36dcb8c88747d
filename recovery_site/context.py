"""What every template knows: the site's neutral name and who runs it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Site:
    """The site as its pages name it; an operator changes it in the settings."""

    name: str
    operator_name: str
    operator_contact: str
    operator_country: str
    backup_days: int
    demo: bool


def current_site() -> Site:
    """Return the site, from settings alone: public pages must touch no session."""
    return Site(
        name=settings.SITE_NAME,
        operator_name=settings.OPERATOR_NAME,
        operator_contact=settings.OPERATOR_CONTACT,
        operator_country=settings.OPERATOR_COUNTRY,
        backup_days=settings.BACKUP_DAYS,
        demo=settings.DEMO,
    )


def site(_request: HttpRequest) -> dict[str, Site]:
    """Name the site in every template, as ``site``."""
    return {"site": current_site()}
