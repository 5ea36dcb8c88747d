"""What the writer chooses about her journal."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.domain import choices
from journal.domain.moments import zones
from journal.domain.preferences import Preferences
from journal.forms.long_list import LongList

THEME_WORDS = {
    "": _("As this device is set"),
    "light": _("Light"),
    "dark": _("Dark"),
}
# What a field shows where nothing was chosen is not the stored value.
_SHOWN = {"idle_minutes": "minutes_open", "exit_address": "way_out"}


class SettingsForm(forms.Form):
    """Every setting, beside what the page showed when it was opened.

    Only what was changed on the page is stored. So two devices that change different
    things at once both get what they wanted.
    """

    idle_minutes = forms.TypedChoiceField(
        label=_("Lock by itself after"), coerce=int, required=False, empty_value=None
    )
    exit_address = forms.ChoiceField(
        label=_("“Leave now” goes to"), required=False, widget=forms.RadioSelect
    )
    shift_leaves = forms.BooleanField(
        label=_("Leave when I press Shift three times"),
        help_text=_("On the pages of your journal."),
        required=False,
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=list(THEME_WORDS.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Where are you?"), required=False, widget=LongList
    )
    timer_minutes = forms.TypedChoiceField(
        label=_("Gentle timer"), coerce=int, required=False, empty_value=None
    )
    spell_check = forms.BooleanField(
        label=_("Let the browser check my spelling"), required=False
    )
    plain_text = forms.BooleanField(
        label=_("Show my entries just as I typed them"), required=False
    )
    list_words = forms.BooleanField(label=_("The first words"), required=False)
    list_moods = forms.BooleanField(label=_("Moods"), required=False)

    def __init__(self, data: Any = None, *, preferences: Preferences) -> None:
        shown = {
            name: getattr(preferences, _SHOWN.get(name, name))
            for name in self.base_fields
        }
        super().__init__(data, initial=shown)
        self._offer("idle_minutes", [(n, _minutes(n)) for n in choices.idle_choices()])
        self._offer("exit_address", [(a, _host(a)) for a in choices.exit_addresses()])
        self._offer("timer_minutes", [(n, _timer(n)) for n in choices.TIMERS])
        # Empty until a clock was chosen; then there is always one.
        blank = [] if preferences.time_zone else [("", _("Rather not say"))]
        self._offer("time_zone", blank + [(name, name) for name in zones()])
        self._offer("language", [("", _("As before")), *choices.languages().items()])
        if len(choices.languages()) == 1:
            del self.fields["language"]
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def shown_before(self) -> SafeString:
        """What the page shows as it is opened, in hidden fields."""
        hidden = ((field.as_hidden(only_initial=True),) for field in self)
        return format_html_join("", "{}", hidden)

    @property
    def changes(self) -> dict[str, Any]:
        """What was changed on the page, checked."""
        values = {name: self.cleaned_data[name] for name in self.changed_data}
        return {name: value for name, value in values.items() if value is not None}

    def _offer(self, name: str, offered: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the types
        field.choices = offered


def _minutes(number: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {
        "number": number
    }


def _timer(number: int) -> Any:
    return _minutes(number) if number else _("Off")


def _host(address: str) -> str:
    """Return what a person knows an address by."""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
