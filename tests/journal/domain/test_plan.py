"""The plan: one, in six parts, with versions, and never lost on its way in."""

import uuid
from dataclasses import replace

import pytest

from journal.domain import (
    entries,
    examining,
    history,
    intake,
    plan,
    searching,
    timeline,
    trash,
)
from journal.domain.errors import VersionConflictError
from journal.domain.kinds import Kind
from journal.domain.opened import OpenJournal
from journal.domain.query import Query
from journal.domain.sending import Sending
from journal.models import ManifestBlock, Record, Vault
from tests.journal.domain.late import form_for, shown
from tests.journal.domain.late import keep as keep_late
from tests.journal.domain.things import PLAN, plan_words


def write(journal, text=PLAN, *, form=None, sequence=0):
    sending = Sending(form or uuid.uuid4(), sequence)
    words = plan_words(text)
    return plan.write_plan(journal, words=words, record=uuid.uuid4(), sending=sending)


def test_plan_is_written_read_and_stands_on_no_timeline(journal):
    record = write(journal)

    (leaf,) = plan.plans(journal)
    entry = entries.read_entry(journal, record=record)
    assert (leaf.id, entry.text, entry.header.kind) == (record, PLAN, Kind.PLAN)
    assert timeline.page(journal).total == 0
    assert trash.trash_page(journal).total == 0
    assert examining.examine(journal) == []


def test_second_first_plan_is_a_conflict_and_the_first_stays(journal):
    record = write(journal)

    with pytest.raises(VersionConflictError):
        write(journal, "Other words.")

    assert [leaf.id for leaf in plan.plans(journal)] == [record]
    assert entries.read_entry(journal, record=record).text == PLAN


def test_same_form_sent_twice_is_one_plan(journal):
    form = uuid.uuid4()
    record = write(journal, "One.", form=form)

    assert write(journal, "One.", form=form) == record
    assert write(journal, "One, and two.", form=form, sequence=1) == record

    assert entries.read_entry(journal, record=record).text == "One, and two."
    assert len(plan.plans(journal)) == 1


def test_plan_that_is_changed_keeps_what_it_was(journal):
    record = write(journal)

    words = plan_words("Only this.")
    entries.revise_entry(journal, record=record, base=1, words=words)

    assert entries.read_entry(journal, record=record).header.is_plan
    history.restore(journal, record=record, revision=1, base=2)
    entry = entries.read_entry(journal, record=record)
    assert (entry.text, entry.header.kind) == (PLAN, Kind.PLAN)


def test_plan_goes_to_the_trash_and_a_new_one_can_be_written(journal):
    first = write(journal)
    trash.move_to_trash(journal, record=first)
    assert plan.plans(journal) == []

    second = write(journal, "Another.")
    trash.put_back(journal, record=first)

    assert {leaf.id for leaf in plan.plans(journal)} == {first, second}


def test_search_finds_words_of_the_plan(journal):
    record = write(journal)

    (hit,) = searching.search(journal, Query.of("okafor")).hits

    assert hit.id == record


def test_plan_that_was_typed_while_it_locked_is_the_plan(journal):
    form = form_for(journal)
    keep_late(form, plan_words())

    assert intake.take_in(journal) == 1

    (leaf,) = plan.plans(journal)
    assert (leaf.id, leaf.header.trusted) == (form.record, True)
    assert entries.read_entry(journal, record=leaf.id).text == PLAN


def test_plan_that_was_changed_while_it_locked_is_its_next_version(journal):
    record = write(journal)
    keep_late(form_for(journal, record=record, revision=1), plan_words("Changed."))

    intake.take_in(journal)

    assert entries.read_entry(journal, record=record).text == "Changed."
    assert shown(journal) == []


@pytest.mark.parametrize("revision", [0, 1])
def test_plan_of_another_device_is_an_entry_beside_it(journal, revision):
    form = form_for(journal, revision=revision)
    record = write(journal)
    if revision:
        form = form_for(journal, record=record, revision=1)
        words = plan_words("Changed here.")
        entries.revise_entry(journal, record=record, base=1, words=words)
    keep_late(form, plan_words("First.\f\fThird."), sequence=1)
    intake.take_in(journal)
    keep_late(form, plan_words("First.\f\fThird, later."), sequence=2)
    intake.take_in(journal)

    (leaf,) = timeline.page(journal).leaves

    assert entries.read_entry(journal, record=leaf.id).text == "First.\n\nThird, later."
    assert len(plan.plans(journal)) == 1
    assert leaf.header.trusted


def test_plan_that_nobody_vouches_for_is_an_entry_with_its_mark(journal):
    form = form_for(journal)
    keep_late(replace(form, origin=""), plan_words("Not hers."))

    intake.take_in(journal)

    assert plan.plans(journal) == []
    assert shown(journal) == [("", False)]


def test_damaged_list_loses_no_plan(journal):
    ManifestBlock.objects.all().delete()
    journal.vault.manifest_head = b"x"
    journal.vault.save()

    record = write(journal)

    assert entries.read_entry(journal, record=record).text == PLAN


def test_plan_that_does_not_open_is_not_taken_for_one(journal):
    record = write(journal)
    Record.objects.filter(id=record).update(header=b"\x01" * 2_077)

    assert plan.plans(journal) == []
    assert write(journal, "Another.") != record


def test_newest_plan_is_seen_by_a_request_that_began_before_it(journal):
    early = OpenJournal(Vault.objects.get(pk=journal.vault_id), journal.key)
    assert plan.newest_plan(early) is None
    record = write(journal)

    with pytest.raises(VersionConflictError):
        write(early, "Other words.")

    assert plan.newest_plan(early) == record
