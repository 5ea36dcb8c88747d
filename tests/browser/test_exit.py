"""The exit: always there, always goes, and takes the words on the page along."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.house import furnish
from tests.browser.journal import PASSPHRASE, written

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"]
)
TEXT = "Marker 63 – in the middle of a"
SMALLEST = 44  # pixels
ON_TOP = """exit => {
  const box = exit.getBoundingClientRect();
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
  return points.every(([x, y]) => exit.contains(document.elementFromPoint(
    box.left + box.width * x, box.top + box.height * y)));
}"""


def has_left(page: Page) -> bool:
    return page.url.endswith(settings.EXIT_URL)


@SCRIPTS
def test_link_leaves_and_signs_out(visit, alice_client, journal, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-home"))

    person.leave(page)

    assert {cookie["name"] for cookie in page.context.cookies()} <= {"moment"}
    page.goto(reverse("journal-home"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@SCRIPTS
def test_button_keeps_the_words_that_were_typed(visit, alice_client, journal, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").fill(TEXT)

    person.leave(page)

    person.sign_in(page)
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_role("main").get_by_text(TEXT)).to_have_count(1)


@pytest.mark.whole_browser
def test_words_typed_since_the_last_autosave_go_along(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").press_sequentially(TEXT[:8])
    expect(page.get_by_text("Kept and sealed.")).to_be_visible()
    page.get_by_label("Your words").press_sequentially(TEXT[8:])

    person.leave(page)
    page.go_back()

    assert TEXT not in page.content()
    person.sign_in(page)
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_role("main").get_by_text(TEXT)).to_have_count(1)


@pytest.mark.parametrize("name", ["steady", "journal-home", "journal-write"])
def test_shift_pressed_three_times_leaves(visit, alice_client, journal, name):
    page = visit(alice_client)
    page.goto(reverse(name))

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(f"**{settings.EXIT_URL}")


def test_shift_held_for_letters_does_not_leave(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").focus()

    for letter in "HELLO":
        page.keyboard.press(f"Shift+{letter}")

    expect(page.get_by_label("Your words")).to_have_value("HELLO")
    assert not has_left(page)


def test_shift_between_letters_does_not_leave(visit, alice_client, journal):
    page = visit(alice_client)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").focus()

    for letter in "abcd":
        page.keyboard.press("Shift")
        page.keyboard.press(letter)

    expect(page.get_by_label("Your words")).to_have_value("abcd")
    assert not has_left(page)


@SCRIPTS
def test_enter_in_the_title_saves(visit, alice_client, journal, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").fill(TEXT)
    page.get_by_label("Title, if you like").fill("The lift")

    page.get_by_label("Title, if you like").press("Enter")

    expect(page.get_by_role("heading", name="The lift")).to_be_visible()
    expect(page.get_by_text(TEXT)).to_be_visible()


def test_exit_stays_in_view_on_long_pages(visit, alice_client, journal):
    values = furnish()
    entry = written(journal, title="Long", text="A line.\n\n" * 200)
    page = visit(alice_client, viewport={"width": 360, "height": 640})

    for address in (reverse("article", kwargs=values["article"]), f"{entry}edit/"):
        page.goto(address)
        for part in (0, 0.5, 1):
            page.evaluate(f"scrollTo(0, document.body.scrollHeight * {part})")
            leave = page.locator(".exit")
            expect(leave).to_be_in_viewport(ratio=1)
            box = leave.bounding_box()
            assert min(box["width"], box["height"]) >= SMALLEST
            assert leave.evaluate(ON_TOP), (address, part)
