"""The note beside a thing that is kept."""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.matter import Words
from journal.domain.things import Thing, thing_from
from journal.forms.entry import EntryForm


class NoteForm(EntryForm):
    """A note, which may be empty; the thing goes along, so that no lock parts them."""

    keep = forms.CharField(required=False)  # the button that a person pressed
    thing_kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("A note of your own, if you like")
        text.help_text = _("Sealed like your entries.")
        text.widget.attrs |= {"class": "sheet__text sheet__text--short", "rows": 4}

    @property
    def may_be_empty(self) -> bool:  # type: ignore[override]  # -- reads what was sent
        """Tell whether there is something to keep without a note."""
        return self.thing is not None

    @property
    def words(self) -> Words:
        """Return the note. It names the thing only where there is something to keep.

        A page that locks by itself, with nothing typed, must not keep what nobody
        pressed the button for.
        """
        words = super().words
        is_meant = words.text.strip() or self["keep"].value()
        return replace(words, thing=self.thing) if is_meant else words

    @property
    def thing(self) -> Thing | None:
        """Return the thing that the form carries, if it is one."""
        try:
            return thing_from(*json.loads(str(self["thing_kept"].value() or "")))
        except (TypeError, ValueError):
            return None


def note_initial(words: Words) -> dict[str, Any]:
    """Return the values that the form begins with."""
    thing = words.thing
    stored = [int(thing.kind), thing.values] if thing else []
    kept = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    return {"text": words.text, "thing_kept": kept}
