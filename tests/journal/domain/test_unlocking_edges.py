"""How long an open journal stays so, as it is told to its pages."""

from datetime import timedelta

from journal.domain import unlocking
from journal.domain.preferences import change_preferences
from journal.models import Unlock

SESSION = "s"


def idle_until():
    return Unlock.objects.values_list("idle_until", flat=True).get()


def test_journal_that_was_just_made_has_its_whole_idle_time(journal):
    assert unlocking.seconds_left(journal) == unlocking.idle_seconds(journal)


def test_page_that_nobody_asked_for_keeps_nothing_open(alice, journal, clock):
    opening = unlocking.keep_open(journal, session_key=SESSION)
    before = idle_until()
    clock.on(minutes=10)

    found = unlocking.opened(
        alice, cookie=opening.cookie, session_key=SESSION, touch=False
    )

    assert idle_until() == before
    assert unlocking.seconds_left(found) == (before - clock.time).total_seconds()


def test_shorter_limit_holds_where_the_journal_is_open_already(journal, clock):
    change_preferences(journal, idle_minutes=60)
    unlocking.keep_open(journal, session_key=SESSION)
    before = idle_until()

    change_preferences(journal, idle_minutes=5)
    unlocking.shorten(journal)

    assert before - clock.time >= timedelta(minutes=60)
    assert idle_until() - clock.time < timedelta(minutes=10)


def test_longer_limit_changes_nothing_that_is_open(journal):
    change_preferences(journal, idle_minutes=5)
    unlocking.keep_open(journal, session_key=SESSION)
    before = idle_until()

    change_preferences(journal, idle_minutes=60)
    unlocking.shorten(journal)

    assert idle_until() == before
