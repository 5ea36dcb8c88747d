"""The library in a real browser: looked through, printed, handed on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import furnish
from tests.browser.test_sharing import decoded

pytestmark = [pytest.mark.browser, pytest.mark.journey]

ARTICLE = "/library/trust-again/"
WHITE = "rgb(255, 255, 255)"


def look_for(page: Page, words: str) -> None:
    """Type words on the library's page and send them."""
    page.get_by_label("Look for a word").fill(words)
    page.get_by_role("main").get_by_role("button", name="Search").click()


@pytest.mark.whole_browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_words_are_found_and_leave_no_trace(visit, scripts):
    furnish()
    page = visit(scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/library/")
    look_for(page, "Boundáries")
    expect(page.locator("mark").first).to_have_text("boundary", ignore_case=True)
    found = page.url
    page.get_by_role("link", name="Learning to trust again").click()
    page.go_back(wait_until="commit")  # from memory, where nothing loads
    expect(page).to_have_url(found)
    page.reload()
    expect(page.get_by_label("Look for a word")).to_have_value("Boundáries")
    look_for(page, "zzz")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    assert [url for url in asked if "ound" in url.lower() or "zzz" in url] == []

    page.context.clear_cookies()
    page.goto(found)
    expect(page.get_by_label("Look for a word")).to_have_value("")
    expect(page.locator("mark")).to_have_count(0)


def test_article_prints_its_text_and_sources_alone(visit):
    furnish()
    page = visit(color_scheme="dark")
    page.goto(ARTICLE)

    page.emulate_media(media="print")

    for shown in (page.locator("h1"), page.locator(".prose"), page.locator(".draws")):
        expect(shown).to_be_visible()
    for part in (".bar", ".foot", ".toc", ".exit", ".pager", "nav.row"):
        expect(page.locator(part).first).to_be_hidden()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == WHITE


def test_card_of_a_page_is_read_by_a_camera(visit, live_server):
    furnish()
    page = visit(scripts=False, color_scheme="dark")
    page.goto(ARTICLE)

    page.get_by_role("link", name="Share this page").click()
    expect(page.get_by_label("The address, to copy")).to_have_value(
        live_server.url + ARTICLE
    )
    picture = page.locator(".card").screenshot()

    assert decoded(visit(), picture) == live_server.url + ARTICLE
    assert page.context.cookies() == []
