"""What was typed is never lost, whatever happens to the session in the meantime."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.models import Unlock
from recovery_site.accounts.models import Session
from tests.browser import person
from tests.browser.journal import PASSPHRASE

pytestmark = [pytest.mark.browser, pytest.mark.journey]

TITLE = "Half a page"
TEXT = "Marker 64 – the kettle,\n\nand “after that” <the> & stair. Ümläut 日本"


def lock_by_itself(_page: Page) -> None:
    Unlock.objects.update(idle_until=timezone.now() - timedelta(minutes=1))


def sign_out_in_another_tab(page: Page) -> None:
    tab = page.context.new_page()
    tab.goto(reverse("home"))
    person.sign_out(tab)
    tab.close()


def end_the_session(_page: Page) -> None:
    Session.objects.all().delete()


CASES = [
    (lock_by_itself, True),
    (lock_by_itself, False),
    (sign_out_in_another_tab, True),
    (end_the_session, False),
]


@pytest.mark.parametrize(("event", "scripts"), CASES)
def test_words_come_back_after(visit, alice_client, journal, event, scripts):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-write"))
    page.get_by_label("Title, if you like").fill(TITLE)
    page.get_by_label("Your words").fill(TEXT)

    event(page)
    page.get_by_role("button", name="Save and close").click()

    if event is not lock_by_itself:
        expect(page.get_by_role("heading", name="Kept")).to_be_visible()
        person.sign_in(page)
    person.unlock(page, PASSPHRASE)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_label("Title, if you like")).to_have_value(TITLE)
    expect(page.get_by_label("Your words")).to_have_value(TEXT)
