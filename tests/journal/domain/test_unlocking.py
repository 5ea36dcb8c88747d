"""Opening for a while, and locking: what each row, session and minute is good for."""

from datetime import UTC, datetime, timedelta

import pytest

from journal.domain import unlocking
from journal.domain.errors import PassphraseError, WrongSecretError
from journal.domain.opened import OpenJournal
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Unlock, Vault
from tests.journal.unlocked import unlock_with_passphrase

SESSION = "s" * 32


@pytest.fixture
def opening(journal):
    return unlocking.keep_open(journal, session_key=SESSION)


def opened(user, opening, session=SESSION):
    return unlocking.opened(user, cookie=opening.cookie, session_key=session)


def idle_until():
    return Unlock.objects.values_list("idle_until", flat=True).get()


def unlock(user, passphrase):
    return unlock_with_passphrase(user, passphrase=passphrase, session_key=SESSION)


def test_right_passphrase_opens_with_the_vaults_key(alice, journal, passphrase):
    opening = unlock(alice, passphrase)

    assert opening.journal.key == journal.key
    assert opened(alice, opening).key == journal.key
    assert repr(opening) == "<Opening>"


@pytest.mark.parametrize(
    "wrong", ["quiet harbour linen oat seven", "Quiet harbour linen oat seven tide"]
)
def test_wrong_passphrase_opens_nothing_and_leaves_no_row(alice, journal, wrong):
    with pytest.raises(WrongSecretError):
        unlock(alice, wrong)

    assert Unlock.objects.count() == 0


@pytest.mark.parametrize("unusable", ["", "   ", "a" * 1025, "\ud800 alone"])
def test_text_that_is_no_passphrase_is_told_apart(alice, journal, unusable):
    with pytest.raises(PassphraseError):
        unlock(alice, unusable)


def test_account_without_a_journal_opens_nothing(alice, passphrase):
    with pytest.raises(WrongSecretError):
        unlock(alice, passphrase)


@pytest.mark.parametrize(
    "typed",
    [
        "caf\u00e9 z\u00fcrich \u1e69 \u1112\u1161\u11ab",
        "cafe\u0301 zu\u0308rich s\u0323\u0307 \ud55c",
        "\u00a0 caf\u00e9 zu\u0308rich s\u0307\u0323 \ud55c\n",
    ],
)
def test_every_spelling_of_one_passphrase_opens(alice, typed):
    journal = start_journal(alice, passphrase="caf\u00e9 z\u00fcrich \u1e69 \ud55c")

    assert unlock(alice, typed).journal.key == journal.key


def test_each_passphrase_opens_its_own_writers_journal_alone(carol, journal, carols):
    opening = unlock(carol, "quiet harbour linen oat seven tide")

    assert opening.journal.vault_id == carols.vault_id
    assert opening.journal.key != journal.key


def test_cookie_opens_in_its_own_session_alone(alice, opening):
    assert opened(alice, opening, "t" * 32) is None
    assert opened(alice, opening, "") is None
    assert opened(alice, opening) is not None


def test_cookie_opens_for_its_own_account_alone(alice, carol, carols, opening):
    assert opened(carol, opening) is None
    assert opened(alice, opening) is not None


def test_row_given_to_another_account_opens_for_neither(alice, carol, carols, opening):
    Unlock.objects.update(user=carol)

    assert opened(carol, opening) is None
    assert opened(alice, opening) is None


def test_row_and_vault_given_to_another_account_open_for_neither(alice, carol, opening):
    Unlock.objects.update(user=carol)
    Vault.objects.update(owner=carol)

    assert opened(carol, opening) is None
    assert opened(alice, opening) is None


def test_row_moved_to_the_accounts_other_journal_is_locked(alice, opening):
    leave_behind(alice)
    other = start_journal(alice, passphrase="another passphrase")
    Unlock.objects.update(vault=other.vault)

    assert opened(alice, opening) is None


@pytest.mark.parametrize(
    "change",
    [
        {"generation": 2},
        {"deadline": datetime(2099, 1, 1, tzinfo=UTC)},
        {"sealed": b""},
        {"sealed": b"\x01" + bytes(60)},
        {"id_hash": "0" * 64},
    ],
)
def test_changed_row_is_locked(alice, opening, change):
    assert opened(alice, opening) is not None

    Unlock.objects.update(**change)

    assert opened(alice, opening) is None


def test_row_of_older_keys_is_locked(alice, opening):
    Vault.objects.update(generation=2)
    assert opened(alice, opening) is None

    Unlock.objects.update(generation=2)
    assert opened(alice, opening) is None


def test_journal_left_behind_is_locked(alice, opening):
    leave_behind(alice)

    assert opened(alice, opening) is None


