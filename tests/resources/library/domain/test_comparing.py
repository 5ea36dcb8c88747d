"""Comparing: which lines changed, and which of their words."""

import pytest

from resources.library.domain.comparing import MOST_WORDS, Line, Piece, compared


def test_comparison_names_lines_and_what_stands_around_them():
    before = "".join(f"line {number}\n" for number in range(20))
    after = before.replace("line 3\n", "line three\n").replace("line 17\n", "")

    lines = [(line.change, line.text) for line in compared(before, after)]

    assert lines == [
        ("place", ""),
        ("same", "line 1"),
        ("same", "line 2"),
        ("gone", "line 3"),
        ("new", "line three"),
        ("same", "line 4"),
        ("same", "line 5"),
        ("place", ""),
        ("same", "line 15"),
        ("same", "line 16"),
        ("gone", "line 17"),
        ("same", "line 18"),
        ("same", "line 19"),
    ]
    assert compared(before, before) == []


def test_changed_words_are_marked_in_a_line_that_took_anothers_place():
    old = "Some people feel better in three months."
    new = "Many people feel much better in three months."

    gone, added = [
        line for line in compared(old, new) if line.change in ("gone", "new")
    ]

    assert gone == Line(
        "gone",
        old,
        (
            Piece(is_changed=True, text="Some "),
            Piece(is_changed=False, text="people feel "),
            Piece(is_changed=False, text="better in three months."),
        ),
    )
    assert [piece.text for piece in added.pieces if piece.is_changed] == [
        "Many ",
        "much ",
    ]
    assert "".join(piece.text for piece in added.pieces) == new


def test_lines_with_little_in_common_are_shown_whole():
    lines = compared("One thing.", "Quite another matter altogether, and longer.")

    assert [line.pieces for line in lines] == [(), (), ()]


@pytest.mark.parametrize(("count", "is_marked"), [(0, True), (1, False)])
def test_lines_of_too_many_words_are_shown_whole(count, is_marked):
    old = "word " * (MOST_WORDS - 1 + count)

    gone, added = compared(old + "end", old + "close")[-2:]

    assert (bool(gone.pieces), bool(added.pieces)) == (is_marked, is_marked)


def test_lines_added_or_taken_out_alone_are_shown_whole():
    lines = compared("a\nb\nc\n", "a\nc\nd\ne\n")

    assert [(line.change, line.text, line.pieces) for line in lines] == [
        ("place", "", ()),
        ("same", "a", ()),
        ("gone", "b", ()),
        ("same", "c", ()),
        ("new", "d", ()),
        ("new", "e", ()),
    ]
