"""The drill, second part: the browser or the server is killed while somebody writes.

Both are real processes that get SIGKILL. A killed browser leaves all up to the last
autosave; without scripts nothing can have been sent yet, so there is no such case.
Where the server is killed, the words are still on the page or in the request.
"""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from recovery_site.proof.search import places_with
from tests.browser import person
from tests.browser.conftest import PATIENCE
from tests.browser.journal import PASSPHRASE, cookies_of
from tests.browser.long_text import long_text
from tests.browser.mortal import Site, kill_browser

pytestmark = pytest.mark.browser

TITLE = "Half a page"
KEPT = "Kept and sealed."
EVERY = os.environ.get("EVERY_GUISE") == "True"  # as in test_lost_text.py
WRITE = reverse("journal-write")


# --- The browser ----------------------------------------------------------------------


def test_killed_browser_leaves_all_but_the_last_seconds_and_none_on_disk(
    browser_type,
    browser_type_launch_args,
    tmp_path,
    live_server,
    visit,
    alice_client,
    journal,
):
    text = long_text("killed-browser")
    profile = tmp_path / "profile"
    doomed = browser_type.launch_persistent_context(profile, **browser_type_launch_args)
    doomed.add_cookies(cookies_of(alice_client, live_server.url))
    page = doomed.new_page()
    page.goto(live_server.url + WRITE)
    type_and_wait(page, text)
    page.get_by_label("Your words").press_sequentially(" And a few more")

    kill_browser(profile)

    left = files_of(profile)
    # Chromium writes open pages down, to bring them back; our fields are not among it.
    assert places_with(WRITE, left) != set()
    assert (
        places_with(TITLE, left) | places_with("end-of-killed-browser", left) == set()
    )
    later = visit()
    person.sign_in(later)
    person.unlock(later, PASSPHRASE)
    title, found = person.read_own(later, TITLE)
    assert (title, found[: len(text)]) == (TITLE, text)
    # Another autosave may have gone out while the last letters were typed.
    assert " And a few more".startswith(found[len(text) :])


def files_of(profile):
    """Return every file of a browser's profile."""
    files = (path for path in profile.rglob("*") if path.is_file())
    return {str(path.relative_to(profile)): path.read_bytes() for path in files}


def type_and_wait(page, text):
    """Type a page, and wait until it has been sealed by itself."""
    page.get_by_label("Title, if you like").fill(TITLE)
    page.get_by_label("Your words").fill(text)
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=PATIENCE)


# --- The server -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A real server with a database of its own."""
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.kill()


@pytest.fixture
def sit_down(site, new_context):
    """Sit down at a page to write on, in a new journal of a new account."""

    def sit_down(name, *, scripts):
        context = new_context(base_url=site.address, java_script_enabled=scripts)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        person.sign_up(page, name)
        passphrase = person.begin(page)
        page.goto(WRITE)
        return page, passphrase

    return sit_down


@pytest.mark.parametrize("scripts", [True, False] if EVERY else [True])
def test_server_killed_before_save_loses_no_word(site, sit_down, scripts):
    text = long_text("killed-server")
    page, passphrase = sit_down(f"before-{scripts}", scripts=scripts)
    if scripts:
        type_and_wait(page, text)
    page.get_by_label("Title, if you like").fill(TITLE)
    page.get_by_label("Your words").fill(f"{text} And a few more")

    site.kill()
    site.start()
    person.save(page)

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.goto(reverse("journal-home"))
    person.lock(page)
    person.unlock(page, passphrase)
    assert person.read_own(page, TITLE) == (TITLE, f"{text} And a few more")


@pytest.mark.parametrize("scripts", [True, False] if EVERY else [False])
def test_save_to_a_dead_server_can_be_sent_again(site, sit_down, scripts):
    text = long_text("dead-server")
    page, passphrase = sit_down(f"during-{scripts}", scripts=scripts)
    page.get_by_label("Title, if you like").fill(TITLE)
    page.get_by_label("Your words").fill(text)

    site.kill()
    person.save(page)
    page.wait_for_url("chrome-error://**")
    site.start()
    page.reload()

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.goto(reverse("journal-home"))
    person.lock(page)
    person.unlock(page, passphrase)
    assert person.read_own(page, TITLE) == (TITLE, text)


def test_page_lost_with_its_server_is_there_up_to_the_last_autosave(site, sit_down):
    text = long_text("lost-page")
    page, passphrase = sit_down("lost", scripts=True)
    type_and_wait(page, text)

    site.kill()
    page.close(run_before_unload=False)
    site.start()
    later = page.context.new_page()
    later.goto(reverse("journal-home"))
    expect(later.get_by_text("One text was typed and not saved.")).to_be_visible()
    person.lock(later)
    person.unlock(later, passphrase)

    assert person.read_own(later, TITLE) == (TITLE, text)
