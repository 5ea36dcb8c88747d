"""Words as the search compares them."""

import pytest

from resources.library.domain.words import fold, words_in


def stems(text, *, language="en") -> list[str]:
    return [word.stem for word in words_in(text, language=language)]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("œuvre", "oeuvre"),
        ("don\u2019t", "dont"),
        ("\uff37\uff49\uff44\uff45", "wide"),
        ("w" * 70, "w" * 64),
        ("\u0301", ""),
    ],
)
def test_word_is_folded(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("sleep sleeps sleeping", "sleep"),
        ("blame blamed blaming blames", "blam"),
        ("stop stopped stopping", "stop"),
        ("therapist therapists therapist's", "therapist"),
        ("body bodies", "body"),
        ("tell telling tells", "tell"),
        ("press pressed pressing", "press"),
        ("this", "this"),
        ("thing things", "thing"),
        ("need needed", "need"),
        ("gas", "gas"),
    ],
)
def test_forms_of_an_english_word_share_a_stem(forms, stem):
    assert set(stems(forms)) == {stem}


def test_other_languages_keep_their_endings():
    assert stems("Las casas Ñandú", language="es-mx") == ["las", "casas", "nandu"]


def test_words_say_where_they_stand_and_signs_are_left_out():
    text = "A (calm) day \u2013 at the cafe\u0301!"

    found = [
        (text[word.start : word.end], word.folded)
        for word in words_in(text, language="en")
    ]

    assert found == [
        ("A", "a"), ("calm", "calm"), ("day", "day"), ("at", "at"), ("the", "the"),
        ("cafe\u0301", "cafe"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "?!", '"*"', "\0", "___", "\u0301"])
def test_text_without_letters_has_no_words(text):
    assert stems(text) == []


@pytest.mark.parametrize(
    ("sought", "word", "is_hit"),
    [
        ("sle", "sleeping", True),
        ("sl", "sleeping", False),
        ("rape", "rapid", False),
        ("rape", "raped", True),
        ("blaming", "blame", True),
        ("café", "CAFES", True),
        ("sleeping", "slept", False),
        ("i", "it", False),
    ],
)
def test_word_is_hit_by_its_stem_or_by_its_beginning(sought, word, is_hit):
    (one,), (other,) = (words_in(each, language="en") for each in (sought, word))

    assert other.is_hit(one) == is_hit
