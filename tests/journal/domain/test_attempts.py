"""Guessing is slowed down; the writer is never shut out."""

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from journal.domain.attempts import (
    FREE_BY_ACCOUNT,
    FREE_BY_BOTH,
    FREE_BY_DEVICE,
    FREE_BY_PREFIX,
    FREE_CODES,
    WINDOW,
    Guess,
    Kind,
    attempt,
)
from journal.domain.errors import BusyError, SlowDownError, WrongSecretError

pytestmark = pytest.mark.django_db

ALICE, CAROL = uuid.UUID(int=1), uuid.UUID(int=2)
HOME = Guess(Kind.PASSPHRASE, ALICE, "prefix-home", "seat-home")
CODE = Guess(Kind.CODE, None, "prefix-home", "seat-home")


@pytest.fixture(autouse=True)
def _fresh(clock):
    """Begin every test with no counts, in the first second of a window."""
    cache.clear()
    clock.time = clock.time.replace(second=0)


def fails(guess, stamp=""):
    """Try wrong words; return the refusal if they were not even looked at."""
    try:
        with suppress(WrongSecretError), attempt(guess, stamp=stamp):
            raise WrongSecretError
    except SlowDownError as error:
        return error
    return None


def opens(guess, stamp=""):
    """Tell whether right words are looked at."""
    try:
        with attempt(guess, stamp=stamp):
            return True
    except SlowDownError:
        return False


def hammer(guess, times):
    """Fail that often without heeding any refusal; return how many were looked at."""
    return sum(fails(guess) is None for _ in range(times))


def hammer_from_everywhere(times=200):
    """Fail from that many prefixes, each with a session of its own."""
    for number in range(times):
        fails(replace(HOME, prefix=f"prefix-{number}", seat=f"seat-{number}"))


def waits_of(guess, clock, failures):
    """Fail with every stamp in time; return the waits."""
    waits = []
    for _ in range(failures):
        refusal = fails(guess)
        waits.append(refusal.seconds)
        clock.on(seconds=refusal.seconds)
        assert fails(guess, refusal.stamp) is None
    return waits


@pytest.mark.parametrize(
    ("guess", "free"),
    [
        (HOME, FREE_BY_BOTH),
        (CODE, FREE_CODES),
        (replace(HOME, device="d" * 32), FREE_BY_DEVICE),
        (replace(HOME, kind=Kind.PASSKEY), FREE_BY_BOTH),
    ],
)
def test_some_failures_are_free_and_no_more(guess, free):
    assert hammer(guess, free + 20) == free


def test_waits_grow_to_a_minute_and_no_further(clock):
    hammer(HOME, FREE_BY_BOTH)

    assert waits_of(HOME, clock, 7) == [5, 10, 20, 40, 60, 60, 60]


def test_impatience_does_not_make_the_wait_longer(clock):
    hammer(HOME, FREE_BY_BOTH + 50)

    first = fails(HOME)
    clock.on(seconds=2)
    second = fails(HOME, first.stamp)

    assert (first.seconds, second.seconds) == (5, 3)
    assert second.stamp == first.stamp


