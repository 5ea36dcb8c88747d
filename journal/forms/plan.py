"""The steadying plan: six parts, each in the writer's own words."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.matter import Words
from journal.domain.plan_text import PARTS, parts_of, text_of
from journal.forms.check_in import PRIVATE
from journal.forms.entry import EntryForm

BRIEF = "sheet__text sheet__text--short sheet__text--brief"
MAX_PART = 100_000  # characters

# What each part is called, and a hint. None has to be filled in.
PART_WORDS = (
    (
        _("Signs that it is building"),
        _("In body, thoughts or days. What do you notice first?"),
    ),
    (
        _("What helps me on my own"),
        _("Small things count: cold water, a song, a walk round the block."),
    ),
    (
        _("People and places"),
        _("Who can sit with me, or be called. Where I can simply be."),
    ),
    (
        _("Professionals"),
        _("A doctor, a counselor, a help line: names, numbers, hours."),
    ),
    (
        _("Making the space safer"),
        _("What to put away or hand to somebody, and where else I can go."),
    ),
    (
        _("Reasons"),
        _("What is worth getting through this hour for. Big or small."),
    ),
)
NAMES = tuple(f"part_{number}" for number in range(1, PARTS + 1))


class PlanForm(EntryForm):
    """Six fields in the place of one; each may stay empty, but not all at once."""

    is_plan = forms.CharField(required=False, initial="yes", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in zip(NAMES, PART_WORDS, strict=True):
            self.fields[name] = forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                strip=False,
                max_length=MAX_PART,
                widget=forms.Textarea(attrs={**PRIVATE, "class": BRIEF, "rows": 2}),
            )
            self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def parts(self) -> list[forms.BoundField]:
        """Return the six fields in order."""
        return [self[name] for name in NAMES]

    @property
    def words(self) -> Words:
        """Return what was typed as one text, valid or not."""
        typed = (str(field.value() or "") for field in self.parts)
        text = text_of(part.replace("\r\n", "\n") for part in typed)
        return replace(super().words, text=text, is_plan=True)


def plan_initial(words: Words) -> dict[str, Any]:
    """Return the values that the form begins with."""
    return dict(zip(NAMES, parts_of(words.text), strict=True)) | {"is_plan": "yes"}
