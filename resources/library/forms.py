"""The editing desk's forms: they check, and never save by themselves."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from resources.library.domain.content import ArticleContent
from resources.library.domain.matter import ContentError, Matter
from resources.library.domain.parts import read_claims, read_review
from resources.library.domain.refusals import (
    check_markdown,
    check_own_prompt,
    check_skip,
)
from resources.library.models import Article, Prompt

_WIDE = {"class": "vLargeTextField"}  # the admin's own class for a full line
_LINES = ("title", "description", "content_note", "conflict_of_interest")
_LISTS_OF_TEXT = ("source_paragraphs", "draws_on", "read_next")


class IndentedJSON(json.JSONEncoder):
    """JSON as a person can read and edit it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2})


class ArticleForm(forms.ModelForm[Article]):
    """An article as curators edit it; the same rules hold for shipped files."""

    class Meta:
        model = Article
        fields = (
            *("slug", "language"),
            *(
                field.name
                for field in fields(ArticleContent)
                if field.name != "prompts"
            ),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.JSONField):
                field.encoder = IndentedJSON

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
        self._check("clinical_review", read_review)
        self._check_skip()
        return self.cleaned_data

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
        widgets = {"text": forms.Textarea(attrs={"rows": 3, **_WIDE})}  # noqa: RUF012 -- as Django reads it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):  # fixed, once there is a row
            slug.required = True

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
