"""Everything works by keyboard alone, and what has the focus can be seen."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.house import furnish
from tests.browser.journal import written

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const bar = document.querySelector(".bar");
  const edge = bar.contains(one) ? 0 : bar.getBoundingClientRect().bottom;
  const own = one.closest(".skips") !== null;
  return {
    name: (one.innerText || one.name || one.id || one.tagName).trim().slice(0, 40),
    hidden: !own && (box.bottom <= edge || box.top >= innerHeight),
  };
}"""


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until the element with this name or text has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused and focused["name"] == name:
            return
    raise AssertionError(f"{name} was not reached")


def test_entry_is_written_and_saved_by_keyboard(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(reverse("journal-home"))

    tab_to(page, "New entry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/journal/write/")
    tab_to(page, "title")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    page.keyboard.type("No mouse in the house.")
    tab_to(page, "Save and close")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="By keyboard")).to_be_visible()
    expect(page.get_by_text("No mouse in the house.")).to_be_visible()


def test_focus_never_hides_behind_the_bar(visit, alice_client, journal):
    values = furnish()
    for number in range(12):
        written(journal, title=f"Day {number}", text="A line. " * 40)
    page = visit(alice_client, viewport={"width": 360, "height": 640})

    for address in (
        reverse("article", kwargs=values["article"]),
        reverse("journal-home"),
    ):
        page.goto(address)
        seen = stops(page, "Tab") + stops(page, "Shift+Tab")
        assert len(seen) > 40
        assert [stop["name"] for stop in seen if stop["hidden"]] == []


def stops(page: Page, key: str) -> list[dict]:
    """Press a key until the focus leaves the page; return where it rested."""
    found = []
    for _ in range(150):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError("The focus never left the page.")
