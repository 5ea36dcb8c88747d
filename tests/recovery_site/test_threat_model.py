"""One source: the document's tables and the page show the same sentences."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from recovery_site import threat_model
from recovery_site.onlookers.claims import Claim
from recovery_site.what_we_can_see import ONLOOKERS


@pytest.fixture
def document(tmp_path, settings):
    """A copy of the document, in a house of its own."""
    text = threat_model.document().read_text()
    settings.BASE_DIR = tmp_path
    path = threat_model.document()
    path.parent.mkdir()
    path.write_text(text)
    return path


def test_document_has_the_tables_of_the_data():
    call_command("threat_model", "--check")


def test_check_fails_when_a_sentence_was_changed(document):
    document.write_text(document.read_text().replace("Guess a recovery code.", "No."))

    with pytest.raises(CommandError, match="differ"):
        call_command("threat_model", "--check")


def test_command_writes_the_tables_anew_and_nothing_else(document):
    before = document.read_text()
    document.write_text(before.replace("Guess a recovery code.", "No."))

    call_command("threat_model")

    assert document.read_text() == before


@pytest.mark.parametrize("marker", [threat_model.BEGIN, threat_model.END])
def test_document_without_a_marker_is_refused(document, marker):
    document.write_text(document.read_text().replace(marker, ""))

    with pytest.raises(CommandError, match="markers"):
        call_command("threat_model")


def test_document_with_a_marker_twice_is_refused(document):
    document.write_text(document.read_text() + threat_model.END)

    with pytest.raises(CommandError, match="markers"):
        call_command("threat_model")


def test_page_shows_every_sentence_of_the_data(client):
    html = client.get(reverse("what-we-can-see")).content.decode()

    items = re.findall(r"<li>([^<]+)</li>", html)
    told = [str(c) for each in ONLOOKERS for c in (*each.can, *each.cannot)]
    assert [each for each in items if each in told] == told


def test_promise_without_a_test_says_so():
    text = threat_model._promise(Claim("Fly."))  # noqa: SLF001 -- no such promise is there to be seen

    assert text == "Nothing holds it yet"
