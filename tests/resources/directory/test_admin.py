import pytest
from django.contrib.admin.sites import site
from django.test import RequestFactory

from resources.directory.forms import ListingForm
from resources.directory.models import HelpLine, Listing
from tests.resources.directory.factories import a_line, a_listing

pytestmark = pytest.mark.django_db

COLUMNS = {
    "name": "Harbour Street Practice",
    "country": "US",
    "modality": "both",
    "languages": ["en", "es"],
    "email": "harbour@example.org",
}


@pytest.fixture
def request_of_dana(dana):
    request = RequestFactory().get("/manage/")
    request.user = dana
    return request


def test_desk_offers_no_erasing_of_a_line_that_came_with_the_site(request_of_dana):
    desk = site.get_model_admin(HelpLine)

    shipped = a_line("shipped", shipped_digest="d" * 64)
    own = a_line("own")

    assert not desk.has_delete_permission(request_of_dana, shipped)
    assert not desk.has_delete_permission(request_of_dana)
    assert desk.has_delete_permission(request_of_dana, own)


def test_desk_shows_a_bad_number_as_an_error_of_the_form(request_of_dana):
    line = a_line()
    inline = site.get_model_admin(HelpLine).get_inline_instances(request_of_dana)[0]
    formset_class = inline.get_formset(request_of_dana, line)

    formset = formset_class(
        {
            "contacts-TOTAL_FORMS": "1",
            "contacts-INITIAL_FORMS": "0",
            "contacts-0-kind": "short",
            "contacts-0-value": "989",
            "contacts-0-grade": "H",
            "contacts-0-position": "0",
        },
        instance=line,
    )

    assert [list(errors) for errors in formset.errors] == [["value"]]


def test_listing_form_keeps_languages_as_the_column_does():
    form = ListingForm(COLUMNS)

    assert form.is_valid(), form.errors
    assert form.save().languages == " en es "


def test_listing_form_shows_the_languages_that_are_kept():
    form = ListingForm(instance=a_listing(languages=" cy en "))

    assert form["languages"].value() == ["cy", "en"]


def test_listing_form_refuses_a_sample_in_a_real_site():
    form = ListingForm({**COLUMNS, "is_sample": "on"})

    assert list(form.errors) == ["is_sample"]


def test_listing_form_refuses_a_language_that_does_not_exist():
    form = ListingForm({**COLUMNS, "languages": ["xx"]})

    assert list(form.errors) == ["languages"]


def test_desk_has_every_kind_of_row():
    assert site.is_registered(HelpLine)
    assert site.is_registered(Listing)
