"""The editing desk's forms: they check, and never save by themselves."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.library.domain.content import ArticleContent, ClinicalReview
from resources.library.domain.matter import ContentError, Matter
from resources.library.domain.parts import read_claims
from resources.library.domain.refusals import (
    check_markdown,
    check_own_prompt,
    check_skip,
)
from resources.library.domain.versions import newest_version
from resources.library.models import Article, Move, Prompt, State

_LINES_OF_TEXT = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
_LISTS_OF_TEXT = ("source_paragraphs", "draws_on", "read_next")


class IndentedJSON(json.JSONEncoder):
    """JSON as a person can read and edit it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2})


_ROWS = 5  # lines that a list shows before it scrolls

# Where an article stands is moved on, and who reviewed it is noted, on its own page.
_NOT_WRITTEN = ("prompts", "state", "clinical_review")


class ArticleForm(forms.ModelForm[Article]):
    """An article as curators edit it; the same rules hold for shipped files."""

    # Names the version that was opened: what a colleague saved since is not undone.
    newest = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = (
            *("slug", "language"),
            *(
                field.name
                for field in fields(ArticleContent)
                if field.name not in _NOT_WRITTEN
            ),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["newest"] = newest_version(self.instance)
        for field in self.fields.values():
            if isinstance(field, forms.JSONField):
                field.encoder = IndentedJSON
                field.widget.attrs["rows"] = _ROWS

    def clean_body(self) -> str:
        """Refuse Markdown that an article must not hold, with a sentence each."""
        body: str = self.cleaned_data["body"]
        check_markdown(body)
        return body

    def clean(self) -> dict[str, Any]:
        """Check what hangs together, and what is kept as JSON."""
        super().clean()
        for name in (*_LISTS_OF_TEXT, "claims"):
            # An emptied field arrives as None, which the row does not take.
            self.cleaned_data[name] = self.cleaned_data.get(name) or []
        for name in _LISTS_OF_TEXT:
            self._check(name, partial(Matter.texts, key=name))
        self._check("claims", read_claims)
        self._check_skip()
        self._check_newest()
        return self.cleaned_data

    def _check_newest(self) -> None:
        """Refuse once to save over a colleague's words; the second time is meant."""
        now = self.initial.get("newest", "")
        if self.cleaned_data.get("newest", "") == now:
            return
        sent: Any = self.data  # must stay as it was sent
        sent = sent.copy()
        sent["newest"] = now
        self.data = sent
        self.add_error(
            None,
            _(
                "Somebody saved this article while you had it open. Your words are "
                "still here. Look at the history first; if you save again, yours "
                "stand in place of theirs."
            ),
        )

    def _check(self, name: str, read: Callable[[Matter], object]) -> None:
        """Read a field as the pages will read it, and put an error beside it."""
        try:
            read(Matter(_("This field"), self.cleaned_data))
        except ContentError as error:
            self.add_error(name, str(error))

    def _check_skip(self) -> None:
        if "body" not in self.cleaned_data:
            return  # The text is refused already: its headings say nothing.
        heading_id = self.cleaned_data.get("content_note_skip", "")
        try:
            check_skip(heading_id, source=self.cleaned_data["body"])
        except ValidationError as error:
            self.add_error("content_note_skip", error)


class OwnPromptForm(forms.ModelForm[Prompt]):
    """A prompt that stands by itself, as curators edit it."""

    class Meta:
        model = Prompt
        fields = ("slug", "language", "depth", "state", "text")
        widgets = {"text": _LINES_OF_TEXT}  # noqa: RUF012 -- as Django reads it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):  # fixed, once there is a row
            slug.required = True
        state = self.fields.get("state")
        if isinstance(state, forms.ChoiceField):  # publishing is a step of its own
            offered = [each for each in State if each is not State.PUBLISHED]
            state.choices = [(each.value, each.label) for each in offered]

    def clean_slug(self) -> str:
        """Refuse a slug that another prompt has; the row's rule alone would fail."""
        slug: str = self.cleaned_data["slug"]
        language = self.data.get("language", "")
        if Prompt.objects.filter(article=None, slug=slug, language=language).exists():
            raise forms.ValidationError(
                _("Another prompt has this slug."), code="taken"
            )
        return slug

    def clean(self) -> dict[str, Any]:
        """Refuse a text that is too long to stand above a page."""
        super().clean()
        check_own_prompt(self.cleaned_data.get("text", ""))
        return self.cleaned_data


class MoveForm(forms.Form):
    """One step of an article's way; the domain decides whether it may be taken."""

    # The digest of the words that this page shows.
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Kept with the article, and seen at the desk alone. It is needed to give "
            "back, to retire, to bring back, and to publish alone."
        ),
    )
    step = forms.ChoiceField(choices=Move.choices, widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    """A clinical review: who, in which profession, and when; or none."""

    who = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("As readers see it. Leave all three empty for none."),
    )
    profession = forms.CharField(
        label=gettext_lazy("Profession"), required=False, max_length=120
    )
    date = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """Take all three, or none, and no day on which nobody has read it yet."""
        super().clean()
        day = self.cleaned_data.get("date")
        # East of the server the day has come already.
        if day and day > timezone.localdate() + timedelta(days=1):
            self.add_error("date", _("This day has not come yet."))
        given = [bool(self.cleaned_data.get(name)) for name in self.fields]
        if any(given) and not all(given) and not self.errors:
            raise ValidationError(_("A review needs all three: who, what and when."))
        return self.cleaned_data

    def review(self) -> ClinicalReview | None:
        """Return the review that was typed, or None where there is none."""
        if not self.cleaned_data["who"]:
            return None
        return ClinicalReview(**self.cleaned_data)
