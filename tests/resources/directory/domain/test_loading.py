import pytest

from resources.directory.domain.loading import load_lines, load_places, load_samples
from resources.directory.domain.shipped import (
    ShippedDataError,
    shipped_lines,
    shipped_places,
    shipped_samples,
)
from resources.directory.models import Contact, HelpLine, Listing, Place
from tests.resources.directory.factories import a_listing

pytestmark = pytest.mark.django_db


def rows(**changes):
    return [row | changes for row in shipped_lines()[:2]]


def test_load_lines_loads_every_shipped_row():
    report = load_lines(shipped_lines())

    assert len(report.added) == HelpLine.objects.count() == len(shipped_lines())


def test_load_places_loads_every_shipped_row():
    report = load_places(shipped_places())

    assert len(report.added) == Place.objects.count() == len(shipped_places())


def test_load_lines_twice_changes_nothing():
    load_lines(shipped_lines())
    before = list(Contact.objects.values_list("pk", "value"))

    report = load_lines(shipped_lines())

    assert len(report.unchanged) == len(shipped_lines())
    assert (report.added, report.updated, report.kept) == ([], [], [])
    assert list(Contact.objects.values_list("pk", "value")) == before


def test_load_lines_replaces_an_untouched_row_by_a_newer_one():
    load_lines(rows())

    report = load_lines(rows(serves="For anybody at all."))

    assert report.updated == ["us-rainn", "us-988"]
    assert set(HelpLine.objects.values_list("serves", flat=True)) == {
        "For anybody at all."
    }


def test_load_lines_keeps_a_row_that_a_keeper_edited():
    load_lines(rows())
    HelpLine.objects.filter(key="us-rainn").update(hours="Daytime")

    report = load_lines(rows(serves="For anybody at all."))

    assert (report.kept, report.updated) == (["us-rainn"], ["us-988"])
    assert HelpLine.objects.get(key="us-rainn").hours == "Daytime"


def test_load_lines_keeps_a_row_whose_contact_a_keeper_edited():
    load_lines(rows())
    Contact.objects.filter(line__key="us-rainn", kind="text").delete()

    report = load_lines(rows(serves="For anybody at all."))

    assert report.kept == ["us-rainn"]
    assert Contact.objects.filter(line__key="us-rainn").count() == 2


def test_load_lines_leaves_a_hidden_row_hidden():
    load_lines(rows())
    HelpLine.objects.filter(key="us-rainn").update(is_published=False)

    load_lines(rows())

    assert not HelpLine.objects.get(key="us-rainn").is_published


def test_load_lines_names_what_is_no_longer_shipped():
    load_lines(rows())

    report = load_lines(rows()[:1])

    assert report.no_longer_shipped == ["us-988"]
    assert HelpLine.objects.count() == 2


def test_load_lines_with_a_bad_row_names_it_and_writes_nothing():
    bad = rows()
    bad[1] = bad[1] | {"contacts": [bad[1]["contacts"][0] | {"value": "989"}]}

    with pytest.raises(ShippedDataError, match=r"us-988: .*989"):
        load_lines(bad)

    assert HelpLine.objects.count() == 0


def test_load_places_keeps_a_row_that_a_keeper_edited():
    load_places(shipped_places())
    Place.objects.filter(key="ukcp").update(cost="Ask")

    report = load_places([row | {"paid_by": "Them"} for row in shipped_places()])

    assert report.kept == ["ukcp"]
    assert len(report.updated) == len(shipped_places()) - 1


def test_load_samples_into_a_real_database_is_refused(settings):
    settings.DEMO = False

    with pytest.raises(ShippedDataError):
        load_samples(shipped_samples())

    assert Listing.objects.count() == 0


def test_load_samples_into_the_demo_marks_them_and_loads_once(settings):
    settings.DEMO = True
    a_listing("Real")

    counts = [load_samples(shipped_samples()) for _ in range(2)]

    assert counts == [12, 12]
    assert Listing.objects.filter(is_sample=False).count() == 1
