"""Check-ins, tags and moments: kept with the entry, in the list, and in a note."""

import json
import uuid
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from journal.domain import (
    entries,
    examining,
    inbox,
    intake,
    manifest,
    merging,
    timeline,
)
from journal.domain.check_in import (
    FEELINGS,
    OFFERED,
    CheckIn,
    Mood,
    names_in,
    number_of,
)
from journal.domain.errors import SkippedTimeError
from journal.domain.kinds import Kind
from journal.domain.matter import Words, decode_header, encode_header, header_for
from journal.domain.moments import Moment, When, moment_now
from journal.domain.preferences import change_preferences, read_preferences
from journal.domain.tags import names_in_use
from journal.models import Record
from tests.journal.domain.planting import FORGED, put

NOTED = CheckIn(Mood.HARD, ("worried", "seasick"), "some", "tense")
TAGS = ("work", "river")
FULL = Words("The lift", "I took the stairs.", None, NOTED, TAGS)
EARLY = datetime.fromisoformat("0001-01-01T00:00")
LATE = datetime.fromisoformat("9999-12-31T23:59")
ZONES = ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Midway")


def line_of(journal, record):
    lines = manifest.all_lines(journal, manifest.read_head(journal))
    return next(line for line in lines if line.record == record)


def written(journal, **changes):
    return entries.write_entry(journal, words=replace(FULL, **changes))


def test_words_for_feelings_are_six_families_of_four_each_once():
    assert [len(words) for words in FEELINGS.values()] == [4] * 6
    assert len(set(OFFERED)) == 24


def test_entry_comes_back_with_what_was_noted(journal):
    entry = entries.read_entry(journal, record=written(journal))

    assert (entry.words, entry.header.kind) == (FULL, Kind.ENTRY)
    assert examining.examine(journal) == []


def test_list_knows_mood_and_tags(journal):
    line = line_of(journal, written(journal))

    assert (line.kind, line.mood) == (Kind.ENTRY, Mood.HARD)
    assert line.tags == (number_of("work"), number_of("river"))


def test_check_in_stands_alone_without_words(journal):
    record = written(journal, title="", text="", tags=())

    assert entries.read_entry(journal, record=record).header.is_check_in
    assert line_of(journal, record).kind == Kind.CHECK_IN
    assert len(timeline.page(journal).leaves) == 1


def test_rows_of_a_check_in_and_of_an_entry_have_one_size(journal):
    one, two = written(journal), written(journal, title="", text="")

    sizes = {
        (len(row.header), len(row.body))
        for row in Record.objects.filter(id__in=[one, two])
    }
    assert len(sizes) == 1


def test_header_from_before_check_ins_opens(journal):
    header = header_for(Words("Old", "Text."), moment_now("UTC"))
    keys = ("mood", "feelings", "sleep", "body", "tags")
    values = json.loads(encode_header(header))
    older = {key: value for key, value in values.items() if key not in keys}

    assert decode_header(json.dumps(older).encode()) == header


def test_list_made_anew_has_mood_and_tags_again(journal):
    record = written(journal)
    before = line_of(journal, record)

    examining.accept(journal)
    journal.vault.refresh_from_db()

    assert line_of(journal, record) == before


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (" work ,, #River,\tlong  walk ", ("work", "River", "long walk")),
        ("Work, work, WORK", ("Work",)),
        ("cafe\u0301, café", ("café",)),
        ("\u0639\u0645\u0644\u060c \u0646\u0647\u0631", ("عمل", "نهر")),
        (", # ,", ()),
    ],
)
def test_list_of_names_is_split_at_commas_each_once(typed, names):
    assert names_in(typed) == names


def test_tags_can_be_chosen_while_an_entry_bears_them(journal):
    record = written(journal)
    assert names_in_use(journal) == ["river", "work"]

    entries.erase_entry(journal, record=record)

    assert names_in_use(journal) == []


def test_name_of_no_entry_is_forgotten_with_the_next_new_one(journal):
    entries.erase_entry(journal, record=written(journal))

    written(journal, tags=("sleep",))

    assert read_preferences(journal).tags == ["sleep"]


def test_tags_of_a_merged_journal_can_be_chosen(journal, carols):
    written(carols)
    type(carols.vault).objects.filter(pk=carols.vault_id).update(
        owner=journal.vault.owner, is_current=False
    )
    carols.vault.refresh_from_db()

    merging.begin(journal, carols)
    while not merging.go_on(journal).done:
        pass

    assert names_in_use(journal) == ["river", "work"]


def test_revision_that_only_changes_what_was_noted_is_kept(journal):
    record = written(journal)
    calmer = replace(FULL, check_in=CheckIn(Mood.LIGHT), tags=())

    entries.revise_entry(journal, record=record, base=1, words=calmer)

    assert entries.read_entry(journal, record=record).words == calmer
    line = line_of(journal, record)
    assert (line.mood, line.tags) == (Mood.LIGHT, ())


# --- When it was ----------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "lived", [EARLY, LATE, datetime.fromisoformat("1986-04-26T01:23")]
)
def test_entry_stands_on_the_day_and_time_that_were_typed(journal, zone, lived):
    change_preferences(journal, time_zone=zone)
    when = When(lived.date(), lived.time())

    record = written(journal, when=when)

    entry = entries.read_entry(journal, record=record)
    assert entry.header.moment.lived == lived
    (leaf,) = timeline.page(journal).leaves
    assert (leaf.at, leaf.trouble) == (lived, "")
    assert examining.examine(journal) == []


