"""The plan's six parts, joined and parted again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.plan_text import PARTS, parts_of, readable, text_of

six = st.lists(st.text(max_size=40), min_size=PARTS, max_size=PARTS)


@given(six)
def test_parts_come_back_as_they_were_typed(parts):
    plain = [part.replace("\f", "\n") for part in parts]

    assert parts_of(text_of(parts)) == (plain if "".join(plain).strip() else [""] * 6)


@pytest.mark.parametrize("parts", [[""] * 6, [" ", "\n", "\f", "", "\t", ""]])
def test_plan_that_says_nothing_is_empty(parts):
    assert text_of(parts) == ""


@pytest.mark.parametrize("number", [0, 1, 5, 6, 7, 40])
def test_any_text_has_six_parts_and_loses_no_word(number):
    words = [f"w{each}" for each in range(number)]

    parts = parts_of("\f".join(words))

    assert len(parts) == PARTS
    assert " ".join(parts).split() == words


def test_readable_plan_leaves_out_what_is_empty():
    assert readable(text_of(["a\n", "", "b", "", "", "c"])) == "a\n\nb\n\nc"
