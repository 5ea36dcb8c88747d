"""A preview in a real browser: shown above the page, with every word still there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from journal.models import Note, Record
from tests.browser import person

pytestmark = pytest.mark.browser

WRITE = reverse("journal-write")
TEXT = "Some **strong** words.\n\n1986. That was a year.\n\n> Somebody said this."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_preview_shows_the_words_and_they_are_saved_from_there(
    visit, alice_client, journal, scripts
):
    page = visit(alice_client, scripts=scripts)
    page.goto(WRITE)
    page.get_by_label("Title, if you like").fill("The lift")
    page.get_by_label("Your words").fill(TEXT)
    before = Record.objects.count()

    page.get_by_role("button", name="Preview").click()

    shown = page.get_by_role("region", name="Preview. Nothing is saved yet.")
    expect(shown.locator("strong")).to_have_text("strong")
    expect(page.get_by_label("Your words")).to_have_value(TEXT)
    assert Record.objects.count() == before
    assert page.url.endswith(WRITE)
    person.save(page)
    expect(page.get_by_role("heading", name="The lift")).to_be_visible()
    expect(page.get_by_role("main").locator("strong")).to_have_text("strong")


def test_words_of_a_preview_are_sealed_though_nothing_more_is_typed(
    visit, alice_client, journal
):
    page = visit(alice_client)
    page.goto(WRITE)
    page.get_by_label("Your words").fill(TEXT)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview")).to_be_visible()

    expect(page.get_by_text("Kept and sealed.")).to_be_visible()

    assert Note.objects.count() == 1
