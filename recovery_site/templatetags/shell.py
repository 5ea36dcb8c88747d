"""What base.html needs to know before it draws the frame."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from journal.domain.choices import THEMES
from recovery_site.context import Site, current_site
from recovery_site.middleware import PRIVATE_PATHS

register = template.Library()


@register.simple_tag
def this_site() -> Site:
    """Return the site's name and operator.

    The context processor says the same, but allauth's pages bring a ``site`` of their
    own, with the host for a name, and an error page may have no processors at all.
    """
    return current_site()


@register.simple_tag(takes_context=True)
def public_address(context: Context) -> str:
    """Return the page's one address for search engines; none for a private page."""
    request = context.get("request")
    if request is None or request.path_info.startswith(PRIVATE_PATHS):
        return ""
    return str(request.build_absolute_uri(request.path))


@register.simple_tag(takes_context=True)
def theme_of(context: Context) -> str:
    """Return ``light`` or ``dark`` where a writer has chosen; else empty.

    Only beside a session: what is shown to everybody else is the same for all, so that
    it can be kept ready.
    """
    cookies = getattr(context.get("request"), "COOKIES", {})
    wanted = cookies.get(settings.THEME_COOKIE_NAME, "")
    is_known = settings.SESSION_COOKIE_NAME in cookies and wanted in THEMES
    return str(wanted) if is_known else ""


@register.simple_block_tag
def captured(content: str) -> SafeString:
    """Keep a rendered block in a variable, so that the frame can depend on it."""
    return mark_safe(content.strip())  # nosec B308 # noqa: S308 -- already rendered and escaped
