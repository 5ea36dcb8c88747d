"""The form that asks what to look for; its words go into a sealed address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 200  # characters


class _OneLine(forms.CharField):
    """A line of text; what no keyboard types, such as NUL, counts as a space."""

    def to_python(self, value: Any) -> str:
        """Return the line without signs that cannot be seen."""
        seen = (each if each.isprintable() else " " for each in str(value or ""))
        return str(super().to_python("".join(seen)))


class SearchForm(forms.Form):
    """Words to look for among the articles."""

    words = _OneLine(
        label=_("Look for a word"),
        help_text=_("What you type is not stored, and no address shows it."),
        max_length=MAX_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "class": "input input--wide",
                "inputmode": "search",
                "maxlength": False,  # a browser would cut what is pasted in silence
            }
        ),
        error_messages={
            "required": _("Type a word, or the beginning of one."),
            "max_length": _("This is too long. Please look for fewer words."),
        },
    )
