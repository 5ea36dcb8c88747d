"""Comparing two texts: what stayed, went and came makes up both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain import comparing
from journal.domain.comparing import Change, Piece, compare, shortened

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW
LONG = "A line that stays.\n" * 40
TEXTS = st.text(alphabet="ab é\u0633\n\r\x00👩🏽", max_size=60)


def side(pieces, without):
    return "".join(piece.text for piece in pieces if piece.change != without)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts(before, after):
    pieces = compare(before, after)

    assert side(pieces, NEW) == before
    assert side(pieces, GONE) == after


def test_changed_word_is_marked_and_nothing_else():
    before, after = (f"I took the {way}.\nThen home." for way in ("stairs", "lift"))

    assert compare(before, after) == [
        Piece(SAME, "I took the "),
        Piece(GONE, "stairs.\n"),
        Piece(NEW, "lift.\n"),
        Piece(SAME, "Then home."),
    ]


def test_long_unchanged_passage_is_left_out_but_for_its_ends():
    pieces = compare(f"{LONG}a", f"{LONG}b")

    (first, gap, second, *changed) = shortened(pieces)

    assert LONG.startswith(first.text)
    assert LONG.endswith(second.text)
    assert (gap.change, gap.text) == (Change.LEFT_OUT, "")
    assert changed == pieces[1:]


def test_short_unchanged_passage_stays_whole():
    pieces = compare("I took the stairs.", "I took the lift.")

    assert shortened(pieces) == pieces


def test_same_text_has_no_marks():
    assert compare("One.\nTwo.", "One.\nTwo.") == [Piece(SAME, "One.\nTwo.")]


def test_long_text_is_compared_by_paragraphs():
    long = "word " * 20_000

    pieces = compare(f"{long}\nend", f"{long}more\nend")

    assert [piece.change for piece in pieces] == [GONE, NEW, SAME]


def test_passage_of_many_words_is_not_taken_apart():
    words = "word " * (comparing.MOST_WORDS + 1)

    assert [piece.change for piece in compare(words, f"new {words}")] == [GONE, NEW]


@pytest.mark.parametrize("lines", [comparing.MOST_LINES + 1, 200_000])
def test_very_long_text_is_not_compared(lines):
    assert compare("a\n" * lines, "b") is None
