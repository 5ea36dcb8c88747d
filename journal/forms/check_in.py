"""How the day was, tags, and when: the part of a page that is folded away."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.domain.check_in import (
    BODY,
    FEELINGS,
    MAX_OWN_FEELINGS,
    MAX_TAGS,
    OFFERED,
    SLEEP,
    CheckIn,
    Mood,
    names_in,
    split_fitting,
)
from journal.domain.moments import When

PRIVATE = {"autocomplete": "off", "spellcheck": "false", "writingsuggestions": "false"}

MOOD_WORDS = {
    Mood.VERY_HARD: _("very hard"),
    Mood.HARD: _("hard"),
    Mood.IN_BETWEEN: _("in between"),
    Mood.LIGHTER: _("lighter"),
    Mood.LIGHT: _("light"),
    Mood.UNKNOWN: _("don’t know"),
}
SLEEP_WORDS = dict(
    zip(SLEEP, (_("hardly"), _("some"), _("well"), _("don’t know")), strict=True)
)
BODY_WORDS = dict(
    zip(
        BODY,
        (
            _("at ease"),
            _("tired"),
            _("tense"),
            _("hurting"),
            _("numb"),
            _("don’t know"),
        ),
        strict=True,
    )
)
FAMILY_WORDS = {
    "quiet": _("Quiet"),
    "warm": _("Warm"),
    "sad": pgettext_lazy("a family of feelings", "Sad"),
    "afraid": pgettext_lazy("a family of feelings", "Afraid"),
    "angry": pgettext_lazy("a family of feelings", "Angry"),
    "tangled": _("Tangled"),
}
FEELING_WORDS = {
    "calm": _("calm"),
    "rested": _("rested"),
    "safe": _("safe"),
    "content": _("content"),
    "hopeful": _("hopeful"),
    "thankful": _("thankful"),
    "proud": _("proud"),
    "close to someone": _("close to someone"),
    "sad": _("sad"),
    "lonely": _("lonely"),
    "grieving": _("grieving"),
    "empty": _("empty"),
    "afraid": _("afraid"),
    "worried": _("worried"),
    "on edge": _("on edge"),
    "unsafe": _("unsafe"),
    "angry": _("angry"),
    "irritated": _("irritated"),
    "let down": _("let down"),
    "bitter": _("bitter"),
    "ashamed": _("ashamed"),
    "guilty": _("guilty"),
    "confused": _("confused"),
    "far away": _("far away"),
}


class CheckInFields(forms.Form):
    """Everything may stay as it is: nothing here is ever asked for."""

    mood = forms.ChoiceField(
        label=_("How is it?"),
        required=False,
        choices=[*MOOD_WORDS.items(), (Mood.NOT_SAID, _("not saying"))],
        widget=forms.RadioSelect(attrs={"class": "scale__input"}),
        initial=Mood.NOT_SAID,
    )
    feelings = forms.MultipleChoiceField(
        label=_("Feelings"),
        required=False,
        choices=[(word, FEELING_WORDS[word]) for word in OFFERED],
        widget=forms.CheckboxSelectMultiple,
    )
    own_feelings = forms.CharField(
        label=_("Other words for it"),
        help_text=_("With commas between them."),
        required=False,
        widget=forms.TextInput(attrs=PRIVATE),
    )
    sleep = forms.ChoiceField(
        label=_("Sleep"),
        required=False,
        choices=[("", _("Not saying")), *SLEEP_WORDS.items()],
    )
    body = forms.ChoiceField(
        label=_("Body"),
        required=False,
        choices=[("", _("Not saying")), *BODY_WORDS.items()],
    )
    tags = forms.CharField(
        label=_("Tags"),
        help_text=_("Words to find it by, with commas between them. Up to 16."),
        required=False,
        widget=forms.TextInput(attrs=PRIVATE),
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", **PRIVATE}),
    )
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time", **PRIVATE}),
    )

    def clean_tags(self) -> str:
        """Refuse tags that are too many or too long."""
        typed = str(self.cleaned_data["tags"])
        self._refuse_odd(names_in(typed), MAX_TAGS, _(
            "An entry has up to 16 tags, each up to 40 characters. Please shorten "
            "the list."
        ))  # fmt: skip
        return typed

    def clean_own_feelings(self) -> str:
        """Refuse own words that are too many or too long."""
        typed = str(self.cleaned_data["own_feelings"])
        self._refuse_odd(names_in(typed), MAX_OWN_FEELINGS, _(
            "There is room for 16 words of your own, each up to 40 characters. The "
            "page has room for more."
        ))  # fmt: skip
        return typed

    @property
    def check_in(self) -> CheckIn:
        """Return what was noted, valid or not; what is no choice is left out."""
        mood, sleep, body = (self._typed(name) for name in ("mood", "sleep", "body"))
        typed = (*(self["feelings"].value() or []), *self._names("own_feelings"))
        own = (word for word in self._names("own_feelings") if word not in OFFERED)
        return CheckIn(
            int(mood) if mood in {str(int(each)) for each in Mood} else 0,
            (*(word for word in OFFERED if word in typed), *own),
            sleep if sleep in SLEEP else "",
            body if body in BODY else "",
        )

    @property
    def tag_names(self) -> tuple[str, ...]:
        """Return the tags, valid or not."""
        return self._names("tags")

    @property
    def when(self) -> When | None:
        """Return the day and the time that were typed, where they are such."""
        day, clock = self._moment_part("day"), self._moment_part("time")
        return When(day, clock) if day or clock else None

    @property
    def families(self) -> Iterator[tuple[Any, list[BoundWidget]]]:
        """Yield the words for feelings by family, each with its box."""
        boxes = list(self["feelings"])
        for number, family in enumerate(FEELINGS):
            yield FAMILY_WORDS[family], boxes[4 * number : 4 * number + 4]

    @property
    def is_folded(self) -> bool:
        """Tell whether nothing is in the folded part that must be seen."""
        hidden = ("feelings", "own_feelings", "sleep", "body", "tags", "day", "time")
        return not any(self.errors.get(name) for name in hidden)

    def _typed(self, name: str) -> str:
        value = self[name].value()
        return str(int(value)) if isinstance(value, int) else str(value or "")

    def _names(self, name: str) -> tuple[str, ...]:
        return names_in(self._typed(name))

    def _moment_part(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None

    def _refuse_odd(self, names: tuple[str, ...], most: int, told: Any) -> None:
        _fit, odd = split_fitting(names, most)
        if odd:
            raise forms.ValidationError(told, code="too_many")


def check_in_initial(
    check_in: CheckIn, tags: tuple[str, ...], when: When | None
) -> dict[str, Any]:
    """Return the values that the fields begin with."""
    day, clock = (when.day, when.clock) if when else (None, None)
    return {
        "mood": int(check_in.mood),
        "feelings": [word for word in check_in.feelings if word in OFFERED],
        "own_feelings": ", ".join(check_in.own_feelings),
        "sleep": check_in.sleep,
        "body": check_in.body,
        "tags": ", ".join(tags),
        # As text: the fields' own way of writing dates drops zeros before the year.
        "day": day.isoformat() if day else "",
        "time": clock.isoformat("minutes") if clock else "",
    }
