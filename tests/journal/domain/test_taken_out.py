"""A page from which most was taken out before it was left: the fuller state stays.

What happens to a page that is wholly empty is in ``test_inbox.py``.
"""

from dataclasses import replace

import pytest

from journal.domain import entries, examining, history, intake
from journal.domain.matter import Words
from journal.models import Note
from tests.journal.domain.late import form_for, keep, shown
from tests.journal.domain.planting import FORGED, sealed_by_hand
from tests.journal.domain.things import LINE, PLAN, plan_words

FULL = "The harbour was loud.\n" * 200
SLIP, AFTER = Words("Page", "x"), Words("Page", "xy")


def texts_of(journal, record):
    """Return the text of an entry and those of its earlier versions, newest first."""
    past = history.read_history(journal, record=record)
    earlier = [
        history.read_version(journal, record=record, revision=glance.revision).entry
        for glance in past.glances
    ]
    return [entries.read_entry(journal, record=record).text, *(e.text for e in earlier)]


@pytest.fixture(params=[[SLIP], [SLIP, AFTER]], ids=["left at once", "typed on"])
def states(request):
    """What a page was in turn: full, then almost empty."""
    return [Words("Page", FULL), *request.param]


def sealed(form, states):
    """Seal each state of a page, as its script does every few seconds."""
    for sequence, words in enumerate(states, start=1):
        keep(form, words, sequence=sequence)


def test_new_page_has_its_fuller_state_among_its_versions(journal, states):
    form = form_for(journal)
    sealed(form, states)

    assert intake.take_in(journal) == 1

    assert texts_of(journal, form.record) == [states[-1].text, FULL]
    assert shown(journal) == [("Page", True)]
    assert (Note.objects.count(), examining.examine(journal)) == (0, [])


def test_changed_entry_has_the_saved_and_the_fuller_state(journal, words, states):
    entry = entries.write_entry(journal, words=words)
    sealed(form_for(journal, record=entry, revision=1), states)

    intake.take_in(journal)

    assert texts_of(journal, entry) == [states[-1].text, FULL, words.text]


def test_page_that_moved_on_meanwhile_keeps_all_of_it(journal, words, states):
    entry = entries.write_entry(journal, words=words)
    form = form_for(journal, record=entry, revision=1)
    sealed(form, states)
    other = Words("Elsewhere", "Another device was faster.")
    entries.revise_entry(journal, record=entry, base=1, words=other)

    intake.take_in(journal)

    assert texts_of(journal, entry) == [other.text, words.text]
    assert texts_of(journal, form.id) == [states[-1].text, FULL]


@pytest.mark.parametrize("left", [FULL[: len(FULL) // 2], FULL[:-40], FULL + "x"])
def test_page_that_was_only_worked_on_has_no_version(journal, left):
    form = form_for(journal)
    sealed(form, [Words("Page", FULL), Words("Page", left)])

    intake.take_in(journal)

    assert texts_of(journal, form.record) == [left]


def test_plan_has_its_fuller_state(journal):
    form = form_for(journal)
    sealed(form, [plan_words(PLAN), plan_words("x")])

    intake.take_in(journal)

    assert texts_of(journal, form.record) == ["x", PLAN]


def test_kept_thing_has_its_fuller_note(journal):
    form = form_for(journal)
    sealed(form, [Words("", FULL, thing=LINE), Words("", "x", thing=LINE)])

    intake.take_in(journal)

    assert texts_of(journal, form.record) == ["x", FULL]


def test_what_nothing_vouches_for_comes_in_whole_with_its_mark(journal):
    sealed(replace(form_for(journal), origin=""), [Words("Full", FULL), SLIP])

    assert intake.take_in(journal) == 1

    assert sorted(shown(journal)) == [("Full", False), ("Page", False)]


@pytest.mark.parametrize("token", ["", "another form's"])
def test_forged_fuller_state_is_no_version_and_bears_the_mark(journal, token):
    form = form_for(journal)
    sealed(form, [Words("Page", FULL), SLIP])
    row = Note.objects.get()
    tokens = {"another form's": form_for(journal).origin}
    values = {**FORGED, "text": FULL, "origin": tokens.get(token, token)}
    row.earlier = sealed_by_hand(journal.vault, values, note=row.pk, sequence=1)
    row.save()

    intake.take_in(journal)

    assert texts_of(journal, form.record) == ["x"]
    assert sorted(shown(journal)) == [("Forged", False), ("Page", True)]
