"""Looking back: the list alone says what to show, and few blocks of it are opened."""

import base64
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.crypto.search_token import seal_words
from journal.crypto.unlock import HALF_SIZE
from journal.domain import entries, manifest, moods, timeline
from journal.domain.check_in import CheckIn, Mood, number_of
from journal.domain.filtering import (
    Filter,
    filtered,
    open_filter,
    seal_filter,
)
from journal.domain.matter import Words
from journal.domain.moments import When
from journal.domain.months import month_of
from journal.domain.preferences import change_preferences
from journal.domain.unlocking import UNLOCK_ID_SIZE, half_of
from journal.models import ManifestBlock, Record
from tests.journal.plenty import fill

MAY = date(2026, 5, 1)
COOKIE = base64.urlsafe_b64encode(bytes(UNLOCK_ID_SIZE + HALF_SIZE)).decode()
OTHER = base64.urlsafe_b64encode(b"\1" * (UNLOCK_ID_SIZE + HALF_SIZE)).decode()
WANTED = Filter(Mood.HARD, "river", date(2026, 5, 1), date(2026, 5, 31))


def written(journal, at, *, mood=0, tags=(), title="One"):
    lived = datetime.fromisoformat(at)
    when = When(lived.date(), lived.time())
    words = Words(title, "Text.", None, CheckIn(mood), tags, when)
    return entries.write_entry(journal, words=words)


def shown(journal, wanted):
    return [leaf.id for leaf in filtered(journal, wanted).leaves]


def four_days(journal):
    """Write an entry on each of four days; return their ids by a name."""
    return {
        "april": written(journal, "2026-04-30T23:50", mood=Mood.HARD),
        "first": written(journal, "2026-05-01T00:10", tags=("River", "work")),
        "hard": written(journal, "2026-05-20T12:00", mood=Mood.HARD, tags=("river",)),
        "last": written(journal, "2026-05-31T23:59", mood=Mood.LIGHT),
    }


@pytest.fixture
def may(journal):
    return four_days(journal)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Filter(mood=Mood.HARD), ["hard", "april"]),
        (Filter(tag="RIVER"), ["hard", "first"]),
        (Filter(first=MAY, last=date(2026, 5, 31)), ["last", "hard", "first"]),
        (Filter(first=date(2026, 5, 20)), ["last", "hard"]),
        (Filter(last=date(2026, 4, 30)), ["april"]),
        (WANTED, ["hard"]),
        (Filter(tag="nothing"), []),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Midway"])
def test_filter_shows_what_fits_all_of_it_newest_first(journal, zone, wanted, names):
    change_preferences(journal, time_zone=zone)
    days = four_days(journal)

    assert shown(journal, wanted) == [days[name] for name in names]


def test_tag_of_the_same_number_is_not_shown(journal):
    one, other = twins()
    record = written(journal, "2026-05-03T12:00", tags=(one,))
    written(journal, "2026-05-03T12:00", tags=(other,))

    assert shown(journal, Filter(tag=one)) == [record]


def twins():
    """Return two tags that share a number."""
    seen = {}
    for name in (f"word {count}" for count in range(100_000)):
        if (number := number_of(name)) in seen:
            return seen[number], name
        seen[number] = name
    raise AssertionError


def test_removed_entry_is_named_among_what_a_filter_shows(journal, may):
    Record.objects.filter(id=may["hard"]).delete()

    leaves = filtered(journal, Filter(mood=Mood.HARD)).leaves

    assert [leaf.trouble for leaf in leaves] == ["missing", ""]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Filter(), (True, False, False)),
        (Filter(mood=Mood.HARD), (False, False, False)),
        (Filter(tag="river"), (False, False, False)),
        (Filter(first=MAY), (False, True, False)),
        (Filter(last=MAY), (False, False, True)),
        (WANTED, (False, True, True)),
    ],
)
def test_filter_tells_what_it_leaves_out(wanted, told):
    assert (wanted.is_open, wanted.has_first, wanted.has_last) == told


def test_filter_comes_back_from_its_token():
    token = seal_filter(WANTED, cookie=COOKIE)

    assert open_filter(token, cookie=COOKIE) == WANTED
    assert "river" not in token


def test_tokens_of_different_filters_have_one_length():
    wanted = [Filter(), WANTED, Filter(tag="x" * 40), Filter(tag="سلام" * 10)]

    assert len({len(seal_filter(each, cookie=COOKIE)) for each in wanted[:3]}) == 1
    assert (
        open_filter(seal_filter(wanted[3], cookie=COOKIE), cookie=COOKIE) == wanted[3]
    )


@pytest.mark.parametrize("cookie", ["", "x", OTHER])
def test_token_opens_nothing_in_another_browser_or_after_the_lock(cookie):
    token = seal_filter(WANTED, cookie=COOKIE)

    assert open_filter(token, cookie=cookie) == Filter()


@pytest.mark.parametrize("words", ["the river", "[]", '{"mood": 9}', "{}", "3"])
def test_words_of_a_search_are_no_filter(words):
    token = seal_words(words, half=half_of(COOKIE))

    assert open_filter(token, cookie=COOKIE) == Filter()


