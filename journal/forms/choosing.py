"""Which form it is that words stand on: an entry's, a note's, or the plan's."""

from collections.abc import Mapping
from typing import Any

from journal.domain.matter import Words
from journal.forms.entry import EntryForm, initial_for
from journal.forms.kept import NoteForm, note_initial
from journal.forms.plan import PlanForm, plan_initial


def form_of(data: Mapping[str, Any]) -> EntryForm:
    """Return the form that sent this."""
    if "is_plan" in data:
        return PlanForm(data)
    return NoteForm(data) if "thing_kept" in data else EntryForm(data)


def form_for(words: Words) -> EntryForm:
    """Return the form to change these words on."""
    if words.is_plan:
        return PlanForm(initial=plan_initial(words))
    if words.thing:
        return NoteForm(initial=note_initial(words))
    return EntryForm(initial=initial_for(words))
