"""What is noted beside words goes where they go: history, trash, search, the file."""

from datetime import date, datetime, time

import pytest

from journal.domain import entries, examining, exporting, history, tags, trash
from journal.domain.check_in import CheckIn, Mood
from journal.domain.filtering import Filter, day_of, filtered, lines_between
from journal.domain.matter import Words
from journal.domain.moments import When
from journal.domain.months import month_of
from journal.domain.preferences import change_preferences
from journal.domain.query import Query
from journal.domain.searching import search

NOTED = CheckIn(Mood.HARD, ("close to someone", "like gravel"), "some", "tense")
MAY = date(2026, 5, 1)
WHEN = When(date(2026, 5, 3), time(9, 30))
ALONE = Words("", "", None, NOTED, ("river",), WHEN)
WITH_TEXT = Words("The lift", "Stairs.", None, NOTED, ("river",), WHEN)
PLAIN = Words("The lift", "Stairs.", when=When(date(2026, 6, 4), time(8)))


@pytest.fixture
def noted(journal):
    """Write an entry with all that can be noted; return its id."""
    return entries.write_entry(journal, words=WITH_TEXT)


def lived(journal, record):
    return entries.read_entry(journal, record=record).header.moment.lived


def earlier(journal, record):
    return history.read_version(journal, record=record, revision=1).entry


def found(journal, typed):
    return [hit.id for hit in search(journal, Query.of(typed)).hits]


def test_version_keeps_what_was_noted_and_the_day(journal, noted):
    entries.revise_entry(journal, record=noted, base=1, words=PLAIN)

    kept = earlier(journal, noted)
    assert kept.words == WITH_TEXT
    assert kept.header.moment.lived == datetime.fromisoformat("2026-05-03T09:30")
    assert entries.read_entry(journal, record=noted).words == PLAIN
    assert examining.examine(journal) == []


def test_restored_version_is_filed_by_its_own_day_mood_and_tags(journal, noted):
    entries.revise_entry(journal, record=noted, base=1, words=PLAIN)

    history.restore(journal, record=noted, revision=1, base=2)

    assert entries.read_entry(journal, record=noted).words == WITH_TEXT
    (line,) = lines_between(journal, MAY, date(2026, 5, 31))
    assert (line.record, line.mood, day_of(line)) == (noted, Mood.HARD, WHEN.day)
    assert list(lines_between(journal, date(2026, 6, 1), date.max)) == []
    assert examining.examine(journal) == []


def test_version_that_differs_in_its_day_alone_is_put_back(journal):
    record = entries.write_entry(journal, words=PLAIN)
    moved = Words(PLAIN.title, PLAIN.text, when=WHEN)
    entries.revise_entry(journal, record=record, base=1, words=moved)

    history.restore(journal, record=record, revision=1, base=2)

    assert lived(journal, record) == datetime.fromisoformat("2026-06-04T08:00")


def test_trashed_entry_is_in_no_month_filter_or_choice_of_tags(journal, noted):
    trash.move_to_trash(journal, record=noted)

    assert [day.count for day in month_of(journal, MAY).days if day.count] == []
    assert filtered(journal, Filter(Mood.HARD)).total == 0
    assert filtered(journal, Filter(first=date.min.replace(month=2))).total == 0
    assert filtered(journal, Filter(last=date(2, 1, 1))).total == 0
    assert tags.names_in_use(journal) == []


def test_entry_put_back_is_in_its_month_filter_and_tags_again(journal, noted):
    trash.move_to_trash(journal, record=noted)
    entries.write_entry(journal, words=Words("", "Other.", tags=("sea",)))

    trash.put_back(journal, record=noted)

    assert month_of(journal, MAY).days[2].moods == (Mood.HARD,)
    assert filtered(journal, Filter(tag="river")).total == 1
    assert tags.names_in_use(journal) == ["river", "sea"]


def test_filter_shows_what_is_kept_and_not_what_is_in_the_trash(journal):
    record = entries.write_entry(journal, words=ALONE)
    kept = entries.write_entry(journal, words=ALONE)

    trash.move_to_trash(journal, record=record)

    assert [leaf.id for leaf in filtered(journal, Filter(Mood.HARD)).leaves] == [kept]
    assert [line.record for line in lines_between(journal, MAY, date.max)] == [kept]


def test_check_in_is_thrown_away_and_put_back_as_a_check_in(journal):
    record = entries.write_entry(journal, words=ALONE)

    trash.move_to_trash(journal, record=record)
    (thrown,) = trash.trash_page(journal).thrown
    trash.put_back(journal, record=record)

    assert thrown.leaf.header.is_check_in
    assert entries.read_entry(journal, record=record).words == ALONE
    assert lived(journal, record) == datetime.combine(WHEN.day, WHEN.clock)


@pytest.mark.parametrize("typed", ["river", "RIVER", "gravel", '"close to someone"'])
@pytest.mark.parametrize("words", [ALONE, WITH_TEXT])
def test_search_finds_tags_and_feelings_with_and_without_text(journal, words, typed):
    record = entries.write_entry(journal, words=words)
    entries.write_entry(journal, words=Words("Other", "Nothing of that."))

    assert found(journal, typed) == [record]


def test_hit_marks_the_tag_that_was_found(journal, noted):
    (hit,) = search(journal, Query.of("river")).hits

    assert [piece.text for piece in hit.beside if piece.is_hit] == ["river"]


@pytest.mark.parametrize("typed", ["mood", "tags", "sleep"])
def test_search_finds_no_names_of_what_is_stored(journal, noted, typed):
    assert found(journal, typed) == []


def test_search_finds_what_was_lived_in_the_first_hours_there_are(journal):
    words = Words("", "Old.", when=When(date.min, time(1)))
    record = entries.write_entry(journal, words=words)

    assert found(journal, "old") == [record]


def test_export_and_print_take_check_ins_along(journal):
    record = entries.write_entry(journal, words=ALONE)

    (line,) = exporting.entry_lines(journal)
    (sheet,) = exporting.sheets(journal, [line])
    (printed,) = exporting.chosen(journal, wanted=[record])

    assert line.record == record
    assert sheet.header == printed.header
    assert sheet.header.check_in == NOTED


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_first_day_there_is_stays_the_first_day(journal, zone, hour):
    change_preferences(journal, time_zone=zone)
    words = Words("", "Old.", when=When(date.min, time(hour)))
    record = entries.write_entry(journal, words=words)

    (line,) = lines_between(journal, date.min, date.min)

    assert line.record == record
    assert month_of(journal, date.min).days[0].count == 1
    assert examining.examine(journal) == []
