"""Known browsers: for one account, under one passphrase, and made here alone."""

import pytest

from journal.domain import recovering
from journal.domain.devices import device_of, new_device
from journal.domain.vaults import leave_behind, start_journal

OTHER = "seven lanterns by the quiet weir"


def test_token_is_known_for_its_account(alice, journal):
    token = new_device(alice.pk)

    device = device_of(alice.pk, token=token)

    assert len(token) == 64
    assert len(device) == 32
    assert device_of(alice.pk, token=token) == device


def test_each_opening_makes_a_device_of_its_own(alice, journal):
    first, second = (device_of(alice.pk, token=new_device(alice.pk)) for _ in "ab")

    assert first != second


def test_token_of_one_account_is_nothing_for_another(alice, carol, journal, carols):
    assert device_of(carol.pk, token=new_device(alice.pk)) == ""


def test_token_ends_with_the_passphrase(alice, journal, passphrase):
    token = new_device(alice.pk)

    recovering.change_passphrase(
        journal, old=passphrase, new=OTHER, session_key="s" * 32
    )

    assert device_of(alice.pk, token=token) == ""
    assert device_of(alice.pk, token=new_device(alice.pk)) != ""


def test_account_with_two_journals_knows_no_browser(alice, journal):
    of_the_first = new_device(alice.pk)
    leave_behind(alice)
    start_journal(alice, passphrase=OTHER)
    of_the_second = new_device(alice.pk)

    known = [device_of(alice.pk, token=each) for each in (of_the_first, of_the_second)]

    assert known == ["", ""]


def test_every_changed_character_is_refused(alice, journal):
    token = new_device(alice.pk)
    changed = [
        token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        for place in range(len(token))
    ]

    assert [each for each in changed if device_of(alice.pk, token=each)] == []


@pytest.mark.parametrize(
    "token", ["", "=", "a", "\u00e9", "\udc80", "A" * 64, "A" * 999]
)
def test_malformed_token_is_nothing(alice, journal, token):
    assert device_of(alice.pk, token=token) == ""


def test_token_of_another_server_is_nothing(alice, journal, settings):
    token = new_device(alice.pk)

    settings.SECRET_KEY = "another-" * 8

    assert device_of(alice.pk, token=token) == ""
