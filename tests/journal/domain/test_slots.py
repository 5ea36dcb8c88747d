"""Slots that were changed, codes that are replaced early, texts that open nothing."""

import pytest

from journal.crypto.recovery import RecoveryCode
from journal.domain import recovering, slots
from journal.domain.errors import WrongSecretError
from journal.domain.preferences import read_preferences
from journal.models import Slot


def opens(code):
    try:
        slots.open_with_code(RecoveryCode.parse(code))
    except WrongSecretError:
        return False
    return True


@pytest.mark.parametrize(
    "change", [{"sealed": b""}, {"salt": b"s" * 16}, {"pepper_id": "p0"}]
)
def test_changed_slot_does_not_move_to_another_pepper(journal, settings, change):
    settings.JOURNAL_PEPPERS = {"p9": b"9" * 32, **settings.JOURNAL_PEPPERS}
    Slot.objects.filter(kind=Slot.Kind.PASSPHRASE).update(**change)
    row = Slot.objects.get(kind=Slot.Kind.PASSPHRASE)

    with pytest.raises(WrongSecretError):
        slots.change_pepper(row)

    assert Slot.objects.get(pk=row.pk).pepper_id == row.pepper_id


def test_code_replaced_before_it_was_confirmed_lives_until_the_next_is(journal):
    first = read_preferences(journal).pending_code

    recovering.replace_code(journal)

    second = read_preferences(journal).pending_code
    assert [opens(first), opens(second)] == [True, True]
    recovering.confirm_code(journal, text=second)
    assert [opens(first), opens(second)] == [False, True]


def test_passphrase_is_told_from_other_texts(alice, journal, passphrase):
    texts = (passphrase, "another passphrase", "", "x" * 2000)

    told = [recovering.is_passphrase(alice, text=text) for text in texts]

    assert told == [True, False, False, False]


def test_account_without_a_journal_has_no_passphrase(carol, passphrase):
    assert recovering.is_passphrase(carol, text=passphrase) is False
