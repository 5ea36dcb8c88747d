"""What holds the words: seen at once, or parsed where that cannot tell."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.domain.check_in import CheckIn, Mood
from journal.domain.matter import (
    Prompt,
    Words,
    decode_header,
    encode_header,
    header_for,
)
from journal.domain.moments import Moment
from journal.domain.query import Query
from journal.domain.searchable import is_match, searchable

NOON = Moment(datetime(2026, 5, 3, 12, tzinfo=UTC), "UTC")
HEADER = header_for(
    Words('A "heron", \\ at', "By the weir.", Prompt("Which bird?")), NOON
)
BODY = b"By the weir."


ANSWER = header_for(
    Words(
        "Déjà vu",
        "She said no.",
        Prompt("Which bird was it?", "Small steps", "gentle"),
        CheckIn(Mood.HARD, ("worried", "far away"), "some", "tense"),
        ("night", "weir side"),
    ),
    NOON,
)


def matches(header, body, typed):
    return is_match(header, lambda: body, Query.of(typed))


def not_asked():
    raise AssertionError


def changed(*, without="", **values):
    """Return the header with other values, or without one of them."""
    whole = json.loads(encode_header(HEADER)) | values
    whole.pop(without, None)
    return json.dumps(whole, separators=(",", ":")).encode()


@pytest.mark.parametrize("typed", ["weir", "heron", "heron weir", "bird", '"the weir"'])
def test_words_are_found_wherever_they_stand(typed):
    assert matches(encode_header(HEADER), BODY, typed)


@pytest.mark.parametrize("typed", ["excerpt", "utc", "trusted", '"weir which"', "gull"])
def test_what_is_not_the_writers_is_no_match(typed):
    assert not matches(encode_header(HEADER), BODY, typed)


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
        ("said", True),
        ("excerpt", False),
        ("null", False),
        ('"away night"', False),
        ("deja heron", False),
        (",", False),
    ],
)
def test_words_in_a_header_are_told_from_all_else_without_parsing(typed, found):
    """A search for one of these may find, or pass over, every record there is."""
    query, header = Query.of(typed), encode_header(ANSWER)

    assert query.look_at(header, lambda: b"She said it.") is found


def test_text_is_not_opened_where_the_header_tells():
    header = encode_header(ANSWER)

    assert Query.of("night deja").look_at(header, not_asked) is True


def test_header_that_does_not_spell_all_out_is_told_by_the_text_or_by_parsing():
    """Quotes are escaped in JSON: what stands beside an escape may be part of one."""
    header = encode_header(replace(ANSWER, excerpt='She said "no".'))
    text = 'She said "no".'.encode

    assert Query.of("said").look_at(header, text) is True
    assert Query.of("night").look_at(header, text) is None
    assert Query.of("gull").look_at(header, text) is False
    assert Query.of('"gull cried"').look_at(header, text) is None
    assert matches(header, text(), "night")


def test_header_that_is_laid_out_otherwise_is_parsed():
    header = changed(versions=[]).replace(b'"tags":[', b'"tags" :[')

    assert Query.of("weir").look_at(header, lambda: b"") is None
    assert matches(header, BODY, "weir")


TRICKY = 'abe \n\u00e9\u00df\u2019\u2013\u0301\0"\\,:[]\u0436\uff02'
TEXTS = st.text(st.sampled_from(TRICKY), max_size=6)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)


@given(TEXTS, TEXTS, TEXTS, st.builds(Prompt, TEXTS, TEXTS, TEXTS), LISTS, LISTS)
@example("", "", ",", None, ("a", "b"), ("c",))
@example("", "", '"a b"', Prompt("", "", ""), (), ("a", "b"))
@example("", '"', '"a b"', None, ("a\nb",), ())
@example("abba\uff02: b", "", "abba", None, (), ())
@example('abba": b', "", "abba", None, (), ())
def test_what_is_seen_at_sight_is_what_parsing_says(
    title, text, typed, prompt, feelings, tags
):
    words = Words(title, text, prompt, CheckIn(0, feelings), tags)
    header, query = encode_header(header_for(words, NOON)), Query.of(typed)
    occurs = query.occurs_in(*searchable(header, text.encode).texts)

    assert query.look_at(header, text.encode) in {occurs, None}
    assert is_match(header, text.encode, query) == occurs


def test_cyrillic_words_are_seen_without_parsing():
    header, text = encode_header(HEADER), "Серая цапля".encode

    assert Query.of("ЦАПЛЯ").look_at(header, text) is True
    assert Query.of("чайка").look_at(header, text) is False


def test_header_from_before_there_was_a_trash_is_found():
    header = changed(without="trashed")

    assert b"trashed" not in header
    assert decode_header(header).trashed is None
    assert matches(header, BODY, "weir")


@pytest.mark.parametrize(
    "header",
    [changed(trashed=date(2026, 5, 4).isoformat()), changed(kind=0), b"{}"],
    ids=["in the trash", "another kind", "nothing"],
)
def test_what_is_no_entry_on_the_timeline_is_no_match(header):
    assert not matches(header, BODY, "weir")


def test_body_that_is_no_text_is_no_match():
    assert not matches(encode_header(ANSWER), b"weir \xff", "gull")
    assert not matches(encode_header(HEADER), b"weir \xff", "weir")


def test_header_that_is_no_text_is_no_match():
    header = encode_header(HEADER).replace(b"bird", b"\xff gull")

    assert not matches(header, BODY, "gull")
