"""Trash and back, an old version restored, a save undone: scripts on and off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import PASSPHRASE, written

pytestmark = [pytest.mark.browser, pytest.mark.journey]

TITLE = "The lift"
FIRST, SECOND = "I took the stairs.", "I took the lift, twice."


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request, visit, journal) -> Page:
    """Alice at one of her entries, in a browser with or without scripts."""
    address = written(journal, title=TITLE, text=FIRST)
    page = visit(scripts=request.param)
    person.sign_in(page)
    person.unlock(page, PASSPHRASE)
    page.goto(address)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).click()


def change(page: Page, text: str) -> None:
    """Edit the entry that is shown, and save it."""
    follow(page, "Edit")
    page.get_by_label("Your words").fill(text)
    person.save(page)
    expect(page.get_by_text("Saved and sealed.")).to_be_visible()


def test_entry_goes_to_the_trash_and_comes_back(page):
    press(page, "Move to trash")
    expect(page.get_by_text("It stays there for 30 days.")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)

    follow(page, "Trash")
    expect(page.get_by_text("Kept until")).to_be_visible()
    press(page, "Put it back")

    expect(page.get_by_text("The entry is back where it was.")).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()
    follow(page, "All entries")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_move_to_the_trash_is_undone_at_once(page):
    press(page, "Move to trash")

    press(page, "Undo")

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_role("button", name="Move to trash")).to_be_visible()


def test_entry_is_deleted_for_good_from_the_trash(page):
    press(page, "Move to trash")
    follow(page, "Trash")

    follow(page, "Delete for good")
    press(page, "Delete for good")

    expect(page.get_by_text("The entry is deleted.")).to_be_visible()
    follow(page, "Trash")
    expect(page.get_by_text("It is empty.")).to_be_visible()


def test_old_version_is_read_compared_and_restored(page):
    change(page, SECOND)
    change(page, "Neither.")

    follow(page, "Earlier versions (2)")
    page.get_by_role("main").get_by_role("link", name="Until").last.click()
    expect(page.get_by_role("heading", name="As it was", exact=True)).to_be_visible()
    expect(page.locator("del")).to_contain_text(FIRST)
    expect(page.locator("ins")).to_contain_text("Neither.")
    press(page, "Put this version back")

    expect(page.get_by_text("Put back.")).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()
    follow(page, "Earlier versions (3)")
    expect(page.get_by_role("main").get_by_text("Neither.")).to_be_visible()


def test_save_is_undone(page):
    change(page, "Everything gone by mistake.")

    press(page, "Undo")

    expect(page.get_by_text("Put back.")).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()
    follow(page, "Edit")
    expect(page.get_by_label("Your words")).to_have_value(FIRST)


def test_earlier_versions_are_deleted(page):
    change(page, SECOND)
    follow(page, "Earlier versions (1)")

    follow(page, "Delete the earlier versions")
    press(page, "Delete 1 version")

    expect(page.get_by_text("The earlier versions are deleted.")).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
    expect(page.get_by_role("link", name="Earlier versions")).to_have_count(0)
