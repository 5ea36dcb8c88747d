"""The first visit in a real browser, with and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import person

pytestmark = pytest.mark.browser

CODE, WRITE = reverse("journal-code"), reverse("journal-write")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_notes_are_read_once_and_lead_to_the_page(
    visit, alice_client, journal, scripts
):
    page = visit(alice_client, scripts=scripts)
    page.goto(CODE)
    page.get_by_role("link", name="I have it, go on").click()

    person.read_notes(page)

    page.wait_for_url(f"**{WRITE}")
    page.goto(CODE)
    page.get_by_role("link", name="I have it, go on").click()
    page.wait_for_url(f"**{WRITE}")
    expect(page.get_by_label("Your words")).to_be_visible()


def test_notes_can_be_skipped_at_once(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(CODE)
    page.get_by_role("link", name="Not now").click()

    page.get_by_role("button", name="Skip").click()

    page.wait_for_url(f"**{WRITE}")