@pytest.mark.parametrize("lived", [EARLY, LATE])
def test_moved_entry_has_one_line_and_its_new_moment(journal, lived):
    record = written(journal)
    when = When(lived.date(), lived.time())

    entries.revise_entry(journal, record=record, base=1, words=replace(FULL, when=when))

    lines = list(manifest.all_lines(journal, manifest.read_head(journal)))
    assert [line.record for line in lines].count(record) == 1
    assert entries.read_entry(journal, record=record).header.moment.lived == lived
    assert examining.examine(journal) == []


def test_date_that_is_sent_back_unchanged_keeps_zone_and_second(journal):
    record = written(journal)
    before = entries.read_entry(journal, record=record)
    change_preferences(journal, time_zone="Asia/Kolkata")

    words = replace(before.words, text="Changed.")
    entries.revise_entry(journal, record=record, base=1, words=words)

    after = entries.read_entry(journal, record=record)
    assert (after.text, after.header.moment) == ("Changed.", before.header.moment)


def test_day_without_a_time_is_its_noon_and_time_without_a_day_is_today():
    base = Moment(datetime(2026, 5, 3, 9, 7, 30, tzinfo=ZoneInfo("UTC")), "UTC")

    assert When(date(2026, 5, 1)).moment(base).lived == datetime.fromisoformat(
        "2026-05-01T12:00"
    )
    assert When(None, time(8)).moment(base).lived == datetime.fromisoformat(
        "2026-05-03T08:00"
    )
    assert When(date(2026, 5, 3)).moment(base) == base


GAP = When(date(2026, 3, 29), time(2, 30))  # Berlin goes from 2:00 to 3:00


def test_time_that_the_clocks_skipped_is_refused_and_nothing_stored(journal):
    change_preferences(journal, time_zone="Europe/Berlin")

    with pytest.raises(SkippedTimeError):
        written(journal, when=GAP)

    assert timeline.page(journal).leaves == []


def test_hour_that_came_twice_is_the_first_of_the_two(journal):
    change_preferences(journal, time_zone="Europe/Berlin")

    record = written(journal, when=When(date(2026, 10, 25), time(2, 30)))

    moment = entries.read_entry(journal, record=record).header.moment
    assert (moment.lived, moment.offset) == (
        datetime.fromisoformat("2026-10-25T02:30"),
        120,
    )


# --- In the inbox ---------------------------------------------------------------------


def brought_in(journal, words):
    """Let words come by way of the inbox, from a page of this journal."""
    seal = inbox.seal_for_form(journal, inbox.new_place(record=uuid.uuid4()))
    inbox.keep(ticket=seal.ticket, token=seal.origin, words=words)
    assert intake.take_in(journal) == 1
    (leaf,) = timeline.page(journal).leaves
    return entries.read_entry(journal, record=leaf.id)


def test_note_carries_what_was_noted_and_when(journal):
    words = replace(FULL, when=When(date(2019, 2, 3), time(4, 5)))

    entry = brought_in(journal, words)

    assert entry.words == FULL
    assert entry.header.moment.lived == datetime.fromisoformat("2019-02-03T04:05")


def test_note_with_a_skipped_time_comes_in_at_a_time_beside_it(journal):
    change_preferences(journal, time_zone="Europe/Berlin")

    entry = brought_in(journal, replace(FULL, when=GAP))

    assert entry.header.moment.lived.date() == GAP.day


def test_tags_of_an_untrusted_note_are_not_among_those_to_choose(journal):
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token="", words=FULL)

    intake.take_in(journal)

    (leaf,) = timeline.page(journal).leaves
    assert leaf.header.tags == TAGS
    assert read_preferences(journal).tags == []


@pytest.mark.parametrize(
    "forged",
    [
        {"mood": 9}, {"mood": "2"}, {"mood": [2]}, {"sleep": 3}, {"sleep": "badly"},
        {"body": {}}, {"feelings": "sad"}, {"feelings": [["sad"]]}, {"tags": {}},
        {"tags": [1]}, {"tags": ["\ud800"]}, {"day": "2026-02-30"}, {"day": 3},
        {"time": "soon"}, {"day": "99999-01-01"},
    ],
)  # fmt: skip
def test_note_made_by_hand_waits_and_keeps_nothing_from_coming_in(journal, forged):
    put(journal.vault, FORGED | forged)
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token="", words=FULL)

    assert intake.take_in(journal) == 1

    assert inbox.waiting(journal.vault) == 1


def test_check_in_alone_comes_in_from_a_note(journal):
    entry = brought_in(journal, Words("", "", None, NOTED))

    assert entry.header.is_check_in
    assert entry.words.check_in == NOTED


def test_names_that_do_not_fit_go_on_in_the_text(journal):
    many = tuple(f"tag {number}" for number in range(300))
    words = replace(FULL, tags=("x" * 5_000, *many))

    entry = brought_in(journal, words)

    assert entry.header.tags == many[:16]
    assert all(name in entry.text for name in ("x" * 5_000, *many[16:]))
