"""The main job, done by a person in a real browser; afterwards nothing is left behind.

Whatever is typed into the journal must lie nowhere in clear. The test first proves that
its search would find it: a control text is planted in every kind of place.
"""

import io
import json
import logging

import pytest
from django.core.cache import cache
from django.core.mail import send_mail
from playwright.sync_api import Page, expect

from journal.models import Vault
from recovery_site.accounts.models import User
from recovery_site.logs import NeutralFormatter
from recovery_site.proof.search import places_with
from tests.browser import person
from tests.browser.traces import stored

pytestmark = [pytest.mark.browser, pytest.mark.journey]

CONTROL = "control:heron/marker?7"
TITLE = "Zinnober im Treppenhaus"
TEXT = "Marker 61 – the copper kettle & the <seventh> stair."
NEW_WORDS = "umber lattice orchard nine"
SECOND = "Anew: a cobalt gate beside the weir."


@pytest.fixture
def log():
    """What is logged, and more than is written by default, as the site writes it."""
    stream, loggers = io.StringIO(), [logging.getLogger(), logging.getLogger("django")]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NeutralFormatter())
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield stream
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_main_job_is_done_and_leaves_no_trace(visit, log, scripts):
    page = visit(scripts=scripts)
    browser = Browser(page)

    secrets = {TITLE, TEXT, SECOND, NEW_WORDS, person.PASSWORD}
    secrets |= begin_and_write(page, browser)
    secrets |= lose_and_recover(page, browser, secrets)
    secrets |= lose_both(page, browser)
    plant(page)
    browser.look()

    left = {**stored(), **browser.left(), "log": log.getvalue().encode()}
    assert kinds(places_with(CONTROL, left)) == {
        "file", "mail", "log", "browser", "address", "table accounts_user",
        "table journal_vault", "table cache",
    }  # fmt: skip
    assert {secret: places_with(secret, left) for secret in secrets} == {
        secret: set() for secret in secrets
    }


def begin_and_write(page: Page, browser: "Browser") -> set[str]:
    """Sign up, begin, write, lock, unlock, read; sign out, sign in, unlock, read."""
    person.sign_up(page)
    passphrase = person.begin(page)
    code = person.read_code(page)
    browser.look()
    page.get_by_role("link", name="I have it, go on").click()
    person.read_notes(page)
    page.get_by_label("Where are you?").select_option("Europe/Berlin")
    person.write(page, title=TITLE, text=TEXT)
    entry = page.url

    page.get_by_role("link", name="All entries").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    browser.look()
    person.lock(page)
    page.goto(entry)
    person.unlock(page, passphrase)
    expect(page).to_have_url(entry)
    expect(page.get_by_text(TEXT)).to_be_visible()
    browser.look()

    person.sign_out(page)
    person.sign_in(page)
    person.unlock(page, passphrase)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    return {passphrase, *spelt(code)}


def lose_and_recover(page: Page, browser: "Browser", secrets: set[str]) -> set[str]:
    """Open with the code and new words; the old ones open nothing any more."""
    (code,) = (secret for secret in secrets if secret.count("-") > 3)
    (old,) = (secret for secret in secrets if secret.count(" ") == 5)
    person.lock(page)
    fresh = person.recover(page, code, passphrase=NEW_WORDS)
    assert fresh != code
    page.get_by_role("link", name="I have it, sign in").click()
    person.sign_in(page)
    person.unlock(page, old)
    expect(page.get_by_text("These words did not open it").first).to_be_visible()
    person.unlock(page, NEW_WORDS)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    browser.look()
    return spelt(fresh)


def lose_both(page: Page, browser: "Browser") -> set[str]:
    """Begin a new journal at once, and write in it."""
    person.lock(page)
    page.get_by_role("link", name="I have lost both").click()
    page.get_by_role("button", name="Begin a new journal").click()
    passphrase = person.begin(page)
    code = person.read_code(page)
    page.get_by_role("link", name="I have it, go on").click()
    page.get_by_role("button", name="Skip").click()
    person.write(page, title="Weir", text=SECOND)
    browser.look()
    return {passphrase, *spelt(code)}


def spelt(code: str) -> set[str]:
    """Return a code as it is shown, and as it could be kept."""
    bare = code.replace("-", "")
    return {code, bare, bare.lower()}


def plant(page: Page) -> None:
    """Put the control text in clear wherever the secrets must not be."""
    user = User.objects.create_user(CONTROL)
    Vault.objects.create(owner=user, key_id=CONTROL.encode())
    cache.set("control", {"words": CONTROL})
    send_mail("control", CONTROL, "from@example.org", ["to@example.org"])
    logging.getLogger("control").warning(CONTROL)
    page.context.add_cookies([{"name": "c", "value": CONTROL, "url": page.url}])
    page.goto(f"/about/?{CONTROL}")


def kinds(places: set[str]) -> set[str]:
    """Return tables by name, and other places by their kind alone."""
    return {
        place if place.startswith("table") else place.split()[0] for place in places
    }


class Browser:
    """What lies in the browser: addresses, and cookies and storage at each look."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: list[str] = []
        self.states: list[str] = []
        page.on("request", lambda request: self.addresses.append(request.url))

    def look(self) -> None:
        """Take down the cookies and the storage of this moment."""
        self.states.append(json.dumps(self.page.context.storage_state()))

    def left(self) -> dict[str, bytes]:
        """Return all of it, as places to search."""
        return {
            "address": "\n".join(self.addresses).encode(),
            "browser": "\n".join(self.states).encode(),
        }
