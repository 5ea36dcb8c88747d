"""What is kept, and the plan, come along under new keys and into another journal."""

import pytest

from journal.domain import (
    entries,
    examining,
    kept,
    merging,
    plan,
    searching,
    timeline,
    trash,
)
from journal.domain.matter import Words
from journal.domain.query import Query
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Record, Version
from tests.journal.domain.test_renewing import begun, to_the_end
from tests.journal.domain.things import ARTICLE, LINE, LISTING, PLAN, note, plan_words

NEW = "umber lattice orchard nine"


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def full(journal):
    """Keep three things, one with an earlier version, one thrown away; and a plan."""
    first = kept.keep(journal, words=note("Old note.", ARTICLE))
    entries.revise_entry(journal, record=first, base=1, words=Words("", "New note."))
    kept.keep(journal, words=note("By the bed.", LISTING))
    thrown = kept.keep(journal, words=note("Gone.", LINE))
    trash.move_to_trash(journal, record=thrown)
    entries.write_entry(journal, words=plan_words())
    entries.write_entry(journal, words=Words("The lift", "An entry."))
    return journal


def all_of(journal):
    """Return what is shown of what has no day: notes, things, plans, and the trash."""
    leaves = [leaf for group in kept.kept_things(journal) for leaf in group.leaves]
    found = [entries.read_entry(journal, record=leaf.id) for leaf in leaves]
    plans = [
        entries.read_entry(journal, record=leaf.id).text for leaf in plan.plans(journal)
    ]
    thrown = [each.leaf.header.thing for each in trash.trash_page(journal).thrown]
    return [(one.text, one.header.thing) for one in found], plans, thrown


EVERYTHING = (
    [("New note.", ARTICLE), ("By the bed.", LISTING)],
    [PLAN],
    [LINE],
)


def test_new_keys_take_everything_along(full, passphrase):
    assert all_of(full) == EVERYTHING
    begun(full, passphrase)

    renewed = to_the_end(full)

    assert all_of(renewed) == EVERYTHING
    assert examining.examine(renewed) == []
    assert searching.search(renewed, Query.of("portland")).total == 1
    generations = {*Record.objects.values_list("generation", flat=True)}
    generations |= {*Version.objects.values_list("generation", flat=True)}
    assert generations == {2}


def merged(full, alice, *, before=()):
    """Close the journal, begin another, write in it, and merge the first into it."""
    leave_behind(alice)
    current = start_journal(alice, passphrase=NEW)
    for words in before:
        entries.write_entry(current, words=words)
    merging.begin(current, full)
    for _ in range(10):
        current.vault.refresh_from_db()
        if merging.go_on(current).done:
            break
    current.vault.refresh_from_db()
    return current


def test_merging_brings_everything(full, alice):
    current = merged(full, alice)

    assert all_of(current) == EVERYTHING
    assert examining.examine(current) == []
    assert timeline.page(current).total == 1
    first = kept.find(current, ARTICLE)
    assert entries.read_entry(current, record=first).header.versions == (1,)


def test_merging_keeps_both_plans_and_both_notes(full, alice):
    own = (plan_words("Of the new journal."), note("Kept here as well.", LISTING))

    current = merged(full, alice, before=own)

    found, plans, _thrown = all_of(current)
    assert sorted(plans) == sorted([PLAN, "Of the new journal."])
    notes = {text for text, thing in found if thing == LISTING}
    assert notes == {"By the bed.", "Kept here as well."}
