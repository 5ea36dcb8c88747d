"""New keys as a person makes them: new words, a new sheet, and Continue to the end."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.domain import copying
from journal.models import Record, Vault
from tests.browser import person
from tests.browser.journal import PASSPHRASE, written
from tests.journal.plenty import fill

pytestmark = [pytest.mark.browser, pytest.mark.journey]

# ``make test-full`` walks the whole way.
PAGES, BATCH = (10_000, 500) if os.environ.get("EVERY_GUISE") == "True" else (24, 10)
TITLE = "The lift"
PATIENCE = 120_000  # milliseconds


def begin(page: Page) -> str:
    """Take the six new words, and return them as a passphrase."""
    page.goto(reverse("journal-keys"))
    page.get_by_role("link", name="Make new keys").click()
    words = person.numbered(page, "Six words")
    page.get_by_label("The passphrase you have now").fill(PASSPHRASE)
    page.get_by_role("button", name="I have them, go on").click()
    return " ".join(words)


def confirm(page: Page) -> str:
    """Copy the new code from the sheet, and type it."""
    code = person.read_code(page)
    page.get_by_label("Type the code from your sheet").fill(code)
    page.get_by_role("button", name="I have it, go on").click()
    return code


def go_on(page: Page, *, scripts: bool) -> int:
    """Press Continue until all is done, where no script presses it."""
    done = page.get_by_text("Your journal has new keys")
    presses = 0
    while not scripts and not done.is_visible():
        page.get_by_role("button", name="Continue").click()
        page.wait_for_load_state()
        presses += 1
    expect(done).to_be_visible(timeout=PATIENCE)
    return presses


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_every_page_gets_new_keys(visit, alice_client, journal, scripts, monkeypatch):
    monkeypatch.setattr(copying, "BATCH", BATCH)
    fill(journal, PAGES)
    entry = written(journal, title=TITLE, text="I took the stairs.")
    page = visit(alice_client, scripts=scripts)

    words = begin(page)
    code = confirm(page)
    presses = go_on(page, scripts=scripts)

    assert presses == (0 if scripts else PAGES // BATCH + 2)
    vault = Vault.objects.get()
    assert vault.generation == 2
    assert Record.objects.filter(generation=2).count() == PAGES + 2
    assert not Record.objects.exclude(generation=2).exists()
    person.lock(page)
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_text("did not open it").first).to_be_visible()
    person.unlock(page, words)
    page.goto(entry)
    expect(page.get_by_text("I took the stairs.")).to_be_visible()
    page.goto(reverse("journal-check"))
    expect(page.get_by_role("heading", name="All is as you left it")).to_be_visible()
    person.lock(page)
    person.recover(page, code, passphrase="umber lattice orchard nine")


def test_later_leaves_the_old_keys_and_the_list_says_so(visit, alice_client, journal):
    written(journal, title=TITLE, text="I took the stairs.")
    page = visit(alice_client, scripts=False)
    begin(page)

    page.get_by_role("link", name="Later").click()
    page.get_by_role("link", name="Go on when you like").click()
    confirm(page)
    page.get_by_role("button", name="Keep the old keys").click()

    expect(page.get_by_text("Your keys are as before")).to_be_visible()
    person.lock(page)
    person.unlock(page, PASSPHRASE)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
