"""Search and the readable way out, done by a person in a real browser."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import PASSPHRASE, written

pytestmark = [pytest.mark.browser, pytest.mark.journey]

each_kind = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])


def look_for(page: Page, words: str) -> None:
    """Type words on the search page and send them."""
    page.get_by_label("Words to look for").fill(words)
    page.get_by_role("main").get_by_role("button", name="Search").click()


def expect_found(page: Page, *titles: str) -> None:
    """Wait until just these entries are shown."""
    expect(page.get_by_role("main").locator("ol a")).to_have_text(list(titles))


@pytest.mark.whole_browser
@each_kind
def test_words_are_found_by_accent_and_phrase_and_leave_no_trace(
    visit, journal, alice_client, scripts
):
    written(journal, title="Sunday", text="A slow héron by the weir.")
    written(journal, title="Monday", text="By the slow river, a gull.")
    page = visit(alice_client, scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/journal/")
    page.get_by_role("navigation", name="Journal").get_by_text("Search").click()
    look_for(page, "HERON slow")
    expect(page.locator("mark")).to_have_text(["slow", "héron"])
    expect_found(page, "Sunday")
    found = page.url
    look_for(page, "“the slow river”")
    expect(page.locator("mark")).to_have_text("the slow river")
    expect_found(page, "Monday")

    page.get_by_role("link", name="Monday").click()
    expect(page.get_by_role("heading", name="Monday")).to_be_visible()
    page.go_back(wait_until="commit")  # from memory, where nothing loads
    expect_found(page, "Monday")
    page.goto(found)
    page.reload()
    expect_found(page, "Sunday")
    for word in ("heron", "HERON", "slow", "river"):
        assert [url for url in asked if word in url] == []

    person.lock(page)
    page.goto(found)
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_label("Words to look for")).to_have_value("")
    page.goto(found)
    expect(page.get_by_label("Words to look for")).to_have_value("")
    expect_found(page)


@each_kind
def test_entries_are_printed_and_downloaded(visit, journal, alice_client, scripts):
    written(journal, title="Sunday", text="A heron.")
    written(journal, title="Monday", text="A gull.")
    page = visit(alice_client, scripts=scripts)

    page.goto("/journal/")
    page.get_by_role("link", name="Print or download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download everything").click()
    file = waiting.value.path().read_text()
    page.get_by_role("link", name="Choose entries").click()
    page.get_by_label("Monday").check()
    page.get_by_role("button", name="Show them to print").click()
    page.emulate_media(media="print")

    assert waiting.value.suggested_filename == "pages.html"
    assert [words in file for words in ("A heron.", "A gull.")] == [True, True]
    expect(page.get_by_text("A gull.")).to_be_visible()
    expect(page.get_by_text("A heron.")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Journal")).to_be_hidden()
    expect(page.get_by_text("Only what is below")).to_be_hidden()
    assert urlsplit(page.url).path == "/journal/export/print/"
