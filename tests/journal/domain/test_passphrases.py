"""Passphrases on offer, and what is said of a text that cannot be one."""

import pytest

from journal.domain.passphrases import is_offered, offer, passphrase_fault


def test_offer_is_known_again_and_can_serve():
    offered = offer()

    assert is_offered(offered)
    assert passphrase_fault(offered) is None


@pytest.mark.parametrize(
    "text", ["", "abacus", " ".join(["abacus"] * 5), " ".join(["xyzzy"] * 6)]
)
def test_text_that_was_not_offered_is_told(text):
    assert not is_offered(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (" \n", "This passphrase is empty."),
        ("a" * 1025, "This passphrase is too long."),
        ("a" * 4097, "This passphrase is too long."),
        ("half a letter \ud800", "This passphrase is not valid text."),
    ],
)
def test_fault_says_what_is_wrong_and_repeats_nothing(text, fault):
    assert passphrase_fault(text) == fault
