"""Forms of lists, links and the role: they check, and never save."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from resources.sharing.domain.items import Offer, Pairs
from resources.sharing.domain.links import CHOICES, DAYS
from resources.sharing.domain.matter import NAME_LENGTH, NOTE_LENGTH, Item, Kind, Matter
from resources.sharing.domain.roles import DECISIONS, REFUSALS, Credentials
from resources.sharing.models import Counselor, State

NOBODY = _("Do not write anything about the person.")
FIELDS = {
    Kind.ARTICLE: "articles",
    Kind.EXERCISE: "exercises",
    Kind.LINES: "lines",
    Kind.PLACES: "places",
}


class ListForm(forms.Form):
    """What is on a list, and the words that go with it."""

    name = forms.CharField(
        label=_("A name for the list"),
        max_length=NAME_LENGTH,
        help_text=_("Only you see it. Do not use the name of a person."),
    )
    articles = forms.MultipleChoiceField(
        label=_("Articles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    exercises = forms.MultipleChoiceField(
        label=_("Exercises"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lines = forms.ChoiceField(label=_("Help lines of a country"), required=False)
    places = forms.ChoiceField(label=_("Places to look, in a country"), required=False)
    note = forms.CharField(
        label=_("A word with it, if you like"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOBODY,
    )
    shows_name = forms.BooleanField(
        label=_("Show my name as it was confirmed"),
        required=False,
        help_text=_("Without it, the page does not say from whom it comes."),
    )
    language = forms.ChoiceField(label=_("Language of the page"), required=False)

    def __init__(
        self, *args: Any, offer: Offer, before: Matter | None = None, **kwargs: Any
    ) -> None:
        self._before = before or Matter(name="", language=settings.LANGUAGE_CODE)
        super().__init__(*args, **{"initial": _initial(self._before), **kwargs})
        self._offer("articles", offer.articles)
        self._offer("exercises", offer.exercises)
        self._offer("lines", [("", gettext("None")), *offer.lines])
        self._offer("places", [("", gettext("None")), *offer.places])
        self._offer(
            "language", [(code, str(name)) for code, name in settings.LANGUAGES]
        )
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]

    def matter(self) -> Matter:
        """Return the list as it was sent. What was on it before keeps its order."""
        sent = self.cleaned_data
        chosen = [Item(kind, key) for kind in Kind for key in self._keys(kind)]
        kept = [item for item in self._before.items if item in chosen]
        matter = Matter(
            name=sent["name"],
            note=sent["note"],
            shows_name=sent["shows_name"],
            language=sent.get("language") or self._before.language,
        )
        return matter.with_items([*kept, *chosen])

    def _keys(self, kind: Kind) -> list[str]:
        sent = self.cleaned_data[FIELDS[kind]]
        keys = sent if isinstance(sent, list) else [sent]
        return [key for key in keys if key]

    def _offer(self, name: str, pairs: Pairs) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = pairs


class WhichForm(forms.Form):
    """On which of one's lists something goes; none of them is a new one."""

    to = forms.ChoiceField(
        label=_("Which list?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, lists: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [*lists, ("", _("A new list"))]
        field.initial = lists[0][0] if lists else ""


class DaysForm(forms.Form):
    """For how long a link opens."""

    days = forms.TypedChoiceField(label=_("It opens for"), coerce=int, initial=DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
            for days in CHOICES
        ]


class RoleForm(forms.Form):
    """What somebody who asks for the role says of themself."""

    name = forms.CharField(
        label=_("Your name, as readers may see it"),
        max_length=120,
        help_text=_("You choose for each list whether it is shown."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    profession = forms.CharField(label=_("Your profession"), max_length=120)
    proof = forms.CharField(
        label=_("A licence with its number, or where you work"),
        max_length=300,
        help_text=_("So that the keeper of this site can look it up."),
    )

    def credentials(self) -> Credentials:
        """Return what was said."""
        return Credentials(**self.cleaned_data)


class DecisionForm(forms.ModelForm[Counselor]):
    """A keeper's decision at the desk; a refusal needs a reason."""

    decision = forms.ChoiceField(label=_("Decision"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it. A refusal needs one."),
    )

    class Meta:
        model = Counselor
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        allowed = DECISIONS.get(self.instance.state, ())
        field.choices = [
            ("", _("None yet")),
            *((one.value, one.label) for one in allowed),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a refusal that gives no reason."""
        cleaned = super().clean() or {}
        refuses = cleaned.get("decision") in {State(one).value for one in REFUSALS}
        if refuses and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why; the person reads it."))
        return cleaned


def _initial(matter: Matter) -> dict[str, Any]:
    keys = {kind: [i.key for i in matter.items if i.kind == kind] for kind in Kind}
    return {
        "name": matter.name,
        "note": matter.note,
        "shows_name": matter.shows_name,
        "language": matter.language,
        "articles": keys[Kind.ARTICLE],
        "exercises": keys[Kind.EXERCISE],
        "lines": next(iter(keys[Kind.LINES]), ""),
        "places": next(iter(keys[Kind.PLACES]), ""),
    }
