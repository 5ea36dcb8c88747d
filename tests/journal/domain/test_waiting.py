"""The waiting period: asked for by password alone, called off by whoever comes."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from journal.domain import erasing, recovering, unlocking, waiting
from journal.domain.ports import ports
from journal.domain.preferences import read_preferences
from journal.domain.vaults import leave_behind, start_journal
from journal.domain.waiting import Ending, Pending
from journal.models import Vault
from recovery_site.accounts import deleting
from tests.journal.unlocked import unlock_with_passphrase

DAY = date(2026, 6, 3)  # thirty days after the clock's 3 May, rounded up


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def asked(journal, clock):
    waiting.ask([journal.vault_id])
    return journal


def erase_after(journal):
    return Vault.objects.get(pk=journal.vault_id).erase_after


def test_day_is_thirty_days_on_and_rounded_up(asked, alice):
    assert waiting.pending(alice) == [Pending(Ending.JOURNAL, DAY)]


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_day_tells_no_hour(clock, hour):
    assert waiting.last_day(clock.time.replace(hour=hour, minute=59)) == DAY


def test_asking_again_neither_hastens_nor_delays(asked, clock):
    clock.on(days=10)

    waiting.ask([asked.vault_id])

    assert erase_after(asked) == DAY


def test_button_calls_off_everything_of_one_account(asked, alice, carols):
    waiting.ask([carols.vault_id])
    deleting.ask(alice)

    waiting.call_off(alice)

    assert waiting.pending(alice) == []
    assert erase_after(carols) == DAY


def test_unlock_calls_it_off_and_says_so(asked, alice, passphrase):
    deleting.ask(alice)

    first = unlock_with_passphrase(alice, passphrase=passphrase, session_key="s")
    second = unlock_with_passphrase(alice, passphrase=passphrase, session_key="s")

    assert (first.called_off, second.called_off) == (True, False)
    assert waiting.pending(alice) == []


def test_recovery_by_code_calls_it_off(asked, alice):
    code = read_preferences(asked).pending_code

    recovering.recover(code, passphrase="umber lattice orchard nine")

    assert waiting.pending(alice) == []


def test_unlock_lets_an_older_journal_wait_on(asked, alice):
    leave_behind(alice)
    current = start_journal(alice, passphrase="another passphrase")

    opening = unlocking.keep_open(current, session_key="s")

    assert opening.called_off is False
    assert waiting.pending(alice) == [Pending(Ending.CLOSED, DAY)]


def test_passphrase_of_an_older_journal_calls_its_end_off(asked, alice, passphrase):
    leave_behind(alice)
    start_journal(alice, passphrase="another passphrase")

    unlock_with_passphrase(alice, passphrase=passphrase, session_key="s")

    assert waiting.pending(alice) == []


def test_nobody_signed_in_waits_for_nothing(asked):
    assert waiting.pending(AnonymousUser()) == []


def test_journal_is_erased_on_its_day_and_not_before(asked, carols, clock):
    clock.time = clock.time.replace(month=6, day=2, hour=23)
    assert erasing.erase_due() == 0

    clock.time = clock.time.replace(day=3, hour=0)
    assert erasing.erase_due() == 1

    assert list(Vault.objects.values_list("pk", flat=True)) == [carols.vault_id]
    assert ports.ledger.erased_among([asked.vault_id, carols.vault_id]) == [
        asked.vault_id
    ]


def test_journal_called_off_in_the_last_moment_stays(asked, clock, monkeypatch):
    """The list of what is due was read, and then somebody unlocked."""
    clock.on(days=40)
    due = waiting.due(clock.time.date())
    waiting.call_off_by_opening(asked.vault)
    monkeypatch.setattr(waiting, "due", lambda _day: due)

    assert erasing.erase_due() == 0
    assert due == [asked.vault_id]
    assert Vault.objects.filter(pk=asked.vault_id).exists()


def test_account_that_was_asked_to_end_is_told_beside_its_journal(asked, alice):
    deleting.ask(alice)

    assert waiting.pending(alice) == [
        Pending(Ending.ACCOUNT, DAY),
        Pending(Ending.JOURNAL, DAY),
    ]
