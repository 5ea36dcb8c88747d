from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.resources.directory.factories import a_listing

pytestmark = pytest.mark.django_db


def faults_of(listing):
    with pytest.raises(ValidationError) as refusal:
        listing.full_clean()
    return list(refusal.value.message_dict)


def test_listing_that_can_be_reached_is_accepted():
    a_listing().full_clean()


def test_listing_sample_is_refused_outside_the_demo(settings):
    settings.DEMO = False

    assert faults_of(a_listing(is_sample=True)) == ["is_sample"]


def test_listing_sample_is_accepted_in_the_demo(settings):
    settings.DEMO = True

    a_listing(is_sample=True).full_clean()


def test_listing_that_nobody_can_reach_is_refused():
    assert faults_of(a_listing(email="")) == ["phone"]


def test_listing_with_a_number_of_another_country_is_refused():
    assert faults_of(a_listing(phone="+448085002222")) == ["phone"]


def test_listing_confirmed_without_number_and_name_is_refused():
    listing = a_listing()
    listing.licence_confirmed_on = date(2026, 11, 2)

    assert faults_of(listing) == ["licence_confirmed_on"]
    with pytest.raises(IntegrityError):
        listing.save()
