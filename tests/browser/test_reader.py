"""A reader's walk without scripts, on a telephone: from home to words that are kept."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.house import furnish
from tests.browser.look import OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.journey]

TELEPHONE = {"width": 360, "height": 740}
ARTICLE = "Learning to trust again"
QUESTION = "A boundary I kept this week, however small."
TEXT = "I said no to the second meeting."


@pytest.fixture
def page(visit) -> Page:
    """A telephone without scripts, in a house with its library and its help lines."""
    furnish()
    return visit(scripts=False, viewport=TELEPHONE)


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's own matter; what opens fits the screen."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("main")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0, page.url


def to_the_article(page: Page) -> None:
    """Go from the first page to an article, by way of its topic."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Read").click()
    follow(page, "Healing")
    follow(page, ARTICLE)
    expect(page.get_by_role("heading", name=ARTICLE)).to_be_visible()


def test_reader_goes_from_an_article_to_an_entry_that_is_saved(page):
    to_the_article(page)

    page.get_by_role("link", name="Write about this Describe today").click()
    expect(page.get_by_label(QUESTION)).to_be_checked()
    page.get_by_role("button", name="Take it to my journal").click()
    page.get_by_role("link", name="I am new here").click()
    page.get_by_label("A name to sign in with").fill(person.NAME)
    page.get_by_label("A password").fill(person.PASSWORD)
    page.get_by_role("button", name="Go on").click()
    person.begin(page)
    person.read_code(page)
    page.get_by_role("link", name="I have it, go on").click()
    person.read_notes(page)

    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert "trust" not in page.url
    page.get_by_label("Your words").fill(TEXT)
    person.save(page)
    expect(page.get_by_text(TEXT)).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0


def test_reader_goes_from_an_article_to_a_number_in_two_steps(page):
    to_the_article(page)

    follow(page, "Find help for this")
    page.get_by_role("link", name="Ireland").first.click()

    assert page.url.endswith("/help-lines/#ie")
    numbers = page.locator('section[aria-labelledby="ie"] a[href^="tel:"]')
    expect(numbers.first).to_be_in_viewport()


def test_reader_goes_from_one_article_to_the_next_and_back_to_all(page):
    to_the_article(page)

    follow(page, "Shame that is not yours")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shame that is not yours")
    follow(page, "Healing")
    follow(page, "All articles")
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")