# --- Months ---------------------------------------------------------------------------


def test_month_has_its_days_with_moods_and_counts(journal, may):
    month = month_of(journal, date(2026, 5, 9))

    noted = {day.date.day: (day.count, day.moods) for day in month.days if day.count}
    assert noted == {1: (1, ()), 20: (1, (Mood.HARD,)), 31: (1, (Mood.LIGHT,))}
    assert (month.earlier, month.written_before) == (date(2026, 4, 1), None)


def test_empty_months_between_can_be_stepped_over(journal):
    written(journal, "2019-02-03T12:00")
    written(journal, "2026-05-03T12:00")

    month, old = month_of(journal, MAY), month_of(journal, date(2019, 2, 1))

    assert (month.earlier, month.written_before) == (date(2026, 4, 1), date(2019, 2, 1))
    assert (old.later, old.written_after) == (date(2019, 3, 1), MAY)
    assert (old.earlier, old.written_before) == (None, None)


@pytest.mark.parametrize("lived", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_first_and_last_month_there_are_can_be_shown(journal, lived):
    written(journal, lived, mood=Mood.LIGHT)
    day = datetime.fromisoformat(lived).date()

    month = month_of(journal, day)

    assert [each.date for each in month.noted] == [day]
    assert all(len(week) == 7 for week in month.weeks)


@pytest.mark.parametrize("month", range(1, 13))
def test_weeks_hold_every_day_once_under_its_weekday(journal, month):
    weeks = month_of(journal, date(2026, month, 1)).weeks

    cells = [(place, day) for week in weeks for place, day in enumerate(week) if day]
    assert all(day.date.weekday() == place for place, day in cells)
    days = [day.date for _place, day in cells]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


def test_picture_has_a_mark_for_every_mood_and_no_other(journal, may):
    written(journal, "2026-05-20T18:00", mood=Mood.UNKNOWN)

    marks = moods.marks_of(month_of(journal, MAY))

    rows = {row.value: row.place for row in moods.rows()}
    assert sorted(mark.y for mark in marks) == sorted(
        rows[mood] for mood in (Mood.HARD, Mood.UNKNOWN, Mood.LIGHT)
    )
    assert all(moods.LEFT <= mark.x <= moods.WIDTH for mark in marks)


def test_many_moods_of_one_day_stay_beside_their_day(journal):
    for minute in range(30):
        written(journal, f"2026-05-31T12:{minute:02}", mood=Mood.HARD)

    marks = moods.marks_of(month_of(journal, MAY))

    assert len(marks) == 30
    assert min(mark.x for mark in marks) >= moods.RIGHT
    assert max(mark.x for mark in marks) <= moods.RIGHT + moods.DAY_WIDTH


@pytest.mark.parametrize(
    ("month", "numbers"),
    [
        (MAY, [1, 8, 15, 22, 29]),
        (date(2024, 2, 1), [1, 8, 15, 22, 29]),
        (date(2026, 2, 1), [1, 8, 15, 22]),
    ],
)
def test_numbers_below_the_picture_stand_under_the_marks_of_their_days(
    journal, month, numbers
):
    for number in numbers:
        written(journal, f"{month:%Y-%m}-{number:02}T12:00", mood=Mood.HARD)
    shown_month = month_of(journal, month)

    below = moods.numbers_below(shown_month)

    assert [tick.value for tick in below] == numbers
    marks = moods.marks_of(shown_month)
    assert [tick.place for tick in below] == [mark.x for mark in marks]


# --- What it costs --------------------------------------------------------------------


@pytest.fixture
def long_journal(journal):
    """1,500 entries, an hour apart: 63 days."""
    fill(journal, 1_500, text="Short. ")
    return journal


def test_month_opens_no_header_and_few_blocks(long_journal, opened):
    blocks = ManifestBlock.objects.filter(vault=long_journal.vault_id).count()
    today = list(manifest.all_lines(long_journal, manifest.read_head(long_journal)))
    assert (blocks, len(today)) == (6, 1_501)
    opened.update(block=0)

    with CaptureQueriesContext(connection) as captured:
        month = month_of(long_journal)

    assert month.noted
    # The settings' header and body tell the clock; no entry's does.
    assert (opened["header"], opened["body"]) == (1, 1)
    assert opened["block"] <= 5
    assert len(captured) == opened["block"] + 1


def test_filter_opens_blocks_of_its_period_and_a_page_of_headers(long_journal, opened):
    newest = next(iter(timeline.page(long_journal).leaves)).at.date()
    opened.update(dict.fromkeys(opened, 0))

    page = filtered(long_journal, Filter(first=newest - timedelta(days=2)))

    assert page.total > timeline.PAGE_SIZE == len(page.leaves)
    assert (opened["header"], opened["body"]) == (timeline.PAGE_SIZE, 0)
    assert opened["block"] <= 2


def test_filter_of_all_times_opens_each_block_once_and_a_page_of_headers(
    long_journal, opened
):
    page = filtered(long_journal, Filter(tag="river"), number=2)

    assert page.total == 150
    assert opened == {"head": 1, "block": 6, "header": timeline.PAGE_SIZE, "body": 0}
