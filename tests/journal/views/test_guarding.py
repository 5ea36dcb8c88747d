"""The pages that take a passphrase or a code, while somebody guesses."""

import re
import uuid

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from journal.crypto.recovery import RecoveryCode
from journal.domain import recovering, unlocking
from journal.domain.attempts import FREE_BY_BOTH, FREE_BY_DEVICE, FREE_CODES
from journal.domain.stretching import Turns
from journal.models import Unlock
from recovery_site.accounts.models import User

UNLOCK, RECOVER = reverse("journal-unlock"), reverse("journal-recover")
WRONG = "not the words at all"
NEW_WORDS = "umber lattice orchard nine"
ABROAD = "203.0.113.7"


@pytest.fixture(autouse=True)
def _fresh(db, clock):
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """Django's clock, set by hand, in the first second of a window of counting."""
    from tests.journal.domain.conftest import Clock  # noqa: PLC0415 -- a fixture's class

    clock = Clock()
    clock.time = clock.time.replace(second=0)
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def locked(open_client):
    """Alice's browser, in which the journal was open before."""
    open_client.post(reverse("journal-lock"))
    return open_client


def stranger(user, address="127.0.0.1"):
    """Return another browser in which the account is signed in."""
    client = Client(REMOTE_ADDR=address)
    client.force_login(user)
    return client


def stamp_of(response):
    found = re.findall(r'name="stamp" value="([^"]+)"', response.content.decode())
    return found[0] if found else ""


def unlock(client, passphrase, stamp=""):
    return client.post(UNLOCK, {"passphrase": passphrase, "stamp": stamp})


def recover(client, code, stamp=""):
    fields = {"code": code, "passphrase": NEW_WORDS, "stamp": stamp}
    return client.post(RECOVER, fields)


def hammered(user, times=FREE_BY_BOTH + 1, address="127.0.0.1"):
    """Fail in a new browser until it is refused; return browser and refusal."""
    client = stranger(user, address)
    answers = [unlock(client, WRONG) for _ in range(times)]
    return client, answers[-1]


def wrong_code():
    return RecoveryCode.generate().text


def test_first_failures_are_looked_at_and_then_the_page_asks_to_wait(alice, locked):
    client = stranger(alice)
    answers = [unlock(client, WRONG).status_code for _ in range(FREE_BY_BOTH + 2)]

    assert answers == [422] * FREE_BY_BOTH + [429, 429]


def test_refusal_says_how_long_and_shows_no_typed_word(alice, locked, passphrase):
    client, _ = hammered(alice)

    refusal = unlock(client, passphrase)

    page = refusal.content.decode()
    assert refusal["Retry-After"] == "5"
    assert "Please wait 5 seconds" in page
    assert "A try before that is not looked at" in page
    assert passphrase not in page
    assert 'type="password"' in page
    assert len(stamp_of(refusal)) == 86
    assert Unlock.objects.count() == 0


def test_right_words_with_the_stamp_in_time_open(alice, locked, passphrase, clock):
    client, refusal = hammered(alice)

    early = unlock(client, passphrase, stamp_of(refusal))
    clock.on(seconds=5)
    late = unlock(client, passphrase, stamp_of(early))

    assert early.status_code == 429
    assert late.status_code == 302
    assert client.get(reverse("journal-home")).status_code == 200


def test_busy_site_blames_no_word_and_says_when(alice, locked, passphrase, monkeypatch):
    turns = Turns(at_once=1, waiting=0, patience=0)
    monkeypatch.setattr("journal.domain.stretching.turn", turns.turn)

    with turns.turn(uuid.uuid4()):
        refusal = unlock(stranger(alice), passphrase)

    page = refusal.content.decode()
    assert (refusal.status_code, refusal["Retry-After"]) == (503, "5")
    assert "Nothing is wrong with what you typed" in page
    assert passphrase not in page


def test_wrong_words_with_the_stamp_spend_it(alice, locked, passphrase, clock):
    client, refusal = hammered(alice)
    clock.on(seconds=60)

    assert unlock(client, WRONG, stamp_of(refusal)).status_code == 422
    assert unlock(client, passphrase, stamp_of(refusal)).status_code == 429


@pytest.mark.parametrize("stamp", ["", "x", "A" * 86])
def test_forged_stamp_changes_nothing(alice, locked, passphrase, stamp):
    client, _ = hammered(alice)

    assert unlock(client, passphrase, stamp).status_code == 429


def test_stamp_of_another_account_changes_nothing(
    alice, carol, locked, passphrase, clock
):
    stranger(carol).post(
        reverse("journal-start"), {"offered": "x", "choice": "own", "own": NEW_WORDS}
    )
    _, refusal = hammered(carol, address=ABROAD)
    client, _ = hammered(alice)
    clock.on(seconds=60)

    assert unlock(client, passphrase, stamp_of(refusal)).status_code == 429


def test_right_words_within_the_limit_open_at_once(alice, locked, passphrase):
    client = stranger(alice)
    for _ in range(FREE_BY_BOTH - 1):
        unlock(client, WRONG)

    assert unlock(client, passphrase).status_code == 302


def test_hammering_never_stops_the_owner_at_a_known_browser(alice, locked, passphrase):
    for number in range(40):
        hammered(alice, address=f"198.51.{number}.1", times=1)
    hammered(alice, times=20)

    assert unlock(locked, passphrase).status_code == 302


