"""Back and Forward after leaving, locking and signing out show nothing private.

Browsers keep even ``no-store`` pages in memory for the Back button, until a cookie
changes. The first test proves that this browser does, and that the check would see it.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import person
from tests.browser.journal import PASSPHRASE, written

pytestmark = pytest.mark.browser

TITLE = "Zinnober im Treppenhaus"
TEXT = "Marker 62 – the copper kettle."
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def entry(journal) -> str:
    """The address of an entry of Alice's."""
    return written(journal, title=TITLE, text=TEXT)


def private_pages(entry: str) -> list[str]:
    names = ("home", "code", "keys", "settings", "check", "write")
    return [
        *(reverse(f"journal-{name}") for name in names),
        f"{entry}erase/", f"{entry}edit/", entry,
    ]  # fmt: skip


def is_private(page: Page) -> bool:
    """Tell whether the page is one of an open journal, or shows words of one."""
    body = page.locator("body")
    shown = body.inner_text()
    return body.get_attribute("data-private") is not None or any(
        words in shown for words in (TITLE, TEXT)
    )


def shown_on_the_way(page: Page, step, count: int) -> list[tuple[str, bool]]:
    """Press Back or Forward, and tell of each page whether it was private."""
    seen = []
    for _ in range(count):
        step(wait_until="load")
        seen.append((page.url, is_private(page)))
    return seen


def test_browser_shows_a_page_again_while_no_cookie_changes(
    visit, alice_client, entry
):
    page = visit(alice_client, scripts=False)
    page.goto(entry)
    page.goto(reverse("safety"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.go_back()

    expect(page.get_by_text(TEXT)).to_be_visible()
    assert is_private(page)
    assert asked == []


@SCRIPTS
@pytest.mark.parametrize("way", ["leave", "lock", "sign_out"])
def test_nothing_private_comes_back(visit, alice_client, entry, way, scripts):
    page = visit(alice_client, scripts=scripts)
    pages = private_pages(entry)
    for address in pages:
        page.goto(address)
        assert is_private(page)

    WAYS[way](page)

    steps = len(pages)
    back = shown_on_the_way(page, page.go_back, steps)
    forward = shown_on_the_way(page, page.go_forward, steps)
    assert [url for url, private in back + forward if private] == []
    print(back, forward)


def leave(page: Page) -> None:
    page.get_by_role("banner").get_by_text("Leave now").click()
    page.wait_for_url("**/healthz")


WAYS = {"leave": leave, "lock": person.lock, "sign_out": person.sign_out}
