"""The document is enough for what is kept and for the plan as well."""

import pytest

from journal.domain import entries, inbox, kept
from journal.domain.matter import Words
from journal.domain.vaults import start_journal
from tests.journal.domain.things import ARTICLE, LINE, LISTING, PLAN, note, plan_words
from tests.journal.test_decoder import PASSPHRASE, decoded, dump_of

KIND_OF_THE_PLAN = 6
BEFORE_THE_TIMELINE = 65_535  # seconds after the earliest moment


@pytest.fixture
def journal(alice):
    return start_journal(alice, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("thing", "kind"), [(ARTICLE, 4), (LISTING, 5), (LINE, 7)], ids=str
)
def test_kept_thing_comes_back_with_its_note(journal, thing, kind):
    record = kept.keep(journal, words=note("A note. \U0001f33f", thing))

    opened = decoded(dump_of(journal.vault_id))

    header = opened.headers[record]
    facts = [list(fact) for fact in thing.facts]
    assert header["thing"] == [thing.title, thing.address, facts]
    assert (header["kind"], opened.bodies[record]) == (kind, "A note. \U0001f33f")


def test_plan_comes_back_in_six_parts(journal):
    record = entries.write_entry(journal, words=plan_words())

    opened = decoded(dump_of(journal.vault_id))

    assert opened.headers[record]["kind"] == KIND_OF_THE_PLAN
    assert opened.bodies[record].split("\f") == PLAN.split("\f")
    assert len(PLAN.split("\f")) == 6


def test_both_stand_in_one_place_before_the_timeline(journal):
    entry = entries.write_entry(journal, words=Words("", "One."))
    plan = entries.write_entry(journal, words=plan_words())
    line = kept.keep(journal, words=note("x", LINE))

    opened = decoded(dump_of(journal.vault_id))

    settings_line, *undated, last = opened.lines
    assert {(each.record, each.kind) for each in undated} == {(plan, 6), (line, 7)}
    places = {each.moment - settings_line.moment for each in undated}
    assert places == {BEFORE_THE_TIMELINE}
    assert last.record == entry


@pytest.mark.parametrize(
    ("words", "kind"),
    [(note("x", LINE), 7), (plan_words(), 6), (Words("", "An entry."), None)],
    ids=["thing", "plan", "entry"],
)
def test_note_says_what_its_words_are(journal, words, kind):
    place = inbox.new_place(record=journal.vault_id)
    seal = inbox.seal_for_form(journal, place)
    inbox.keep(ticket=seal.ticket, token=seal.origin, words=words)

    (state,) = decoded(dump_of(journal.vault_id)).notes[place.form]

    assert (state.get("kind"), state["text"]) == (kind, words.text)
    assert state.get("thing") == (words.thing.values if words.thing else None)
