"""A day noted without a word; an old day written down, and found by month and tag.

With scripts and without. What is noted travels with the page wherever its words go.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import PASSPHRASE

pytestmark = [pytest.mark.browser, pytest.mark.journey]

both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def open_page(visit, alice_client, journal, scripts):
    """The journal's first page, with or without scripts."""
    page = visit(alice_client, scripts=scripts)
    page.goto("/journal/")
    return page


def check_in(page: Page, mood: str) -> None:
    """Go to the check-in and choose a mood and two feelings."""
    page.get_by_role("main").get_by_role("link", name="Check in").click()
    page.get_by_role("radio", name=mood, exact=True).check()
    page.get_by_role("checkbox", name="worried").check()
    page.get_by_label("Other words for it").fill("seasick")


def write_of(page: Page, *, day: str, title: str, tags: str) -> None:
    """Write an entry about another day."""
    page.goto("/journal/write/")
    page.get_by_text("Feelings, sleep, body, tags, another day").click()
    page.get_by_label("Tags").fill(tags)
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Time", exact=True).fill("04:05")
    person.write(page, title=title, text="It rained.")


@both
def test_check_in_alone_is_saved_and_stands_among_the_entries(open_page):
    check_in(open_page, "don’t know")
    person.save(open_page)

    main = open_page.get_by_role("main")
    expect(main.get_by_role("heading", name="Check-in")).to_be_visible()
    expect(main).to_contain_text("don’t know")
    expect(main).to_contain_text("worried, seasick")
    main.get_by_role("link", name="All entries").click()
    expect(main.get_by_role("listitem")).to_contain_text("don’t know")


@pytest.mark.whole_browser
@both
def test_entry_of_an_old_day_is_found_by_month_and_by_tag(open_page):
    page, main = open_page, open_page.get_by_role("main")
    write_of(page, day="2019-02-03", title="Rain", tags="river, work")
    expect(main).to_contain_text("Sunday, 3 February 2019, at 04:05")
    write_of(page, day="2018-07-01", title="Sun", tags="work")

    page.goto("/journal/calendar/")
    main.get_by_role("link", name="Back to February 2019").click()
    main.get_by_role("link", name="3").click()
    expect(main.get_by_role("link", name="Rain")).to_be_visible()
    assert "2019" not in page.url

    main.get_by_role("link", name="Choose again").click()
    page.get_by_label("Tag").select_option("work")
    page.get_by_label("From").fill("2018-01-01")
    page.get_by_role("button", name="Show").click()
    expect(main.get_by_role("link", name="Rain")).to_be_visible()
    page.go_back(wait_until="commit")
    expect(main.get_by_role("heading", name="Choose what to see")).to_be_visible()
    page.go_forward(wait_until="commit")
    expect(main.get_by_role("link", name="Rain")).to_be_visible()


@both
def test_check_in_survives_the_lock(open_page):
    check_in(open_page, "hard")

    person.lock(open_page)
    person.unlock(open_page, PASSPHRASE)

    open_page.goto("/journal/")
    open_page.get_by_role("main").get_by_role("link", name="Check-in").click()
    expect(open_page.get_by_role("main")).to_contain_text("worried, seasick")
    expect(open_page.get_by_text("Written while locked")).to_have_count(0)


@both
def test_picture_of_moods_is_shown_once_it_is_asked_for(open_page):
    page, main = open_page, open_page.get_by_role("main")
    check_in(page, "lighter")
    person.save(page)
    page.goto("/journal/moods/")
    expect(main.get_by_role("img")).to_have_count(0)

    page.get_by_role("button", name="Show me").click()

    expect(main.get_by_role("img", name="How the days of")).to_be_visible()
    expect(main.get_by_role("table")).to_contain_text("lighter")
