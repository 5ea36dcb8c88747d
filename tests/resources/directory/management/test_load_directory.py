import pytest
from django.core.management import CommandError, call_command

from resources.directory.models import HelpLine, Listing, Place

pytestmark = pytest.mark.django_db


def test_load_directory_says_what_it_did(capsys):
    call_command("load_directory")

    said = capsys.readouterr().out

    lines, places = HelpLine.objects.count(), Place.objects.count()
    assert said == (
        f"Help lines: {lines} added, 0 updated, 0 unchanged\n"
        f"Places to look: {places} added, 0 updated, 0 unchanged\n"
    )


def test_load_directory_names_rows_that_it_kept_or_misses(capsys):
    call_command("load_directory")
    HelpLine.objects.filter(key="us-rainn").update(hours="Daytime")
    Place.objects.filter(key="ukcp").update(key="ukcp-old")
    capsys.readouterr()

    call_command("load_directory")

    said = capsys.readouterr().out
    assert "  kept as edited: us-rainn\n" in said
    assert "  no longer shipped, still there: ukcp-old\n" in said


def test_load_directory_samples_are_refused_in_a_real_site():
    with pytest.raises(CommandError, match="Samples live only in the demo"):
        call_command("load_directory", "--samples")

    assert Listing.objects.count() == 0


def test_load_directory_samples_are_loaded_in_the_demo(settings, capsys):
    settings.DEMO = True

    call_command("load_directory", "--samples")

    assert "Sample listings: 12\n" in capsys.readouterr().out
