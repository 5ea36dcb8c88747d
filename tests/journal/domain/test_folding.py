"""Text as a search compares it, and the few words that are shown around a hit."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.domain.folding import (
    ascii_fold,
    fold,
    latin_fold,
    original_index,
    origins,
)
from journal.domain.matter import Words, encode_header, header_for
from journal.domain.moments import moment_now
from journal.domain.query import BETWEEN, Query
from journal.domain.searchable import is_match
from journal.domain.snippets import LENGTH, marked, snippet

MOMENT = moment_now("Europe/Berlin")
TEXT = "I took the\nstairs."

HELLO = "\u0645\u0631\u062d\u0628\u0627"
POINTED = "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627"
ALIKE = [
    ("Straße", "STRASSE"),
    ("\u1e9e", "ss"),
    ("café", "cafe\u0301"),
    ("CAFÉ", "cafe"),
    ("İstanbul", "istanbul"),
    ("ISTANBUL", "\u0131stanbul"),
    ("Łódź", "lodz"),
    ("smørrebrød", "SMORREBROD"),
    ("cœur", "COEUR"),
    ("don’t", "don't"),
    ("ﬁnd", "find"),
    ("Σίσυφος", "σισυφοσ"),
    (POINTED, HELLO),
    ("\u0623\u0645\u0633", "\u0627\u0645\u0633"),  # alef with hamza
    ("\u0643\u0640\u0640\u062a\u0628", "\u0643\u062a\u0628"),  # a lengthened line
    ("\u200eabc\u200f", "abc"),
    ("co\u00adoperate", "cooperate"),
    ("\u2764\ufe0f", "\u2764"),
    ("a\U0001d165 \U0001f469", "a \U0001f469"),  # a mark beyond the first plane
]  # fmt: skip
APART = [("が", "か"), ("कि", "क"), ("o", "0"), ("ж", "з")]
TEXTS = [
    "I took the stairs.",
    "Größe, Œuvre, İzmir \u2014 “don’t” …",
    f"{POINTED} {HELLO}",
    "각 한국어 と が ﬃ ½ \U0001f469\u200d\U0001f680 \U0001d518",
    "a\0b\x07c",
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_letters_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", TEXTS)
def test_folded_index_leads_back_to_its_character(text):
    folded, come_from = fold(text), origins(text)

    assert len(come_from) == len(folded)
    assert [original_index(text, i) for i in range(len(folded))] == come_from
    assert "".join(fold(character) for character in text) == folded


def test_index_far_inside_a_long_text_leads_back():
    text = "Größe ﬁ " * 5000 + "heron"

    at = original_index(text, fold(text).index("heron"))

    assert text[at:] == "heron"


@pytest.mark.parametrize("text", ["", "Größe", "a ﬁ" * 3_000])
def test_index_behind_the_last_character_leads_to_the_end(text):
    assert original_index(text, len(fold(text))) == len(text)


def test_ascii_part_of_a_folded_text_loses_no_letter_that_folds_to_ascii():
    every = [chr(c) for c in range(0x80, 0x30000) if not 0xD800 <= c < 0xE000]

    wrong = [
        letter
        for letter in every
        if fold(letter).encode("ascii", "ignore") not in ascii_fold(letter)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("Two words", (("two",), ("words",))),
        ('"Two words" more', (("two", "words"), ("more",))),
        ("“Two words”", (("two", "words"),)),
        ("„Zwei Wörter“ «deux mots»", (("zwei", "worter"), ("deux", "mots"))),
        ('"never closed', (("never",), ("closed",))),
        ("it's again again", (("it's",), ("again",))),
        ('"" “ ” \u0640', ()),
        ("  ", ()),
    ],
)
def test_query_is_read_as_it_was_meant(typed, phrases):
    assert Query.of(typed).phrases == phrases
    assert Query.of(typed).is_empty == (not phrases)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("stairs", True),
        ("stair TOOK", True),
        ("stairs heron", False),
        ('"took the\tstairs"', True),
        ('"the took"', False),
        ("\\", False),
        ("b\\c", False),
        ("größe", False),
    ],
)
def test_query_occurs_where_all_of_it_does(typed, found):
    query = Query.of(typed)

    assert query.occurs_in("The lift", TEXT) == found
    header = encode_header(header_for(Words("The lift", TEXT), MOMENT))
    assert query.look_at(header, TEXT.encode) in {found, None}


def test_phrase_does_not_reach_from_one_text_into_the_next():
    assert not Query.of('"the lift i took"').occurs_in("The lift", "I took it.")


def test_word_that_json_spells_otherwise_is_not_passed_over():
    assert Query.of("a\\b").look_at(b'{"title":"a\\\\b"}', bytes) is None
    assert Query.of("a\uff02b").look_at(rb'{"title":"a\"b"}', bytes) is None


TRICKY = 'abe \n\u00e9\u00df\u00bd\u2019\u2013\x85\u0301\0"\\'
TEXTS = st.text(st.sampled_from(TRICKY) | st.characters(codec="utf-8"), max_size=12)


@given(title=TEXTS, text=TEXTS, typed=TEXTS)
@example(title="", text="a\u2013b", typed="ab")
@example(title="a", text="b", typed='"a b"')
@example(title="a\\", text="", typed="a\\")
@example(title="", text="a\x85b", typed='"a b"')
@example(title="", text="\u00bd", typed="12")
@example(title="", text="e\u0301a", typed="ea")
def test_look_at_the_bytes_says_what_the_texts_say_or_nothing(title, text, typed):
    query = Query.of(typed)
    header = header_for(Words(title, text), MOMENT)
    whole = fold(BETWEEN.join((title, text)))
    found = all(
        re.search(r"\s+".join(map(re.escape, phrase)), whole)
        for phrase in query.phrases
    )

    assert query.occurs_in(title, text) == found
    assert query.look_at(encode_header(header), text.encode) in {found, None}
    assert is_match(encode_header(header), text.encode, query) == found


@given(TEXTS)
def test_western_text_folds_at_sight_to_what_is_ascii_in_it(text):
    folded = latin_fold(text)

    if folded is not None:
        gaps = {"\0", " "}
        pairs = zip(folded, fold(text), strict=True)
        assert all(a == b or (a in gaps and not b.isascii()) for a, b in pairs)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Déjà-vu, l’ÉTÉ…", "deja-vu, l'ete..."),
        ("“a”–b\u00a0c\x85d", "\0a\0\0b c d"),
        ("Straße ¾", "strasse 3\x004"),
        ("co\u00adop", "coop"),
        ("łódź", None),
        ("e\u0301", None),
    ],
)
def test_western_text_is_folded_with_gaps(text, folded):
    assert latin_fold(text) == folded


def test_hits_are_marked_with_their_accents():
    pieces = marked("A cafe\u0301 in Málaga", Query.of("cafe malaga"))

    told = [(piece.text, piece.is_hit) for piece in pieces]
    assert told == [
        ("A ", False), ("cafe\u0301", True), (" in ", False), ("Málaga", True),
    ]  # fmt: skip


def test_hits_that_meet_are_one_piece():
    pieces = marked("One herons, a hero", Query.of("her eron hero"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["heron", "hero"]


def test_letter_that_folds_to_two_is_marked_whole():
    pieces = marked("Strasse, Straße", Query.of("ass"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["ass", "aß"]


def test_snippet_shows_the_hit_in_the_middle_of_a_long_text():
    text = "rain and rain " * 500 + "then a Heron stood there " + "and rain " * 500

    pieces = snippet(text, Query.of("heron"))

    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["Heron"]
    assert shown.startswith("… ") and shown.endswith(" …")  # noqa: PT018 -- both ends
    assert len(shown) <= LENGTH + 4
    assert not {"ain", "nd", "tood"} & set(shown.split())


def test_snippet_without_a_hit_is_the_beginning():
    assert [p.text for p in snippet("One line.", Query.of("heron"))] == ["One line."]
    assert snippet("", Query.of("heron")) == []


@pytest.mark.parametrize("before", ["", "a", "aa"])
def test_snippet_of_a_text_without_gaps_cuts_no_letter_from_its_marks(before):
    """Two marks on each letter: two places of three take one or both of them off."""
    text = f"{before}heron" + "e\u0301\u0308" * 200

    *shown, end = (piece.text for piece in snippet(text, Query.of("heron")))

    assert end == " \u2026"
    assert LENGTH <= len("".join(shown)) <= LENGTH + 2
    assert "".join(shown).endswith("e\u0301\u0308")


def test_snippet_shows_marks_to_the_very_end_of_a_text():
    text = "heron" + "e" * (LENGTH - 5) + "\u0301"

    assert "".join(piece.text for piece in snippet(text, Query.of("heron"))) == text


def test_million_letters_with_marks_take_no_minutes():
    text = "\u0645\u064e\u0631" * 333_333 + " heron"
    start = time.process_time()

    pieces = snippet(text, Query.of("heron"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["heron"]
    assert time.process_time() - start < 30  # linear; a square would take hours
