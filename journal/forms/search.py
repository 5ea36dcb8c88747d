"""The form that asks what to look for; its words go into a sealed address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.query import Query
from journal.domain.searching import is_too_long
from journal.forms.check_in import PRIVATE


class SearchForm(forms.Form):
    """Words, and "exact phrases"."""

    words = forms.CharField(
        label=_("Words to look for"),
        help_text=_(
            "All of them must be there. Put quotes around words that stand together."
        ),
        widget=forms.TextInput(
            attrs={**PRIVATE, "class": "input input--wide", "inputmode": "search"}
        ),
        error_messages={"required": _("Type a word, or part of one.")},
    )

    def clean_words(self) -> str:
        """Refuse what no address can carry, and what says nothing.

        Raises:
            ValidationError: More than 1,024 bytes, or no letter or sign in it.
        """
        words = str(self.cleaned_data["words"])
        if is_too_long(words):
            raise forms.ValidationError(
                _("This is too long. Please look for fewer words."), code="too_long"
            )
        if Query.of(words).is_empty:
            raise forms.ValidationError(
                _("Type a word, or part of one."), code="nothing"
            )
        return words