@pytest.mark.parametrize("address", ["127.0.0.1", ABROAD])
def test_hammering_stops_the_owner_at_a_new_browser_for_a_minute(
    alice, locked, passphrase, clock, address
):
    for number in range(40):
        hammered(alice, address=f"198.51.{number}.1", times=1)
    hammered(alice, times=20)
    owner = stranger(alice, address)

    refusal = unlock(owner, passphrase)
    seconds = int(refusal["Retry-After"])
    clock.on(seconds=seconds)
    hammered(alice, times=20)

    assert seconds <= 60
    assert unlock(owner, passphrase, stamp_of(refusal)).status_code == 302


def test_known_browser_has_a_limit_of_its_own(locked, passphrase, clock):
    answers = [unlock(locked, WRONG).status_code for _ in range(FREE_BY_DEVICE + 1)]
    assert answers == [422] * FREE_BY_DEVICE + [429]

    refusal = unlock(locked, passphrase)
    clock.on(seconds=5)

    assert unlock(locked, passphrase, stamp_of(refusal)).status_code == 302


def test_signing_in_alone_makes_no_browser_known(alice, locked):
    client = stranger(alice)
    client.get(UNLOCK)
    unlock(client, WRONG)

    assert site.DEVICE_COOKIE_NAME not in client.cookies


def test_opening_a_journal_of_ones_own_buys_no_guesses_at_the_older_one(
    locked, alice, passphrase
):
    thief, own = stranger(alice, ABROAD), "words of the thief alone"
    thief.post(reverse("journal-lost"))
    begun = {"offered": "x", "choice": "own", "own": own}
    thief.post(reverse("journal-start"), begun)

    answers = []
    for _ in range(FREE_BY_BOTH + 1):
        thief.post(reverse("journal-lock"))
        unlock(thief, own)  # makes the browser a known one, under another id each time
        thief.post(reverse("journal-lock"))
        answers.append(unlock(thief, WRONG).status_code)

    assert answers == [422] * FREE_BY_BOTH + [429]


def test_device_cookie_is_for_this_site_alone_and_out_of_scripts_reach(locked):
    cookie = locked.cookies[site.DEVICE_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Strict",
        "/",
    )
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_device_cookie_lasts_where_one_stays_signed_in(alice, locked, passphrase):
    client = stranger(alice)
    session = client.session
    session.set_expiry(site.ACCOUNT_SESSION_COOKIE_AGE)
    session.save()

    unlock(client, passphrase)

    age = client.cookies[site.DEVICE_COOKIE_NAME]["max-age"]
    assert age == site.ACCOUNT_SESSION_COOKIE_AGE


def test_cookies_have_the_host_prefix_under_https():
    prefix = "__Host-" if site.BEHIND_HTTPS else ""

    assert f"{prefix}device" == site.DEVICE_COOKIE_NAME


def test_mistyped_codes_cost_nothing(client, alice, locked):
    for _ in range(FREE_CODES + 5):
        assert recover(client, "not a code").status_code == 422


def test_guessing_codes_is_slowed_and_shows_nothing_again(client, alice, locked):
    answers = [recover(client, wrong_code()).status_code for _ in range(FREE_CODES)]
    code = wrong_code()

    refusal = recover(client, code)

    page = refusal.content.decode()
    assert answers == [422] * FREE_CODES
    assert (refusal.status_code, refusal["Retry-After"]) == (429, "5")
    assert code not in page
    assert NEW_WORDS not in page


def test_right_code_with_the_stamp_in_time_opens(client, open_client, alice, clock):
    code = code_of(open_client)
    for _ in range(FREE_CODES):
        recover(client, wrong_code())
    refusal = recover(client, code)
    clock.on(seconds=5)

    answer = recover(client, code, stamp_of(refusal))

    assert answer.status_code == 200
    assert "It opened" in answer.content.decode()


def test_failing_codes_do_not_slow_unlocking(client, alice, locked, passphrase):
    for _ in range(FREE_CODES + 5):
        recover(client, wrong_code())

    assert unlock(stranger(alice), passphrase).status_code == 302


def change(client, old, stamp=""):
    fields = {"offered": "x", "choice": "own", "own": NEW_WORDS, "old": old}
    return client.post(reverse("journal-passphrase"), {**fields, "stamp": stamp})


def test_guessing_the_old_passphrase_is_slowed_and_locks_nothing(
    open_client, passphrase, clock
):
    answers = [change(open_client, WRONG).status_code for _ in range(FREE_BY_DEVICE)]
    refusal = change(open_client, passphrase)
    clock.on(seconds=5)

    assert answers == [422] * FREE_BY_DEVICE
    assert refusal.status_code == 429
    assert passphrase not in refusal.content.decode()
    assert open_client.get(reverse("journal-home")).status_code == 200
    assert change(open_client, passphrase, stamp_of(refusal)).status_code == 302


def test_changing_the_passphrase_changes_the_session_and_leaves_one_row(
    open_client, passphrase
):
    before = open_client.cookies[site.SESSION_COOKIE_NAME].value

    change(open_client, passphrase)

    assert open_client.cookies[site.SESSION_COOKIE_NAME].value != before
    assert open_client.get(reverse("journal-home")).status_code == 200
    assert Unlock.objects.count() == 1


def test_cache_names_nobody(alice, locked):
    hammered(alice, times=20)
    hammered(alice, times=20, address=ABROAD)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        rows = cursor.fetchall()

    dump = repr(rows)
    needles = ("alice", alice.pk.hex, str(alice.pk), "127.0.0", "203.0.113")
    assert len(rows) > 10
    assert [needle for needle in needles if needle in dump] == []


def code_of(client):
    user = User.objects.get(username="alice")
    journal = unlocking.opened(
        user,
        cookie=client.cookies[site.UNLOCK_COOKIE_NAME].value,
        session_key=client.cookies[site.SESSION_COOKIE_NAME].value,
    )
    return recovering.pending_code(journal)