def test_rows_of_one_cookie_do_not_open_with_another(alice, journal, opening):
    other = unlocking.keep_open(journal, session_key=SESSION)
    mixed = unlocking.Opening(journal, opening.cookie[:32] + other.cookie[32:])
    first, second = Unlock.objects.order_by("pk")
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    second.save()

    assert opened(alice, mixed) is None
    assert opened(alice, opening) is None
    assert opened(alice, other) is None


def test_unused_journal_locks_at_the_idle_limit(alice, journal, clock):
    opening = unlocking.keep_open(journal, session_key=SESSION)
    assert idle_until() == datetime(2026, 5, 3, 12, 16, tzinfo=UTC)

    clock.on(minutes=15, seconds=29)
    assert opened(alice, opening) is not None
    Unlock.objects.update(idle_until=datetime(2026, 5, 3, 12, 16, tzinfo=UTC))
    clock.on(seconds=1)
    assert opened(alice, opening) is None


def test_expired_row_is_not_revived_by_reading(alice, opening, clock):
    past = clock.time - timedelta(seconds=1)
    Unlock.objects.update(idle_until=past)

    assert opened(alice, opening) is None
    assert idle_until() == past


def test_used_journal_locks_at_the_deadline(alice, journal, clock):
    opening = unlocking.keep_open(journal, session_key=SESSION)

    for _ in range(72):
        clock.on(minutes=10)
        assert opened(alice, opening) is not None
    clock.on(seconds=30)

    assert idle_until() > clock.time
    assert opened(alice, opening) is None


def test_deadline_put_off_in_the_row_does_not_open(alice, journal, clock):
    opening = unlocking.keep_open(journal, session_key=SESSION)
    clock.on(hours=13)

    later = clock.time + timedelta(hours=1)
    Unlock.objects.update(idle_until=later, deadline=later)

    assert opened(alice, opening) is None


def test_row_is_touched_at_most_once_a_minute(
    alice, journal, clock, django_assert_num_queries
):
    opening = unlocking.keep_open(journal, session_key=SESSION)
    reads = {0: 2, 20: 2, 29: 2, 31: 3, 40: 2, 89: 2, 91: 3, 92: 2}  # second: queries
    began, touched = clock.time, []

    for second, queries in reads.items():
        clock.time = began + timedelta(seconds=second)
        with django_assert_num_queries(queries):
            opened(alice, opening)
        touched.append(idle_until().minute)

    assert touched == [16, 16, 16, 17, 17, 17, 18, 18]


def test_both_moments_are_whole_minutes(opening):
    row = Unlock.objects.get()

    for moment in (row.idle_until, row.deadline):
        assert (moment.second, moment.microsecond) == (0, 0)


def test_lock_deletes_the_row_of_this_browser_alone(alice, journal, opening):
    other = unlocking.keep_open(journal, session_key=SESSION)

    unlocking.lock(cookie=opening.cookie)

    assert opened(alice, opening) is None
    assert opened(alice, other) is not None
    assert Unlock.objects.count() == 1


def test_lock_everywhere_deletes_all_rows_of_one_account(alice, carol, journal, carols):
    mine = [unlocking.keep_open(journal, session_key=SESSION) for _ in range(2)]
    hers = unlocking.keep_open(carols, session_key=SESSION)

    unlocking.lock_everywhere(alice.pk)

    assert [opened(alice, each) for each in mine] == [None, None]
    assert opened(carol, hers) is not None
    assert Unlock.objects.get().user_id == carol.pk


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "=",
        "a",
        "!!!!",
        "\u00e9",
        "\x00",
        "\udc80",
        *("A" * n for n in (63, 64, 9999)),
    ],
)
def test_malformed_cookie_opens_and_locks_nothing(alice, opening, cookie):
    assert unlocking.opened(alice, cookie=cookie, session_key=SESSION) is None

    unlocking.lock(cookie=cookie)

    assert opened(alice, opening) is not None


def test_clearing_deletes_what_has_expired_and_nothing_else(alice, journal, clock):
    rows = [unlocking.keep_open(journal, session_key=SESSION) for _ in range(3)]
    idle, dead = Unlock.objects.order_by("pk")[:2]
    Unlock.objects.filter(pk=idle.pk).update(idle_until=clock.time)
    Unlock.objects.filter(pk=dead.pk).update(deadline=clock.time)

    unlocking.clear_expired()

    assert Unlock.objects.count() == 1
    assert [opened(alice, each) is None for each in rows].count(False) == 1


def test_opened_journal_shows_no_key(journal):
    assert isinstance(journal, OpenJournal)
    assert repr(journal) == "<OpenJournal>"
    assert str(journal.vault) == "journal"
