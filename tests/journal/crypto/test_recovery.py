"""Recovery codes: kind to fingers, strict about mistakes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.crypto.recovery import ALPHABET, CodeTypingError, RecoveryCode

CODES = st.builds(
    RecoveryCode,
    locator=st.binary(min_size=4, max_size=4),
    secret=st.binary(min_size=16, max_size=16),
)


@given(CODES)
def test_code_is_read_back(code):
    assert RecoveryCode.parse(code.text) == code


def test_code_has_34_characters_in_groups_of_four():
    groups = RecoveryCode.generate().text.split("-")

    assert [len(group) for group in groups] == [4] * 8 + [2]
    assert set("".join(groups)) <= set(ALPHABET)


@given(CODES)
def test_code_is_read_kindly(code):
    typed = code.text.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    printed = code.text.replace("1", "I").replace("-", "\u2013")

    assert RecoveryCode.parse(f"\n {typed} ") == code
    assert RecoveryCode.parse(printed) == code


def test_every_mistyped_character_is_caught():
    symbols = RecoveryCode(b"loca", b"a secret secret!").text.replace("-", "")

    for at, right in enumerate(symbols):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(CodeTypingError):
                RecoveryCode.parse(symbols[:at] + wrong + symbols[at + 1 :])


@given(CODES)
@settings(max_examples=40)  # each of them tries 561 swaps
def test_every_swap_of_two_characters_is_caught(code):
    symbols = list(code.text.replace("-", ""))

    for one in range(len(symbols)):
        for other in range(one + 1, len(symbols)):
            swapped = symbols.copy()
            swapped[one], swapped[other] = symbols[other], symbols[one]
            if swapped != symbols:
                with pytest.raises(CodeTypingError):
                    RecoveryCode.parse("".join(swapped))


@pytest.mark.parametrize("text", ["", "A", "U" * 34, "Ä" * 34, "0" * 33, "0" * 35])
def test_text_that_is_no_code_is_caught(text):
    with pytest.raises(CodeTypingError):
        RecoveryCode.parse(text)


@pytest.mark.parametrize(("locator", "secret"), [(3, 16), (4, 15), (5, 16), (4, 17)])
def test_code_of_another_size_raises(locator, secret):
    with pytest.raises(ValueError, match="4 and 16 bytes"):
        RecoveryCode(bytes(locator), bytes(secret))


def test_generated_codes_differ_in_locator_and_secret():
    codes = [RecoveryCode.generate() for _ in range(50)]

    assert len({code.locator for code in codes}) == 50
    assert len({code.secret for code in codes}) == 50


def test_locator_hash_depends_on_the_locator_alone():
    one = RecoveryCode(b"loca", b"1" * 16).locator_hash

    assert one == RecoveryCode(b"loca", b"2" * 16).locator_hash
    assert one != RecoveryCode(b"locb", b"1" * 16).locator_hash
    assert len(one) == 32
