"""Headers: what is sealed under the right key, and yet is no header, says so."""

import json
import uuid

import pytest

from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import Kind
from journal.domain.matter import (
    MAX_TITLE,
    Entry,
    Sending,
    Words,
    decode_header,
    encode_header,
    header_for,
)
from journal.domain.moments import moment_from

MOMENT = moment_from("2026-05-03T12:00:00+02:00", zone="Europe/Berlin")


@pytest.fixture
def header(words):
    return header_for(words, MOMENT, sending=Sending(uuid.UUID(int=1), 3))


def test_header_is_read_back(header):
    assert decode_header(encode_header(header)) == header


@pytest.mark.parametrize(
    "change",
    [
        {"kind": int(Kind.SETTINGS)},
        {"at": "yesterday"},
        {"at": "2026-05-03T12:00:00"},
        {"at": None},
        {"prompt": ["a", "b", "c", "d"]},
        {"form": ["no id", 1]},
        {"form": ["1" * 32]},
        {"form": ["1" * 32, "often"]},
        {"form": ["1" * 32, float("inf")]},
        {"form": [7, 1]},
    ],
)
def test_header_with_another_value_is_damaged(header, change):
    values = json.loads(encode_header(header))

    with pytest.raises(EntryDamagedError):
        decode_header(json.dumps(values | change).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"7", b"{}", b'"text"'])
def test_header_of_another_shape_is_damaged(data):
    with pytest.raises(EntryDamagedError):
        decode_header(data)


@pytest.mark.parametrize(
    "missing",
    ["kind", "title", "excerpt", "at", "zone", "prompt", "trusted", "waiting", "form"],
)
def test_header_without_a_key_is_damaged(header, missing):
    values = json.loads(encode_header(header))
    del values[missing]

    with pytest.raises(EntryDamagedError):
        decode_header(json.dumps(values).encode())


def test_header_ignores_keys_of_a_later_version(header):
    values = json.loads(encode_header(header)) | {"weather": 4}

    assert decode_header(json.dumps(values).encode()) == header


def test_nothing_of_an_entry_is_shown_where_values_are_printed(header, words):
    entry = Entry(uuid.UUID(int=1), 1, header, words.text)

    assert f"{words} {header} {entry}" == "<Words> <Header> <Entry>"


def test_title_that_is_too_long_goes_on_in_the_text():
    words = Words("t" * MAX_TITLE + "he rest", "And the text.")

    fitted = words.fitted()

    assert fitted == Words("t" * MAX_TITLE, "he rest\n\nAnd the text.")
