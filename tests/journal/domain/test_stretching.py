"""Argon2id in turns: few at once, one of an account, and nobody waits for long."""

import resource
import threading
import time
import uuid
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from journal.crypto import kdf
from journal.domain.errors import BusyError
from journal.domain.stretching import PATIENCE, Turns
from journal.domain.vaults import start_journal
from recovery_site.accounts.models import User
from tests.journal.unlocked import unlock_with_passphrase

CROWD = 200
WORDS = "quiet harbour linen oat seven tide"


class Watch:
    """Counts who is at work now, and keeps the most there ever were."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: Counter[object] = Counter()
        self.most = self.most_of_one = 0

    def enter(self, account: object) -> None:
        with self.lock:
            self.now[account] += 1
            self.most = max(self.most, self.now.total())
            self.most_of_one = max(self.most_of_one, *self.now.values())

    def leave(self, account: object) -> None:
        with self.lock:
            self.now[account] -= 1


def at_the_same_time(run, count):
    """Run a function in that many threads at once; return its results."""
    start, results = threading.Barrier(count), []

    def one(number):
        start.wait()
        results.append(run(number))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def taking(turns, watch, account, seconds):
    try:
        with turns.turn(account):
            watch.enter(account)
            time.sleep(seconds)
            watch.leave(account)
    except BusyError:
        return "busy"
    return "done"


def test_few_stretch_at_once_and_all_who_may_wait_get_a_turn():
    turns, watch = Turns(at_once=2, waiting=CROWD, patience=60), Watch()

    results = at_the_same_time(
        lambda _n: taking(turns, watch, uuid.uuid4(), 0.001), CROWD
    )

    assert Counter(results) == {"done": CROWD}
    assert watch.most == 2


def test_an_account_has_one_turn_and_others_pass_by():
    turns, watch = Turns(at_once=2, waiting=CROWD, patience=60), Watch()
    accounts = [uuid.UUID(int=n % 4) for n in range(40)]

    at_the_same_time(lambda n: taking(turns, watch, accounts[n], 0.002), 40)

    assert watch.most_of_one == 1
    assert watch.most == 2


def test_account_that_waits_for_itself_holds_up_nobody():
    turns, watch = Turns(at_once=2, waiting=9, patience=60), Watch()
    mine, hers = uuid.uuid4(), uuid.uuid4()

    with turns.turn(mine):
        waiting = threading.Thread(target=taking, args=(turns, watch, mine, 0))
        waiting.start()
        assert taking(turns, watch, hers, 0) == "done"
    waiting.join()


def test_full_queue_is_told_at_once():
    """Nobody who has a turn gives it back before all the others were told."""
    turns = Turns(at_once=2, waiting=3, patience=600)
    told, all_told = [], threading.Event()

    def one(_number):
        try:
            with turns.turn(uuid.uuid4()):
                assert all_told.wait(600)
        except BusyError:
            told.append("busy")
            if len(told) == CROWD - 5:
                all_told.set()
            return "busy"
        return "done"

    assert Counter(at_the_same_time(one, CROWD)) == {"done": 5, "busy": CROWD - 5}


def test_nobody_waits_longer_than_the_patience():
    """The turn is held until everybody else has been told that it is busy."""
    turns, watch = Turns(at_once=1, waiting=CROWD, patience=0.2), Watch()

    with turns.turn(uuid.uuid4()):
        results = at_the_same_time(
            lambda _n: taking(turns, watch, uuid.uuid4(), 0), CROWD
        )

    assert Counter(results) == {"busy": CROWD}
    assert taking(turns, watch, uuid.uuid4(), 0) == "done"


def test_turn_comes_back_after_a_failure():
    turns, account = Turns(at_once=1, waiting=0, patience=1), uuid.uuid4()

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn(account):
            raise ZeroDivisionError

    with turns.turn(account):
        pass


def test_settings_leave_a_thread_for_everybody_else():
    busy = settings.JOURNAL_ARGON2_AT_ONCE + settings.JOURNAL_ARGON2_WAITING

    assert busy < 4  # the threads of one process of `serve`
    assert PATIENCE < 30  # seconds, after which a browser's visitor has gone


def watched(argon2, watch):
    """Return the library's own, which cannot be inherited from, under observation."""

    class Watched:
        def __init__(self, **parameters):
            self.inner = argon2(**parameters)

        def derive(self, passphrase):
            watch.enter("any")
            try:
                return self.inner.derive(passphrase)
            finally:
                watch.leave("any")

    return Watched


@pytest.mark.django_db(transaction=True)
def test_crowd_of_unlockers_is_bounded_in_number_and_memory(settings, monkeypatch):
    settings.JOURNAL_ARGON2, settings.JOURNAL_ARGON2_FLOOR = (1, 65_536, 1), (1, 8, 1)
    # PostgreSQL takes a hundred connections; each thread has one.
    crowd = CROWD if connection.vendor == "sqlite" else 60
    writers = [User.objects.create_user(f"writer{n}") for n in range(6)]
    for writer in writers:
        start_journal(writer, passphrase=WORDS)
    watch = Watch()

    def one(number):
        try:
            unlock_with_passphrase(
                writers[number % 6], passphrase=WORDS, session_key="s" * 32
            )
        except BusyError:
            return "busy"
        finally:
            connection.close()
        return "open"

    monkeypatch.setattr(kdf, "Argon2id", watched(kdf.Argon2id, watch))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results = at_the_same_time(one, crowd)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB

    outcomes = Counter(results)
    assert set(outcomes) == {"open", "busy"}
    assert outcomes.total() == crowd
    assert watch.most <= settings.JOURNAL_ARGON2_AT_ONCE
    assert grown < 65_536 * settings.JOURNAL_ARGON2_AT_ONCE + 100_000
