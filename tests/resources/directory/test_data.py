"""The rules of the real files: one bad row costs a call."""

import re

import pytest

from resources.directory.countries import NAMES, countries
from resources.directory.domain.shipped import (
    shipped_lines,
    shipped_places,
    shipped_samples,
)
from resources.directory.numbers import same_number

LINES = shipped_lines()
PLACES = shipped_places()
EUROPE = ("DE", "FR", "ES", "IT", "NL", "SE", "FI", "NO", "AT", "CH")
EMERGENCY = {
    "US": ["911"], "CA": ["911"], "MX": ["911"], "GB": ["999", "112"],
    "IE": ["112", "999"], "AU": ["000"], "NZ": ["111"], "IN": ["112"],
    "ZA": ["10111", "112"], "BR": ["190"], "JP": ["110"],
    **{code: ["112"] for code in EUROPE},
}  # fmt: skip
LEFT_OUT = (
    "Crisis Text Line",
    "Shout",
    "13YARN",
    "Full Stop",
    "SurvivorsUK",
    "1in6",
    "Trans Lifeline",
)


def test_countries_have_names_and_their_emergency_numbers():
    found = {
        code: [number.digits for number in country.emergency]
        for code, country in countries().items()
    }

    assert found == EMERGENCY
    assert set(NAMES) == set(EMERGENCY)


def test_countries_name_no_emergency_source_that_was_not_seen():
    unseen = [code for code, one in countries().items() if not one.emergency_source]

    assert unseen == ["NO", "MX", "JP"]


def test_lines_serve_every_country():
    assert {line["country"] for line in LINES} == set(countries())


def test_lines_have_keys_of_their_own():
    keys = [line["key"] for line in LINES]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["key"])
def test_line_without_a_source_is_unconfirmed(line):
    assert line["source_url"] or line["status"] == "unconfirmed"


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["key"])
def test_line_is_confirmed_only_by_a_number_of_the_highest_grade(line):
    grades = {contact["grade"] for contact in line["contacts"][:1]}

    assert line["status"] == "unconfirmed" or grades == {"H"}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["key"])
def test_line_has_a_way_that_is_printed(line):
    assert [contact for contact in line["contacts"] if contact["grade"] != "L"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["key"])
def test_line_prints_the_number_that_it_dials(line):
    numbers = [one for one in line["contacts"] if re.match(r"^\+?\d+$", one["value"])]
    slips = [
        one
        for one in numbers
        if not same_number(
            one["shown"] or one["value"], value=one["value"], country=line["country"]
        )
    ]

    assert slips == []


def test_lines_leave_out_what_nothing_supports():
    names = " ".join(line["name"] for line in LINES)

    assert [name for name in LEFT_OUT if name in names] == []
    assert "press 3" not in str(LINES).lower()
    assert "31531" not in str(LINES)


def test_lines_that_were_only_listed_are_unconfirmed():
    also = {"IT", "NL", "SE", "FI", "NO", "AT", "CH", "BR", "MX", "JP"}

    assert {one["status"] for one in LINES if one["country"] in also} == {"unconfirmed"}


def test_lines_for_young_people_exist():
    assert [one["key"] for one in LINES if one["for_young"]] == [
        "gb-childline",
        "au-kids-helpline",
    ]


def test_places_are_many_enough_and_have_their_facts():
    facts = ("url", "what", "cost", "not_checked", "paid_by", "countries", "checked_on")

    assert len(PLACES) >= 15
    assert [one["key"] for one in PLACES if not all(one[fact] for fact in facts)] == []


def test_places_name_the_source_texts_company_once_with_its_note():
    named = [one for one in PLACES if "Talkspace" in str(one)]

    assert [one["key"] for one in named] == ["talkspace"]
    assert "has not paid, and we do not endorse" in named[0]["what"]
    assert named[0]["note"]
    assert named[0]["note_source"]


def test_samples_are_twelve_and_call_nobody():
    phones = [one["phone"] for one in shipped_samples() if "phone" in one]

    assert len(shipped_samples()) == 12
    assert [phone for phone in phones if "55501" not in phone] == []
