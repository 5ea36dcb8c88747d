"""What to look back at: by how it was, by tag, by period."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.check_in import Mood
from journal.domain.filtering import Filter
from journal.forms.check_in import MOOD_WORDS, PRIVATE


class FilterForm(forms.Form):
    """Each field leaves out what does not fit; none of them needs to be filled."""

    mood = forms.ChoiceField(
        label=_("How it was"),
        required=False,
        choices=[("", _("Any")), *MOOD_WORDS.items()],
    )
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    first = forms.DateField(
        label=_("From"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", **PRIVATE}),
    )
    last = forms.DateField(
        label=_("To"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", **PRIVATE}),
    )

    def __init__(self, *args: Any, tags: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tag = self.fields["tag"]
        assert isinstance(tag, forms.ChoiceField)  # noqa: S101 -- for the types
        tag.choices = [("", _("Any")), *((name, name) for name in tags)]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one."))
        return cleaned

    @property
    def wanted(self) -> Filter:
        """Return what was chosen on a valid form."""
        values = self.cleaned_data
        return Filter(
            Mood(int(values["mood"] or 0)),
            values["tag"],
            values["first"] or date.min,
            values["last"] or date.max,
        )


def initial_of(wanted: Filter) -> dict[str, str]:
    """Return the values that the form begins with."""
    return {
        "mood": str(int(wanted.mood)) if wanted.mood else "",
        "tag": wanted.tag,
        "first": wanted.first.isoformat() if wanted.has_first else "",
        "last": wanted.last.isoformat() if wanted.has_last else "",
    }
