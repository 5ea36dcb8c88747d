from datetime import date

import pytest

from resources.directory.domain import listings
from resources.directory.domain.filter_token import Choices
from tests.resources.directory.factories import a_listing

pytestmark = pytest.mark.django_db


def names(**choices):
    return [one.name for one in listings.listings_for(Choices(**choices))]


def test_listings_for_shows_confirmed_licences_first():
    a_listing("Plain")
    a_listing("Numbered", licence_number="1")
    a_listing(
        "Confirmed", licence_number="2", licence_confirmed_by="Dana",
        licence_confirmed_on=date(2026, 11, 2),
    )  # fmt: skip

    assert names() == ["Confirmed", "Numbered", "Plain"]


@pytest.mark.parametrize(
    "choice",
    [{"country": "US"}, {"region": "Oregon"}, {"how": "online"}, {"language": "es"}],
)
def test_listings_for_finds_what_fits_alone(choice):
    a_listing("Fits")
    a_listing(
        "Other", country="GB", region="Wales", modality="in_person", languages=" cy "
    )

    assert names(**choice) == ["Fits"]


def test_listings_for_does_not_take_part_of_a_language_for_it():
    a_listing(languages=" ben ")

    assert names(language="en") == []


def test_listings_for_a_real_site_never_shows_a_sample(settings):
    a_listing("Sample", is_sample=True)

    settings.DEMO = False
    real = names()
    settings.DEMO = True

    assert real == []
    assert names() == ["Sample"]


def test_published_listing_of_a_hidden_one_is_nothing():
    hidden = a_listing(is_published=False)

    assert listings.published_listing(hidden.pk) is None


def test_filter_options_are_those_of_published_listings():
    a_listing(
        "Hidden", country="GB", region="Wales", languages=" cy ", is_published=False
    )

    assert not listings.filter_options()

    a_listing("Shown")

    assert listings.filter_options() == listings.Options(
        countries=frozenset({"US"}), regions=("Oregon",), languages=("en", "es")
    )


def test_printed_listing_says_place_languages_and_number():
    listing = a_listing(credentials="Psychologist", phone="+15035550100")

    printed = listings.printed_listing(listing)

    assert printed.where == "Psychologist, Portland, Oregon, United States"
    assert printed.languages == "English, Spanish"
    assert printed.phone == "+1 503-555-0100"


def test_stored_languages_stand_between_spaces():
    assert listings.stored_languages(["en", "es"]) == " en es "
    assert listings.stored_languages([]) == ""
