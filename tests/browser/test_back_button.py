"""Back and Forward after leaving, locking and signing out show nothing private.

Browsers keep even ``no-store`` pages in memory for the Back button, until a cookie
changes. The first test proves that this browser does, and that the check would see it.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import written

pytestmark = [pytest.mark.browser, pytest.mark.whole_browser]

TITLE = "Zinnober im Treppenhaus"
TEXT = "Marker 62 – the copper kettle."
SIGNED_IN = "Lock and sign out"
SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"]
)
WAYS = {"leave": person.leave, "lock": person.lock, "sign_out": person.sign_out}


@pytest.fixture
def entry(journal) -> str:
    """The address of an entry of Alice's."""
    return written(journal, title=TITLE, text=TEXT)


def private_pages(entry: str) -> list[str]:
    names = ("home", "code", "keys", "settings", "check", "write")
    inside = [reverse(f"journal-{name}") for name in names]
    return [reverse("home"), *inside, f"{entry}erase/", f"{entry}edit/", entry]


def is_private(page: Page) -> bool:
    """Tell whether the page is one of an open journal, or shows words of one."""
    body = page.locator("body")
    typed = page.locator("input, textarea").evaluate_all("all => all.map(e => e.value)")
    shown = "\n".join([body.inner_text(), *typed])
    return body.get_attribute("data-private") is not None or any(
        words in shown for words in (TITLE, TEXT, SIGNED_IN)
    )


def private_on_the_way(page: Page, step, count: int) -> list[str]:
    """Press Back or Forward, and return the addresses that showed something."""
    seen = []
    for _ in range(count):
        step(wait_until="commit")  # a page from memory is never loaded again
        expect(page.locator("body > :last-child")).to_be_attached()
        if is_private(page):
            seen.append(page.url)
    return seen


def test_browser_shows_a_page_again_while_no_cookie_changes(visit, alice_client, entry):
    page = visit(alice_client, scripts=False)
    page.goto(reverse("journal-home"))  # the first form puts a token in the session
    page.goto(entry)
    page.goto(reverse("safety"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    shown = private_on_the_way(page, page.go_back, 1)

    assert [url.endswith(entry) for url in shown] == [True]
    assert [url for url in asked if url.endswith(entry)] == []


@SCRIPTS
@pytest.mark.parametrize("way", WAYS)
def test_nothing_private_comes_back(visit, alice_client, entry, way, scripts):
    page = visit(alice_client, scripts=scripts)
    pages = private_pages(entry)
    for address in pages:
        page.goto(address)
        assert is_private(page)

    WAYS[way](page)

    # One step less: a script that leaves puts the neutral page in place of the last.
    steps = len(pages) - 1
    assert private_on_the_way(page, page.go_back, steps) == []
    assert private_on_the_way(page, page.go_forward, steps) == []


@SCRIPTS
@pytest.mark.parametrize("way", ["leave", "lock"])
def test_typed_words_do_not_come_back(visit, alice_client, journal, way, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-home"))
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").fill(TEXT)

    WAYS[way](page)

    assert private_on_the_way(page, page.go_back, 2) == []
    assert private_on_the_way(page, page.go_forward, 2) == []
