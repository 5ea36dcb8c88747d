"""Words that come late: a form that was rendered, and what it sends."""

import uuid
from dataclasses import dataclass
from uuid import UUID

from journal.domain import inbox, timeline
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal

LATE = Words("Late", "Typed while it locked. \u0633\u0644\u0627\u0645 \U0001f33f")


@dataclass(frozen=True)
class Form:
    """One rendering of the page that one writes on."""

    id: UUID
    record: UUID
    ticket: str
    origin: str


def form_for(
    journal: OpenJournal, *, record: UUID | None = None, revision: int = 0
) -> Form:
    """Render a form, by default an empty page."""
    place = inbox.new_place(record=record or uuid.uuid4(), revision=revision)
    seal = inbox.seal_for_form(journal, place)
    return Form(place.form, place.record, seal.ticket, seal.origin)


def keep(form: Form, words: Words = LATE, *, sequence: int = 0) -> None:
    """Send a form to where the journal is not open."""
    inbox.keep(ticket=form.ticket, token=form.origin, words=words, sequence=sequence)


def shown(journal: OpenJournal) -> list[tuple[str, bool]]:
    """Return title and trust of each entry on the timeline's first page, in order."""
    headers = [leaf.header for leaf in timeline.page(journal).leaves]
    return sorted((each.title, each.trusted) for each in headers if each)
