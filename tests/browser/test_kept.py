"""Keeping things inside the journal, and the plan: scripts on and off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import PASSPHRASE
from tests.resources.directory.factories import a_line
from tests.resources.library.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.journey]

each_kind = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
NOTE = "For the train, when the noise is too much. \U0001f33f"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


@each_kind
def test_article_is_kept_with_a_note_and_found_again_by_search(visit, journal, scripts):
    make_article("tides", title="Tides and days")
    page = visit(scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/library/tides/")
    follow(page, "Keep in my journal")
    press(page, "Take it to my journal")
    page.get_by_label("Name", exact=True).fill(person.NAME)
    page.get_by_label("Password", exact=True).fill(person.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_role("heading", name="Tides and days")).to_be_visible()
    page.get_by_label("A note of your own").fill(NOTE)
    press(page, "Keep this in my journal")
    expect(page.get_by_text("Saved and sealed.")).to_be_visible()

    page.get_by_role("navigation", name="Journal", exact=True).get_by_text(
        "Search"
    ).click()
    page.get_by_label("Words to look for").fill("noise train")
    press(page, "Search")
    expect(page.locator("mark")).to_have_text(["train", "noise"])
    follow(page, "Tides and days")
    expect(page.get_by_text(NOTE)).to_be_visible()
    follow(page, "Open the page it is from")

    expect(page.get_by_role("heading", name="Tides and days")).to_be_visible()
    private = [url for url in asked if "/journal/" in url or "/account/" in url]
    assert private
    assert [url for url in private if "tides" in url] == []


@each_kind
def test_line_is_kept_changed_thrown_away_and_brought_back(
    visit, journal, alice_client, scripts
):
    a_line(name="A Line")
    page = visit(alice_client, scripts=scripts)

    page.goto("/help-lines/")
    page.get_by_role("link", name="Keep in my journal A Line").click()
    press(page, "Take it to my journal")
    press(page, "Keep this in my journal")
    expect(page.get_by_text("800-656-4673")).to_be_visible()
    follow(page, "Edit")
    page.get_by_label("A note of your own").fill(NOTE)
    press(page, "Save")
    expect(page.get_by_text(NOTE)).to_be_visible()

    press(page, "Move to trash")
    expect(page.get_by_text("It stays there for 30 days.")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_text("It is back where it was.")).to_be_visible()
    follow(page, "All that is kept")
    expect(page.get_by_role("link", name="A Line")).to_be_visible()


@each_kind
def test_plan_is_written_and_printed(visit, journal, alice_client, scripts):
    page = visit(alice_client, scripts=scripts)

    page.goto("/steady/")
    page.get_by_role("link", name="Your own plan, if you wrote one").click()
    follow(page, "Begin")
    page.get_by_label("What helps me on my own").fill("Cold water.\nThe long way home.")
    page.get_by_label("Reasons").fill("The dog.")
    person.save(page)
    expect(page.get_by_text("Saved and sealed.")).to_be_visible()

    page.goto("/journal/")
    follow(page, "Your plan")
    expect(page.get_by_text("Paper can be found")).to_be_visible()
    page.emulate_media(media="print")

    for words in ("Your steadying plan", "What helps me on my own", "The dog."):
        expect(page.get_by_text(words)).to_be_visible()
    for words in ("Paper can be found", "Edit", "Short exercises"):
        expect(page.get_by_text(words)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Journal", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="Professionals")).to_have_count(0)


@each_kind
def test_plan_that_is_left_by_the_exit_is_there_again(
    visit, journal, alice_client, scripts
):
    page = visit(alice_client, scripts=scripts)
    page.goto("/journal/plan/edit/")
    page.get_by_label("Signs that it is building").fill("My jaw sets.")

    person.leave(page)

    person.sign_in(page)
    person.unlock(page, PASSPHRASE)
    page.goto("/journal/plan/")
    expect(page.get_by_text("My jaw sets.")).to_be_visible()
