"""Where a match stands in the list: seen at once, or parsed where that cannot tell."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.domain.check_in import CheckIn, Mood
from journal.domain.lines import place_of
from journal.domain.matter import (
    Prompt,
    Words,
    decode_header,
    encode_header,
    header_for,
)
from journal.domain.moments import Moment
from journal.domain.query import Query
from journal.domain.searchable import place_of_match, searchable

NOON = Moment(datetime(2026, 5, 3, 12, tzinfo=UTC), "UTC")
HEADER = header_for(
    Words('A "heron", \\ at', "By the weir.", Prompt("Which bird?")), NOON
)
BODY = b"By the weir."


ANSWER = header_for(
    Words(
        "Déjà vu",
        'She said "no".',
        Prompt("Which bird was it?", "Small steps", "gentle"),
        CheckIn(Mood.HARD, ("worried", "far away"), "some", "tense"),
        ("night", "weir side"),
    ),
    NOON,
)


def changed(*, without="", **values):
    """Return the header with other values, or without one of them."""
    whole = json.loads(encode_header(HEADER)) | values
    whole.pop(without, None)
    return json.dumps(whole, separators=(",", ":")).encode()


@pytest.mark.parametrize("typed", ["weir", "heron", "heron weir", "bird", '"the weir"'])
def test_match_stands_where_the_list_has_it(typed):
    place = place_of_match(encode_header(HEADER), BODY, Query.of(typed))

    assert place == place_of(HEADER)


@pytest.mark.parametrize("typed", ["excerpt", "utc", "trusted", '"weir which"', "gull"])
def test_what_is_not_the_writers_is_no_match(typed):
    assert place_of_match(encode_header(HEADER), BODY, Query.of(typed)) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("deja", True),
        ('"which bird"', True),
        ("steps", True),
        ("worried night", True),
        ('"far away"', True),
        ('"weir side" deja', True),
        ("trusted", False),
        ("gentle", False),
        ("tense", False),
        ("said", False),
        ("null", False),
        ('"away night"', False),
        ("deja heron", False),
        (",", False),
    ],
)
def test_words_beside_a_text_are_told_from_all_else_without_parsing(typed, found):
    """A search for one of these may find, or pass over, every record there is."""
    query, header = Query.of(typed), encode_header(ANSWER)

    assert query.look_at(header, "Ça va.".encode()) is found


TRICKY = 'abe \n\u00e9\u00df\u2019\u2013\u0301\0"\\,[]\u0436'
TEXTS = st.text(st.sampled_from(TRICKY), max_size=6)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)


@given(TEXTS, TEXTS, TEXTS, st.builds(Prompt, TEXTS, TEXTS, TEXTS), LISTS, LISTS)
@example("", "", ",", None, ("a", "b"), ("c",))
@example("", "", '"a b"', Prompt("", "", ""), (), ("a", "b"))
@example("", '"', '"a b"', None, ("a\nb",), ())
def test_what_is_seen_at_sight_is_what_parsing_says(
    title, text, typed, prompt, feelings, tags
):
    words = Words(title, text, prompt, CheckIn(0, feelings), tags)
    header, query = encode_header(header_for(words, NOON)), Query.of(typed)
    parsed = searchable(header, text.encode())
    occurs = query.occurs_in(*parsed.texts)

    assert query.look_at(header, text.encode()) in {occurs, None}
    place = place_of_match(header, text.encode(), query)
    assert place == (place_of(parsed.header) if occurs else None)


def test_cyrillic_words_are_seen_without_parsing():
    header, body = encode_header(HEADER), "Серая цапля".encode()

    assert Query.of("ЦАПЛЯ").look_at(header, body) is True
    assert Query.of("чайка").look_at(header, body) is False


@pytest.mark.parametrize(
    "day",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC, microsecond=0),
        datetime(1960, 2, 3, tzinfo=timezone(timedelta(minutes=17, seconds=30))),
    ],
    ids=["the first there is", "the last there is", "an offset with seconds"],
)
def test_match_of_any_day_stands_where_the_list_has_it(day):
    header = header_for(Words("", "By the weir."), Moment(day, "UTC"))

    place = place_of_match(encode_header(header), BODY, Query.of("weir"))

    assert place == place_of(header)


def test_header_from_before_there_was_a_trash_is_found():
    header = changed(without="trashed")

    assert b"trashed" not in header
    assert decode_header(header).trashed is None
    assert place_of_match(header, BODY, Query.of("weir")) == place_of(HEADER)


@pytest.mark.parametrize(
    "header",
    [
        encode_header(HEADER).replace(b"2026-05-03", b"yesterday"),
        encode_header(HEADER).replace(b"+00:00", b""),
        changed(trashed=date(2026, 5, 4).isoformat()),
        changed(kind=0),
    ],
    ids=["no time", "no offset", "in the trash", "another kind"],
)
def test_what_is_no_entry_on_the_timeline_is_no_match(header):
    assert place_of_match(header, BODY, Query.of("weir")) is None


def test_body_that_is_no_text_is_no_match():
    assert place_of_match(encode_header(HEADER), b"weir \xff", Query.of("weir")) is None


def test_header_that_is_no_text_is_no_match():
    header = encode_header(HEADER).replace(b"bird", b"\xff gull")

    assert place_of_match(header, BODY, Query.of("gull")) is None
