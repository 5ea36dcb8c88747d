"""Settings in a real browser: how pages look, and which keys leave."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HOME, SETTINGS = reverse("journal-home"), reverse("journal-settings")
SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"]
)
GROUND = "getComputedStyle(document.body).backgroundColor"


def ground(page: Page, device: str) -> str:
    """Return the colour of the page on a device that is set to a theme."""
    page.emulate_media(color_scheme=device)
    return str(page.evaluate(GROUND))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()


@SCRIPTS
def test_theme_is_the_writers_whatever_the_device_says(
    visit, alice_client, journal, scripts
):
    page = visit(alice_client, scripts=scripts, reduced_motion="reduce")
    page.goto(SETTINGS)
    light, dark = ground(page, "light"), ground(page, "dark")
    assert light != dark

    for name, colour in (("Dark", dark), ("Light", light)):
        page.goto(SETTINGS)
        page.get_by_label(name, exact=True).check()
        save(page)
        for address in (HOME, reverse("about")):
            page.goto(address)
            assert {ground(page, "light"), ground(page, "dark")} == {colour}
    page.goto(SETTINGS)
    page.get_by_label("As this device is set").check()
    save(page)
    assert (ground(page, "light"), ground(page, "dark")) == (light, dark)


def press_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def test_shift_leaves_unless_it_was_turned_off(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(SETTINGS)
    page.get_by_label("Leave when I press Shift three times").uncheck()
    save(page)

    press_shift(page)
    page.goto(HOME)
    press_shift(page)
    expect(page.get_by_role("heading", name="Entries")).to_be_visible()

    page.goto(SETTINGS)
    page.get_by_label("Leave when I press Shift three times").check()
    save(page)
    press_shift(page)
    page.wait_for_url(f"**{settings.EXIT_URL}")


@SCRIPTS
def test_exit_goes_where_the_writer_chose(visit, alice_client, journal, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(SETTINGS)
    page.get_by_label("/readyz").check()
    save(page)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").fill("In the middle of a")

    page.get_by_role("banner").get_by_text("Leave now").click()

    page.wait_for_url("**/readyz")
