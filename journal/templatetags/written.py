"""The words of an entry on a page, in the export and on paper: the same everywhere."""

from django import template
from django.utils.safestring import SafeString

from journal.domain.preferences import Preferences
from journal.domain.rendering import render_text

register = template.Library()


@register.filter
def written(text: str, preferences: Preferences | None) -> SafeString:
    """Return the words as their writer wants to read them."""
    return render_text(text, is_plain=bool(preferences and preferences.plain_text))
