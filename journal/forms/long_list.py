"""A list of hundreds of choices, as of time zones, drawn at once."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_SELECTED = SafeString(" selected")


class LongList(forms.Select):
    """A select without groups, for more options than templates draw in good time.

    Django draws each option by two templates: with six hundred zones in it, the page
    one writes on took most of its time for a list that few people open.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 -- no template is asked
    ) -> SafeString:
        """Return the control, with the stored or typed choice marked."""
        chosen = set(self.format_value(value))
        rows = (
            (key, _SELECTED if str(key) in chosen else "", label)
            for key, label in self.choices
        )
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', rows)
        own = self.build_attrs({**self.attrs, "name": name}, attrs)
        return format_html("<select{}>\n{}\n</select>", flatatt(own), options)
