"""Things that are kept: what is one, and what a header can hold of it."""

import json
from dataclasses import replace

import pytest

from journal.crypto.padding import HEADER_FLOOR
from journal.domain.kinds import Kind
from journal.domain.matter import decode_header, encode_header, header_for
from journal.domain.moments import moment_now
from journal.domain.things import (
    MAX_FACT,
    MAX_FACTS_SIZE,
    MAX_TITLE,
    Thing,
    fitted_facts,
    thing_from,
)
from tests.journal.domain.things import ARTICLE, LINE, LISTING, note


@pytest.mark.parametrize("thing", [ARTICLE, LISTING, LINE])
def test_thing_comes_back_from_what_is_stored(thing):
    stored = json.loads(json.dumps([int(thing.kind), thing.values]))

    assert thing_from(*stored) == thing


@pytest.mark.parametrize("thing", [ARTICLE, LISTING, LINE])
def test_header_keeps_a_thing_and_is_of_its_kind(thing):
    header = header_for(note("A note.", thing), moment_now("UTC"))

    found = decode_header(encode_header(header))

    assert (found.thing, found.kind, found.excerpt) == (thing, thing.kind, "A note.")


BAD = {
    "kind of an entry": (1, ["T", "/a/", []]),
    "kind of the plan": (int(Kind.PLAN), ["T", "/a/", []]),
    "no list": (4, "T"),
    "too few": (4, ["T", "/a/"]),
    "elsewhere": (4, ["T", "https://elsewhere.example/", []]),
    "elsewhere without a scheme": (4, ["T", "//elsewhere.example/", []]),
    "script": (4, ["T", "javascript:alert(1)", []]),
    "with a query": (4, ["T", "/a/?b=c", []]),
    "long title": (4, ["T" * (MAX_TITLE + 1), "/a/", []]),
    "long address": (4, ["T", f"/{'a' * 400}/", []]),
    "half a character": (4, ["\ud800", "/a/", []]),
    "number": (4, [5, "/a/", []]),
    "fact of three": (4, ["T", "/a/", [["a", "b", "c"]]]),
    "long fact": (4, ["T", "/a/", [["a", "b" * (MAX_FACT + 1)]]]),
}


@pytest.mark.parametrize("stored", BAD.values(), ids=BAD)
def test_what_is_no_thing_is_refused(stored):
    with pytest.raises((TypeError, ValueError)):
        thing_from(*stored)


def test_same_thing_is_known_by_its_address_whatever_is_known_of_it():
    newer = replace(LISTING, title="Harbour Street", facts=(("Telephone", "other"),))

    assert LISTING.is_same(newer)
    assert not LISTING.is_same(replace(LISTING, address="/therapists/other/"))
    assert not LISTING.is_same(replace(LISTING, kind=Kind.KEPT_PAGE))
    assert not LISTING.is_same(None)


def test_facts_are_cut_to_what_a_header_holds():
    facts = (("Empty", " "), ("Long", "word " * 500), *[("More", "\u6f6e" * 90)] * 9)

    fitted = fitted_facts(facts)

    assert fitted[0] == ("Long", ("word " * 500)[:MAX_FACT].strip())
    size = sum(len(part.encode()) for fact in fitted for part in fact)
    assert MAX_FACTS_SIZE - 300 < size <= MAX_FACTS_SIZE
    assert fitted_facts(fitted) == fitted


def test_header_of_a_thing_is_no_longer_than_any_other():
    fullest = Thing(
        Kind.KEPT_LISTING,
        "A practice with a long name " * 4,
        LISTING.address,
        fitted_facts(tuple(("Statement", "eleven hundred words " * 20) for _ in "abc")),
    )
    header = header_for(note("one line of a note " * 20, fullest), moment_now("UTC"))

    assert len(encode_header(header)) < HEADER_FLOOR - 100


def test_thing_tells_nothing_where_it_is_printed_by_mistake():
    assert repr(ARTICLE) == "<Thing>"
