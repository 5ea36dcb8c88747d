"""What is kept: sealed like an entry, found, trashed, renewed and merged like one."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404

from journal.domain import (
    entries,
    examining,
    exporting,
    history,
    inbox,
    intake,
    kept,
    manifest,
    searching,
    timeline,
    trash,
)
from journal.domain.errors import VersionConflictError
from journal.domain.kinds import Kind
from journal.domain.matter import Words
from journal.domain.moments import Moment, moment_now
from journal.domain.opened import OpenJournal
from journal.domain.query import Query
from journal.models import ManifestBlock, Record, Vault, Version
from tests.journal.domain.late import form_for, shown
from tests.journal.domain.late import keep as keep_late
from tests.journal.domain.planting import FORGED, put
from tests.journal.domain.things import ARTICLE, LINE, LISTING, note, plan_words

THINGS = (ARTICLE, LISTING, LINE)


def titles(journal):
    groups = kept.kept_things(journal)
    return [
        (group.kind, [leaf.header.thing.title for leaf in group.leaves])
        for group in groups
    ]


def ago(hours):
    return Moment(moment_now("UTC").local - timedelta(hours=hours), "UTC")


def test_thing_is_found_by_a_request_that_began_before_it_was_kept(journal):
    early = OpenJournal(Vault.objects.get(pk=journal.vault_id), journal.key)
    record = kept.keep(journal, words=note("By the bed.", ARTICLE))

    with pytest.raises(VersionConflictError):
        kept.keep(early, words=note("On the desk.", ARTICLE))

    assert kept.find_now(early, ARTICLE) == record


def test_what_is_kept_stands_in_groups_newest_first(journal):
    other = replace(ARTICLE, title="Whose fault", address="/library/whose-fault/")
    for hours, thing in ((3, ARTICLE), (2, LINE), (1, other), (4, LISTING)):
        kept.keep(journal, words=note("", thing), moment=ago(hours))

    assert titles(journal) == [
        (Kind.KEPT_PAGE, ["Whose fault", "No timetable"]),
        (Kind.KEPT_LISTING, ["Harbour Street Practice"]),
        (Kind.KEPT_LINE, ["A Line"]),
    ]
    assert examining.examine(journal) == []


@pytest.mark.parametrize("thing", THINGS)
def test_thing_is_read_back_with_its_note_and_facts(journal, thing):
    record = kept.keep(journal, words=note("For a bad day. \U0001f33f", thing))

    entry = entries.read_entry(journal, record=record)

    assert (entry.text, entry.header.thing) == ("For a bad day. \U0001f33f", thing)
    assert entry.header.kind is thing.kind


def test_timeline_calendar_and_count_know_nothing_of_it(journal, words):
    entries.write_entry(journal, words=words)
    for thing in THINGS:
        kept.keep(journal, words=note("x", thing))

    page = timeline.page(journal)

    assert page.total == 1
    assert [leaf.header.title for leaf in page.leaves] == ["The lift"]
    assert trash.trash_page(journal).total == 0
    assert manifest.count(manifest.read_head(journal)) == 4


def test_keeping_twice_gives_it_the_first_note_and_the_newer_facts(journal):
    first = kept.keep(journal, words=note("", LISTING))
    moved = replace(LISTING, facts=(("Telephone", "+1 503-555-0199"),))

    second = kept.keep(journal, words=note("New note.", moved))

    entry = entries.read_entry(journal, record=first)
    assert (second, entry.text, entry.header.thing) == (first, "New note.", moved)
    (glance,) = history.read_history(journal, record=first).glances
    assert (glance.header.excerpt, glance.header.thing) == ("", LISTING)


def test_keeping_twice_with_another_note_puts_none_in_its_place(journal):
    first = kept.keep(journal, words=note("Newer.", LISTING))

    with pytest.raises(VersionConflictError):
        kept.keep(journal, words=note("Older.", LISTING))

    assert entries.read_entry(journal, record=first).text == "Newer."
    assert Version.objects.count() == 0


@pytest.mark.parametrize("again", ["Note.", "", " \n"])
def test_keeping_twice_with_nothing_new_to_say_takes_the_newer_facts(journal, again):
    first = kept.keep(journal, words=note("Note.", LISTING))
    moved = replace(LISTING, facts=(("Telephone", "+1 503-555-0199"),))

    kept.keep(journal, words=note(again, moved))

    entry = entries.read_entry(journal, record=first)
    assert (entry.text, entry.header.thing) == ("Note.", moved)


def test_keeping_twice_without_a_note_leaves_the_first_one(journal):
    first = kept.keep(journal, words=note("Old note."))

    assert kept.keep(journal, words=note()) == first

    assert entries.read_entry(journal, record=first).text == "Old note."


def test_what_lies_in_the_trash_is_kept_anew(journal):
    first = kept.keep(journal, words=note("Old note."))
    trash.move_to_trash(journal, record=first)

    second = kept.keep(journal, words=note("New note."))

    assert second != first
    assert entries.read_entry(journal, record=first).text == "Old note."


def test_note_is_edited_and_the_thing_stays(journal):
    record = kept.keep(journal, words=note("Old.", LISTING))

    entries.revise_entry(journal, record=record, base=1, words=Words("", "New."))
    with pytest.raises(VersionConflictError):
        entries.revise_entry(journal, record=record, base=1, words=Words("", "Late."))

    entry = entries.read_entry(journal, record=record)
    assert (entry.text, entry.header.thing) == ("New.", LISTING)


def test_note_can_not_turn_one_thing_into_another(journal):
    record = kept.keep(journal, words=note("Old.", LISTING))

    words = note("New.", ARTICLE)
    entries.revise_entry(journal, record=record, base=1, words=words)

    assert entries.read_entry(journal, record=record).header.thing == LISTING


def test_entry_never_becomes_a_thing(journal, words):
    record = entries.write_entry(journal, words=words)

    entries.revise_entry(journal, record=record, base=1, words=note("New."))

    assert entries.read_entry(journal, record=record).header.kind is Kind.ENTRY


def test_trash_takes_it_and_gives_it_back(journal):
    record = kept.keep(journal, words=note("x", LINE))

    assert trash.move_to_trash(journal, record=record) is Kind.KEPT_LINE
    assert kept.kept_things(journal) == []
    (thrown,) = trash.trash_page(journal).thrown
    assert thrown.leaf.id == record

    assert trash.put_back(journal, record=record) is Kind.KEPT_LINE
    assert titles(journal) == [(Kind.KEPT_LINE, ["A Line"])]
    assert trash.trash_page(journal).total == 0
    assert examining.examine(journal) == []


def test_trash_that_is_due_takes_nothing_that_is_kept(journal, clock):
    thrown = kept.keep(journal, words=note("x", LINE))
    stays = kept.keep(journal, words=note("x", LISTING))
    trash.move_to_trash(journal, record=thrown)

    clock.on(days=40_000)  # into the year 2135

    assert trash.empty_due(journal) == 1
    assert [row.id for row in Record.objects.filter(id__in=[thrown, stays])] == [stays]


@pytest.mark.parametrize("asked", ["timetable", "calendar", "gentle", '"no timetable"'])
def test_search_finds_title_note_and_facts(journal, asked):
    kept.keep(journal, words=note("A gentle page."))

    found = searching.search(journal, Query.of(asked))

    (hit,) = found.hits
    assert (found.total, found.left_out) == (1, 0)
    assert "".join(piece.text for piece in hit.title) == "No timetable"


def test_search_says_nothing_of_what_is_in_the_trash(journal):
    record = kept.keep(journal, words=note("A gentle page."))
    trash.move_to_trash(journal, record=record)

    assert searching.search(journal, Query.of("gentle")).total == 0


def test_export_ends_with_the_plan_and_what_is_kept(journal, words):
    for thing in (LINE, ARTICLE):
        kept.keep(journal, words=note("x", thing))
    entries.write_entry(journal, words=plan_words())
    entries.write_entry(journal, words=words)

    sheets = list(exporting.sheets(journal, exporting.entry_lines(journal)))

    kinds = [sheet.header.kind for sheet in sheets]
    assert kinds == [Kind.ENTRY, Kind.PLAN, Kind.KEPT_PAGE, Kind.KEPT_LINE]


def test_hundreds_of_things_fill_blocks_and_all_are_found(journal):
    for number in range(300):
        thing = replace(ARTICLE, title=f"No {number}", address=f"/library/a{number}/")
        entries.write_entry(journal, words=note("", thing))
    entries.write_entry(journal, words=Words("One", "entry"))

    ((kind, found),) = titles(journal)

    assert (kind, len(set(found))) == (Kind.KEPT_PAGE, 300)
    assert ManifestBlock.objects.filter(vault=journal.vault_id).count() > 1
    assert timeline.page(journal).total == 1
    assert examining.examine(journal) == []
    last = replace(ARTICLE, address="/library/a299/")
    assert kept.find(journal, last) is not None


def test_list_that_is_made_anew_knows_what_is_kept(journal):
    kept.keep(journal, words=note("x", LINE))

    examining.accept(journal)

    assert titles(journal) == [(Kind.KEPT_LINE, ["A Line"])]
    assert examining.examine(journal) == []


def test_row_that_was_changed_is_named_and_the_rest_is_shown(journal):
    broken = kept.keep(journal, words=note("x", LINE))
    gone = kept.keep(journal, words=note("x", LISTING))
    kept.keep(journal, words=note("x", ARTICLE))
    Record.objects.filter(id=broken).update(header=b"\x01" * 2_077)
    Record.objects.filter(id=gone).delete()

    troubles = [
        (group.kind, [leaf.trouble for leaf in group.leaves])
        for group in kept.kept_things(journal)
    ]

    assert troubles == [
        (Kind.KEPT_PAGE, [""]),
        (Kind.KEPT_LISTING, ["missing"]),
        (Kind.KEPT_LINE, ["changed"]),
    ]
    assert kept.keep(journal, words=note("again", LINE)) != broken


def test_damaged_list_loses_no_note(journal):
    ManifestBlock.objects.all().delete()
    journal.vault.manifest_head = b"x"
    journal.vault.save()

    record = kept.keep(journal, words=note("Kept all the same."))

    assert entries.read_entry(journal, record=record).text == "Kept all the same."


def test_carol_sees_nothing_of_it(journal, carols):
    record = kept.keep(journal, words=note("x"))

    assert kept.kept_things(carols) == []
    assert kept.find(carols, ARTICLE) is None
    with pytest.raises(Http404):
        entries.read_entry(carols, record=record)


def test_row_of_a_thing_looks_like_the_row_of_an_entry(journal):
    """A dump shows sizes: each field has that of a short entry."""
    rows = [
        entries.write_entry(journal, words=Words("A title", "A line.")),
        *(kept.keep(journal, words=note("A line.", thing)) for thing in THINGS),
        entries.write_entry(journal, words=plan_words()),
    ]

    found = Record.objects.filter(id__in=rows)

    sizes = {(len(row.header), len(row.body), row.revision) for row in found}
    assert len(found) == len(rows)
    assert len(sizes) == 1


def test_note_that_was_typed_while_it_locked_keeps_the_thing(journal):
    form = form_for(journal)
    keep_late(form, note("Typed while it locked.", LISTING))

    assert intake.take_in(journal) == 1

    entry = entries.read_entry(journal, record=form.record)
    assert (entry.text, entry.header.thing) == ("Typed while it locked.", LISTING)
    assert entry.header.trusted
    assert shown(journal) == []


def test_note_that_comes_late_is_the_first_of_what_is_kept_already(journal):
    form = form_for(journal)
    record = kept.keep(journal, words=note("", LISTING))
    for sequence, text in ((1, "Second."), (2, "Second, and more.")):
        keep_late(form, note(text, LISTING), sequence=sequence)
        intake.take_in(journal)

        assert entries.read_entry(journal, record=record).text == text
    assert titles(journal) == [(Kind.KEPT_LISTING, [LISTING.title])]
    assert shown(journal) == []


def test_note_that_comes_late_is_an_entry_beside_the_newer_one(journal):
    form = form_for(journal)
    record = kept.keep(journal, words=note("Newer.", LISTING))
    keep_late(form, note("Older.", LISTING))

    intake.take_in(journal)

    assert entries.read_entry(journal, record=record).text == "Newer."
    assert shown(journal) == [(LISTING.title, True)]


def test_note_edited_late_where_it_moved_on_is_an_entry_beside_it(journal):
    record = kept.keep(journal, words=note("First.", LISTING))
    form = form_for(journal, record=record, revision=1)
    entries.revise_entry(journal, record=record, base=1, words=Words("", "Second."))
    keep_late(form, note("Late.", LISTING))

    intake.take_in(journal)

    assert entries.read_entry(journal, record=record).text == "Second."
    assert shown(journal) == [(LISTING.title, True)]


@pytest.mark.parametrize("kind", [4, 5, 7])
def test_planted_kind_comes_in_as_an_entry_with_its_mark(journal, kind):
    put(journal.vault, {**FORGED, "kind": kind, "thing": ARTICLE.values})

    intake.take_in(journal)

    assert kept.kept_things(journal) == []
    assert shown(journal) == [("Forged", False)]


@pytest.mark.parametrize("values", [{"thing": 5}, {"thing": ARTICLE.values, "kind": 6}])
def test_planted_nonsense_waits_and_keeps_nothing_out(journal, values):
    put(journal.vault, {**FORGED, **values})

    assert intake.take_in(journal) == 0

    assert inbox.waiting(journal.vault) == 1


def test_erased_thing_leaves_no_row(journal):
    record = kept.keep(journal, words=note("One."))
    entries.revise_entry(journal, record=record, base=1, words=Words("", "Two."))

    entries.erase_entry(journal, record=record)

    assert not Record.objects.filter(id=record).exists()
    assert not Version.objects.filter(record=record).exists()
    assert examining.examine(journal) == []


def test_thing_waits_in_the_session_until_it_is_put_away():
    session = {"other": 1}

    kept.bring(session, LISTING)

    assert [kept.waiting(session), kept.waiting(session)] == [LISTING, LISTING]
    kept.put_away(session)
    assert (kept.waiting(session), session) == (None, {"other": 1})


@pytest.mark.parametrize("stored", [[], [4], [5, ["A", "//b/", []]], "thing", None])
def test_thing_of_another_version_is_none(stored):
    assert kept.waiting({"journal_thing": stored}) is None


def test_form_sent_twice_keeps_one_thing(journal):
    record = uuid.uuid4()

    for _ in range(2):
        assert kept.keep(journal, words=note("x"), record=record) == record

    assert entries.read_entry(journal, record=record).revision == 1


def test_form_begins_empty_and_goes_on_from_the_note_that_there_is(journal):
    words, place = kept.note_of(journal, ARTICLE)
    assert (words.text, words.thing, place.revision) == ("", ARTICLE, 0)

    record = kept.keep(journal, words=note("Read it twice."))
    words, place = kept.note_of(journal, ARTICLE)

    assert (words.text, place.record) == ("Read it twice.", record)
    assert place.revision == 1
