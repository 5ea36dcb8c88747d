"""The page one writes on."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from journal.domain.matter import Prompt, Words
from journal.domain.moments import zones
from journal.forms.check_in import PRIVATE, CheckInFields, check_in_initial
from journal.forms.long_list import LongList
from journal.forms.numbers import whole_number

MAX_TITLE = 500  # characters
MAX_TEXT = 2_000_000  # characters


class EntryForm(CheckInFields):
    """Title, words and how it was; each may be empty, but not all at once."""

    may_be_empty = False

    title = forms.CharField(
        label=_("Title, if you like"),
        required=False,
        max_length=MAX_TITLE,
        widget=forms.TextInput(
            attrs={
                **PRIVATE,
                "class": "sheet__title",
                "placeholder": _("Title, if you like"),
                "maxlength": None,
            }
        ),
    )
    text = forms.CharField(
        label=_("Your words"),
        required=False,
        strip=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(
            attrs={**PRIVATE, "class": "sheet__text", "rows": 14, "maxlength": None}
        ),
    )
    time_zone = forms.ChoiceField(
        label=_("Where are you?"),
        help_text=_("So that dates are right. Sealed like your words. Asked once."),
        required=False,
        widget=LongList,
    )
    prompt_text = forms.CharField(
        required=False, max_length=2_000, widget=forms.HiddenInput
    )
    prompt_source = forms.CharField(
        required=False, max_length=500, widget=forms.HiddenInput
    )
    prompt_depth = forms.CharField(
        required=False, max_length=20, widget=forms.HiddenInput
    )
    sequence = forms.IntegerField(
        required=False, min_value=0, widget=forms.HiddenInput, initial=0
    )
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)
    origin = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask_zone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page that says "too long" must not cut the words while they are pasted.
        for name in ("title", "text"):
            self.fields[name].widget.attrs.pop("maxlength", None)
        if ask_zone:
            zone = self.fields["time_zone"]
            assert isinstance(zone, forms.ChoiceField)  # noqa: S101 -- for the types
            zone.choices = [("", _("Rather not say")), *((z, z) for z in zones())]
        else:
            del self.fields["time_zone"]

    def allow_spelling(self) -> None:
        """Let the browser check spelling where the writer has chosen it."""
        for field in self.fields.values():
            if field.widget.attrs.get("spellcheck") == "false":
                field.widget.attrs["spellcheck"] = "true"

    def clean(self) -> dict[str, Any]:
        """Refuse an empty page.

        Raises:
            ValidationError: There is neither a word nor a mark.
        """
        cleaned = super().clean() or {}
        if not (self.may_be_empty or self.errors) and self.words.is_empty:
            raise forms.ValidationError(
                _("There is nothing on the page yet."), code="empty"
            )
        return cleaned

    @property
    def came_empty(self) -> bool:
        """Whether it was refused for having no word: none can then be kept either."""
        return self.has_error(NON_FIELD_ERRORS, code="empty")

    @property
    def words(self) -> Words:
        """Return what was typed, with one kind of line ending, valid or not.

        Rescuing words must not depend on rules: a title that is too long to be saved is
        still what somebody wrote.
        """
        title, text = (str(self[name].value() or "") for name in ("title", "text"))
        return Words(
            title.strip(),
            text.replace("\r\n", "\n"),
            self.prompt,
            self.check_in,
            self.tag_names,
            self.when,
        )

    @property
    def sequence_number(self) -> int:
        """Return how often this rendering was sent before; 0 without scripts."""
        return whole_number(str(self["sequence"].value() or ""))

    @property
    def prompt(self) -> Prompt | None:
        """Return the prompt that the page carries, if it has one."""
        names = ("prompt_text", "prompt_source", "prompt_depth")
        text, source, depth = (str(self[name].value() or "") for name in names)
        return Prompt(text, source, depth) if text else None

    def again(self, prompt: Prompt | None) -> "EntryForm":
        """Return the same page with this prompt: unjudged, each field as it was typed.

        It counts as a later state of the page, with and without scripts.
        """
        typed = {name: self[name].data for name in self.fields}
        initial = {name: data for name, data in typed.items() if data is not None}
        initial |= _prompt_initial(prompt) | {"sequence": self.sequence_number + 1}
        return type(self)(initial=initial, ask_zone="time_zone" in self.fields)


class CheckInForm(EntryForm):
    """The same, with how it was first and little room for words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("A few words, if you like")
        text.widget.attrs |= {"class": "sheet__text sheet__text--short", "rows": 4}


def initial_for(words: Words) -> dict[str, Any]:
    """Return the values that a form begins with."""
    return {
        "title": words.title,
        "text": words.text,
        **_prompt_initial(words.prompt),
        **check_in_initial(words.check_in, words.tags, words.when),
    }


def _prompt_initial(prompt: Prompt | None) -> dict[str, str]:
    text, source, depth = (
        (prompt.text, prompt.source, prompt.depth) if prompt else ("", "", "")
    )
    return {"prompt_text": text, "prompt_source": source, "prompt_depth": depth}
