"""Choices: what is stored counts only as long as the site offers it."""

import pytest

from journal.domain import choices
from journal.domain.preferences import (
    Preferences,
    change_preferences,
    read_preferences,
)

CHOSEN = {
    "time_zone": "Asia/Tokyo",
    "zone_was_asked": True,
    "idle_minutes": 5,
    "exit_address": "/readyz",
    "shift_leaves": False,
    "theme": "dark",
    "language": "en",
    "timer_minutes": 0,
    "spell_check": True,
    "list_words": False,
    "list_moods": False,
    "plain_text": True,
    "first_visit_over": True,
}


def test_what_was_chosen_is_read_again_and_is_no_default(journal):
    before = read_preferences(journal)

    change_preferences(journal, **CHOSEN)

    after = read_preferences(journal)
    assert {name: getattr(after, name) for name in CHOSEN} == CHOSEN
    assert [name for name in CHOSEN if getattr(before, name) == CHOSEN[name]] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_minutes", 4),
        ("idle_minutes", 10**6),
        ("idle_minutes", -5),
        ("idle_minutes", True),
        ("idle_minutes", "5"),
        ("idle_minutes", None),
        ("exit_address", "https://elsewhere.example/"),
        ("exit_address", "javascript:alert(1)"),
        ("exit_address", ["/readyz"]),
        ("shift_leaves", 0),
        ("shift_leaves", "no"),
        ("theme", "sepia"),
        ("theme", 'dark" onload="'),
        ("language", "xx"),
        ("timer_minutes", 11),
        ("timer_minutes", 10.0),
        ("spell_check", 1),
        ("list_words", None),
        ("list_moods", {}),
        ("plain_text", "true"),
        ("first_visit_over", 1),
        ("tags", "sleep"),
        ("passkeys", []),
    ],
)
def test_broken_value_falls_back_alone(journal, name, value):
    change_preferences(journal, **CHOSEN, passkeys={"a": "Mine"}, tags=["sleep"])
    whole = read_preferences(journal)

    change_preferences(journal, **{name: value})

    after = read_preferences(journal)
    assert getattr(after, name) == getattr(Preferences(), name)
    others = [each for each in CHOSEN if each != name]
    assert [getattr(after, each) for each in others] == [
        getattr(whole, each) for each in others
    ]


def test_address_that_the_operator_took_away_counts_no_more(journal, settings):
    change_preferences(journal, exit_address="/readyz")
    assert read_preferences(journal).way_out == "/readyz"

    settings.EXIT_URLS = []

    assert read_preferences(journal).way_out == settings.EXIT_URL


def test_sites_own_limit_and_address_are_always_offered(settings):
    settings.JOURNAL_IDLE_MINUTES, settings.EXIT_URL = 20, "https://weather.example/"

    assert choices.idle_choices() == [5, 15, 20, 30, 60]
    assert choices.exit_addresses() == ["https://weather.example/", "/readyz"]


def test_nothing_chosen_is_the_safe_side():
    nothing = Preferences()

    assert (nothing.minutes_open, nothing.way_out) == (15, "/healthz")
    assert (nothing.spell_check, nothing.shift_leaves) == (False, True)
