"""Stamps: what they say, for whom, and that nobody else can make one."""

import pytest

from journal.domain.stamps import LIFE, Stamp

OWNER = ("passphrase", "a" * 32)
STAMP = Stamp(bytes(range(16)), 1_000, 1_000 + LIFE)


def test_stamp_is_read_back_as_it_was_made():
    text = STAMP.text(owner=OWNER)

    assert Stamp.read(text, owner=OWNER) == STAMP
    assert len(text) == 86


def test_made_stamps_differ_and_live_for_twenty_minutes():
    first, second = (Stamp.make(not_before=1_000) for _ in range(2))

    assert first.nonce != second.nonce
    assert (first.not_before, first.expires) == (1_000, 2_200)


@pytest.mark.parametrize(
    "other",
    [
        ("passphrase", "b" * 32),
        ("code", "a" * 32),
        ("passphrase", ""),
        ("passphrase" + "a" * 32,),
        (),
    ],
)
def test_stamp_of_another_owner_is_refused(other):
    assert Stamp.read(STAMP.text(owner=OWNER), owner=other) is None


def test_every_changed_character_is_refused():
    text = STAMP.text(owner=OWNER)
    changed = [
        text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        # The last one carries four bits that say nothing.
        for place in range(len(text) - 1)
    ]

    assert [each for each in changed if Stamp.read(each, owner=OWNER)] == []


@pytest.mark.parametrize(
    "text", ["", "=", "a", "\u00e9", "\udc80", "A" * 86, "A" * 999]
)
def test_malformed_stamp_is_refused(text):
    assert Stamp.read(text, owner=OWNER) is None


@pytest.mark.parametrize("secret", ["another-" * 8])
def test_stamp_of_another_server_is_refused(settings, secret):
    text = STAMP.text(owner=OWNER)

    settings.SECRET_KEY = secret

    assert Stamp.read(text, owner=OWNER) is None


@pytest.mark.parametrize(
    ("now", "holds"),
    [(999, False), (1_000, True), (999 + LIFE, True), (1_000 + LIFE, False)],
)
def test_stamp_holds_from_its_moment_to_its_end(now, holds):
    assert STAMP.holds(now) is holds