def test_stamp_in_time_buys_one_guess_and_is_spent(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    clock.on(seconds=5)

    assert fails(HOME, stamp) is None
    assert fails(HOME, stamp).seconds == 10
    clock.on(seconds=60)
    assert not opens(HOME, stamp)


def test_stamp_before_its_time_buys_nothing(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp

    clock.on(seconds=4)
    assert not opens(HOME, stamp)
    clock.on(seconds=1)
    assert opens(HOME, stamp)


def test_stamp_after_its_end_buys_nothing(clock):
    flood = replace(HOME, prefix="another")
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    clock.on(seconds=5 + 20 * 60)
    hammer(flood, FREE_BY_BOTH)

    assert not opens(flood, stamp)


@pytest.mark.parametrize(
    "other",
    [
        replace(HOME, account=CAROL),
        replace(HOME, kind=Kind.PASSKEY),
        CODE,
    ],
)
def test_stamp_does_not_serve_another_account_or_secret(clock, other):
    hammer(HOME, FREE_BY_BOTH)
    hammer(other, FREE_CODES)
    stamp = fails(HOME).stamp

    clock.on(seconds=60)

    assert not opens(other, stamp)
    assert opens(HOME, stamp)


def test_stamp_serves_from_another_address(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    hammer_from_everywhere()
    clock.on(seconds=60)

    assert opens(replace(HOME, prefix="moved", seat="another"), stamp)


def test_one_session_collects_no_stamps(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamps = {fails(HOME).stamp for _ in range(50)}
    clock.on(seconds=60)

    assert sum(fails(HOME, stamp) is None for stamp in stamps) == 1


def test_one_device_collects_no_stamps(clock):
    known = replace(HOME, device="d" * 32)
    hammer(known, FREE_BY_DEVICE)
    stamps = {fails(replace(known, seat=str(n))).stamp for n in range(50)}

    assert len(stamps) == 1


def test_known_device_opens_at_once_under_attack_from_everywhere():
    hammer_from_everywhere()

    assert opens(replace(HOME, device="d" * 32))


def test_known_device_opens_at_once_under_attack_from_its_own_network():
    for number in range(100):
        fails(replace(HOME, seat=f"seat-{number}"))

    assert opens(replace(HOME, device="d" * 32))


@pytest.mark.parametrize("place", ["prefix-home", "prefix-new"])
def test_new_device_opens_within_a_minute_under_attack(clock, place):
    owner = Guess(Kind.PASSPHRASE, ALICE, place, "seat-owner")
    for number in range(100):
        fails(replace(HOME, seat=f"seat-{number}"))
    hammer_from_everywhere()
    refusal = fails(owner)
    assert refusal.seconds <= 60

    for second in range(refusal.seconds):  # they never stop
        clock.on(seconds=1)
        fails(replace(HOME, seat=f"seat-{second}"))
        fails(replace(HOME, prefix=place, seat=f"later-{second}"))

    assert opens(owner, refusal.stamp)


def test_guessing_one_account_from_everywhere_is_slowed(clock):
    looked_at = sum(
        hammer(replace(HOME, prefix=f"prefix-{n}", seat=f"seat-{n}"), 1)
        for n in range(200)
    )

    assert looked_at == FREE_BY_ACCOUNT


def test_guessing_many_accounts_from_one_place_is_slowed():
    looked_at = sum(
        hammer(replace(HOME, account=uuid.UUID(int=n), seat=f"seat-{n}"), 1)
        for n in range(200)
    )

    assert looked_at == FREE_BY_PREFIX


def test_failures_of_one_do_not_slow_another_elsewhere():
    hammer(HOME, 200)

    assert opens(Guess(Kind.PASSPHRASE, CAROL, "prefix-new", "seat-carol"))


def test_code_and_passphrase_are_counted_apart():
    hammer(HOME, 200)

    assert hammer(CODE, 200) == FREE_CODES
    assert hammer(replace(HOME, kind=Kind.PASSKEY), 200) == FREE_BY_BOTH


def test_opening_costs_nothing():
    assert all(opens(HOME) for _ in range(50))
    assert hammer(HOME, 20) == FREE_BY_BOTH


def test_opening_with_a_stamp_spends_it(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    clock.on(seconds=60)

    assert opens(HOME, stamp)
    assert not opens(HOME, stamp)


def test_busy_server_costs_neither_a_guess_nor_a_stamp(clock):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    clock.on(seconds=60)

    for _ in range(5):
        with pytest.raises(BusyError), attempt(HOME, stamp=stamp):
            raise BusyError

    assert opens(HOME, stamp)


def test_spent_stamp_left_in_its_seat_is_replaced(clock, monkeypatch):
    hammer(HOME, FREE_BY_BOTH)
    stamp = fails(HOME).stamp
    clock.on(seconds=5)
    # As if the process had ended between the two steps of spending.
    monkeypatch.setattr(cache, "delete", lambda _key: True)
    assert fails(HOME, stamp) is None

    refusal = fails(HOME)

    assert refusal.stamp != stamp
    assert refusal.seconds == 10


def test_counts_expire(clock):
    hammer(HOME, FREE_BY_BOTH + 20)
    clock.on(seconds=WINDOW)

    assert hammer(HOME, FREE_BY_BOTH + 20) == FREE_BY_BOTH


def test_every_row_of_the_cache_expires_within_an_hour():
    hammer_from_everywhere(40)

    # The cache keeps time by itself; the clock of the tests is not its clock.
    soon = connection.ops.adapt_datetimefield_value(
        datetime.now(tz=UTC) + timedelta(hours=1)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone()[0] > 40
        cursor.execute("SELECT COUNT(*) FROM cache WHERE expires > %s", [soon])
        assert cursor.fetchone() == (0,)


def test_cache_names_no_account_address_or_session(clock):
    device = replace(HOME, device="d" * 32)
    for guess in (HOME, CODE, device):
        hammer(guess, 30)
    refusal = fails(HOME)
    clock.on(seconds=60)
    fails(HOME, refusal.stamp)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        rows = cursor.fetchall()

    dump = repr(rows)
    needles = (
        ALICE.hex,
        str(ALICE),
        "prefix-home",
        "seat-home",
        "d" * 32,
        "passphrase",
    )
    assert len(rows) > 20
    assert [needle for needle in needles if needle in dump] == []
