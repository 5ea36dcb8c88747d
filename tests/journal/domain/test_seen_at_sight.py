"""Where a match stands in the list: seen at once, or parsed where that cannot tell."""

import json
from datetime import UTC, date, datetime

import pytest

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
from journal.domain.searchable import place_of_match

NOON = Moment(datetime(2026, 5, 3, 12, tzinfo=UTC), "UTC")
HEADER = header_for(
    Words('A "heron", \\ at', "By the weir.", Prompt("Which bird?")), NOON
)
BODY = b"By the weir."


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
