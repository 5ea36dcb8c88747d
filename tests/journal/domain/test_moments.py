"""Moments: as they were lived, wherever the server stands."""

from datetime import datetime

import pytest

from journal.domain.moments import is_zone, lived_at, moment_from, zones

BERLIN = moment_from("2026-05-03T00:30:00+02:00", zone="Europe/Berlin")


def test_moment_is_shown_as_the_clock_there_showed_it():
    assert BERLIN.lived == datetime(2026, 5, 3, 0, 30)  # noqa: DTZ001 -- a clock's face has no offset
    assert lived_at(BERLIN.seconds, BERLIN.offset) == BERLIN.lived
    assert BERLIN.offset == 120


def test_moment_on_another_clock_is_the_same_moment():
    there = BERLIN.on_the_clock_of("America/New_York")

    assert there.seconds == BERLIN.seconds
    assert there.lived == datetime(2026, 5, 2, 18, 30)  # noqa: DTZ001 -- as above


@pytest.mark.parametrize("text", ["2026-05-03T12:00:00", "2026-05-03", "noon", ""])
def test_text_without_an_offset_is_no_moment(text):
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        moment_from(text, zone="UTC")


@pytest.mark.parametrize(
    ("name", "known"),
    [("Europe/Berlin", True), ("UTC", True), ("Mars/Olympus", False)]
    + [(name, False) for name in ("", "../etc/passwd", "/etc/passwd", "Europe", "\0")],
)
def test_zone_is_known_or_not(name, known):
    assert is_zone(name) is known


def test_zones_on_offer_are_places_and_utc():
    offered = zones()

    assert offered == tuple(sorted(set(offered)))
    assert {"Europe/Berlin", "Asia/Kathmandu", "UTC"} <= set(offered)
    assert [name for name in offered if not is_zone(name)] == []
    assert [name for name in offered if name.startswith(("Etc/", "posix/"))] == []
    assert [name for name in offered if "/" not in name] == ["UTC"]
