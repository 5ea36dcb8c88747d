"""Two devices on one entry at once: both texts are kept, and the page says so."""

import pytest
from playwright.sync_api import expect

from journal.models import Unlock
from tests.browser import person
from tests.browser.journal import PASSPHRASE, written
from tests.browser.long_text import long_text

pytestmark = [pytest.mark.browser, pytest.mark.journey]
OFFER = "Words that you did not save are kept as an entry."

TITLE = "The lift"
HERE, THERE = long_text("here"), long_text("there")


@pytest.fixture
def two_devices(visit, alice_client, journal):
    """Open one entry for editing on two devices, one without scripts."""
    entry = written(journal, title=TITLE, text="As it was.")
    here, there = visit(alice_client), visit(scripts=False)
    person.sign_in(there)
    person.unlock(there, PASSPHRASE)
    for page, text in ((here, HERE), (there, THERE)):
        page.goto(f"{entry}edit/")
        page.get_by_label("Your words").fill(text)
    return here, there


def saved(page):
    person.save(page)
    expect(page.get_by_text("Saved and sealed.")).to_be_visible()


def test_later_save_shows_both_texts_and_loses_neither(two_devices):
    here, there = two_devices
    saved(there)

    person.save(here)

    told = here.get_by_text("This entry was changed elsewhere after you opened it.")
    expect(told.first).to_be_visible()
    expect(here.get_by_label("Your words")).to_have_value(HERE)
    other = here.get_by_role("region", name="The other version")
    expect(other).to_contain_text("end-of-there")
    there.get_by_role("link", name="Edit").click()
    assert there.get_by_label("Your words").input_value() == THERE
    saved(here)
    expect(here.get_by_role("link", name="Earlier versions (2)")).to_be_visible()
    here.get_by_role("link", name="All entries").click()
    assert person.read_own(here, TITLE) == (TITLE, HERE)


def test_text_of_a_device_that_had_locked_stands_beside_the_other(two_devices):
    here, there = two_devices
    saved(there)
    Unlock.objects.all().delete()

    person.save(here)
    person.unlock(here, PASSPHRASE)

    entries = here.get_by_role("main").locator("ol a")
    expect(entries).to_have_text([TITLE, TITLE])
    expect(here.get_by_text("Written while locked")).to_have_count(0)
    found = []
    for number in range(2):
        entries.nth(number).click()
        here.get_by_role("link", name="Edit").click()
        found.append(here.get_by_label("Your words").input_value())
        here.goto("/journal/")
    assert sorted(found) == sorted([HERE, THERE])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_draft_of_one_device_is_offered_on_the_other(
    visit, alice_client, journal, scripts
):
    here, there = visit(alice_client), visit(scripts=scripts)
    here.goto("/journal/write/")
    here.get_by_label("Title, if you like").fill(TITLE)
    here.get_by_label("Your words").fill(HERE)
    expect(here.get_by_text("Kept and sealed.")).to_be_visible()

    person.sign_in(there)
    person.unlock(there, PASSPHRASE)

    expect(there.get_by_text(OFFER)).to_be_visible()
    there.get_by_role("link", name="Go on writing").click()
    assert there.get_by_label("Your words").input_value() == HERE
    person.save(there)
    there.get_by_role("link", name="All entries").click()
    expect(there.get_by_text(OFFER)).to_have_count(0)
