import pytest

from resources.directory.domain.places import places_by_country
from tests.resources.directory.factories import a_place

pytestmark = pytest.mark.django_db


def found(first=""):
    return [
        (one.country.code, [place.key for place in one.places])
        for one in places_by_country(first=first)
    ]


def test_places_by_country_shows_a_place_in_each_of_its_countries():
    a_place("both", countries=["US", "CA"], position=1)
    a_place("one", countries=["US"], position=0)

    assert found() == [("CA", ["both"]), ("US", ["one", "both"])]
    assert found("us") == [("US", ["one", "both"]), ("CA", ["both"])]


def test_places_by_country_leaves_out_what_a_keeper_hid():
    a_place("hidden", is_published=False)

    assert found() == []
