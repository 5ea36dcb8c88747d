"""The few shortcuts: each is listed, each works, and none is pressed by accident."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from journal.models import Record

pytestmark = pytest.mark.browser

WRITE, CHECK_IN = reverse("journal-write"), reverse("journal-check-in")
SHORTCUTS, SETTINGS = reverse("journal-shortcuts"), reverse("journal-settings")


@pytest.fixture
def page(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(WRITE)
    page.get_by_label("Your words").fill("A line.")
    return page


@pytest.mark.parametrize("modifier", ["Control", "Meta"])
def test_enter_with_a_modifier_saves_and_closes(page, modifier):
    page.keyboard.press(f"{modifier}+Enter")

    expect(page.get_by_text("Saved and sealed.")).to_be_visible()
    expect(page.get_by_role("link", name="Edit")).to_be_visible()


def test_s_with_a_modifier_saves_and_goes_on(page):
    page.keyboard.press("Control+s")

    expect(page.get_by_text("Saved and sealed.")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("A line.")
    page.keyboard.press("Control+S")
    assert page.url.endswith("/edit/")


def test_keys_alone_and_with_other_modifiers_save_nothing(page):
    before = Record.objects.count()

    for keys in ("Enter", "s", "Alt+s", "Shift+s", "Control+Shift+Enter"):
        page.keyboard.press(keys)
    page.wait_for_function("document.readyState === 'complete'")

    assert page.url.endswith(WRITE)
    assert Record.objects.count() == before


def test_check_in_is_saved_by_keyboard(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(CHECK_IN)
    page.get_by_label("lighter", exact=True).check(force=True)

    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Saved and sealed.")).to_be_visible()


def test_page_lists_each_shortcut_and_what_was_turned_off(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(SETTINGS)
    page.get_by_role("link", name="Shortcuts", exact=True).click()
    for keys in ("Ctrl + Enter", "Ctrl + S", "Shift, three times"):
        expect(page.get_by_role("row", name=keys)).to_be_visible()
    page.goto(SETTINGS)
    page.get_by_label("Leave when I press Shift three times").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.goto(SHORTCUTS)

    expect(page.get_by_text("Nothing: you turned it off.")).to_be_visible()
