"""The limit on trying tokens: counted in memory, under a hash, for some minutes."""

import time

from resources.sharing.domain import guesses


def test_misses_are_counted_for_each_prefix_alone():
    for _miss in range(guesses.MISSES):
        assert not guesses.are_too_many("one")
        guesses.count_miss("one")

    assert guesses.are_too_many("one")
    assert not guesses.are_too_many("two")


def test_misses_are_forgotten_after_a_while(monkeypatch):
    for _miss in range(guesses.MISSES):
        guesses.count_miss("one")
    later = time.time() + guesses.WINDOW
    monkeypatch.setattr(time, "time", lambda: later)

    assert not guesses.are_too_many("one")


def test_count_that_runs_out_while_it_is_raised_begins_anew(monkeypatch):
    monkeypatch.setattr(guesses, "WINDOW", 1e-9)

    guesses.count_miss("one")

    assert not guesses.are_too_many("one")
