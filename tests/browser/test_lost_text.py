"""The drill: what was typed is never lost, whatever happens before it is saved.

Each event strikes while 2,000 words stand on the page, unsaved. After the next unlock
every one of them is there, as the writer's own. Scripts alternate from event to event
(on PostgreSQL the other way round); ``make test-full`` runs each event in both ways.
What is killed, browser or server, is in ``test_killed.py``.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.models import Unlock
from recovery_site.accounts.models import Session
from tests.browser import person
from tests.browser.journal import PASSPHRASE
from tests.browser.long_text import long_text

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
TITLE = "Half a page"
NEW_PASSWORD = "eight louder herons"
KEPT = "What you wrote is kept, sealed, and waits for you inside."
LOCKED = "Open your journal"


# --- What happens while the words stand on the page, unsaved ------------------------


def lock_by_itself(_page: Page, _visit: Visit) -> None:
    Unlock.objects.update(idle_until=timezone.now() - timedelta(minutes=1))


def lock_everywhere(_page: Page, visit: Visit) -> None:
    other = visit(scripts=False)
    person.sign_in(other)
    person.unlock(other, PASSPHRASE)
    other.goto(reverse("journal-keys"))
    other.get_by_role("button", name="Lock everywhere").click()
    expect(other.get_by_text("Your journal is locked on every device.")).to_be_visible()


def sign_out_in_another_tab(page: Page, _visit: Visit) -> None:
    tab = page.context.new_page()
    tab.goto(reverse("home"))
    person.sign_out(tab)
    tab.close()


def leave_in_another_tab(page: Page, _visit: Visit) -> None:
    tab = page.context.new_page()
    tab.goto(reverse("journal-home"))
    person.leave(tab)
    tab.close()


def sign_out_everywhere(_page: Page, visit: Visit) -> None:
    """Change the password on another device: that ends every session but its own."""
    other = visit(scripts=False)
    person.sign_in(other)
    person.change_password(other, NEW_PASSWORD)


def change_password_in_another_tab(page: Page, _visit: Visit) -> None:
    tab = page.context.new_page()
    person.change_password(tab, NEW_PASSWORD)
    tab.close()


def delete_the_session(_page: Page, _visit: Visit) -> None:
    Session.objects.all().delete()


def sign_in_again_in_another_tab(page: Page, _visit: Visit) -> None:
    tab = page.context.new_page()
    tab.goto(reverse("home"))
    person.sign_out(tab)
    person.sign_in(tab)
    expect(tab.get_by_role("heading", name=LOCKED)).to_be_visible()
    tab.close()


def open_again_in_another_tab(page: Page, _visit: Visit) -> None:
    tab = page.context.new_page()
    tab.goto(reverse("home"))
    person.sign_out(tab)
    person.sign_in(tab)
    person.unlock(tab, PASSPHRASE)
    expect(tab.get_by_role("heading", name="Entries")).to_be_visible()
    tab.close()


def leave_with_the_words(page: Page, _visit: Visit) -> None:
    person.leave(page)


# --- Where one is after pressing Save, and the way back in --------------------------


def told_to_sign_in(page: Page) -> None:
    person.save(page)
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    person.sign_in(page)
    person.unlock(page, PASSPHRASE)


def told_to_sign_in_anew(page: Page) -> None:
    person.save(page)
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    person.sign_in(page, NEW_PASSWORD)
    person.unlock(page, PASSPHRASE)


def told_to_open(page: Page) -> None:
    person.save(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    person.unlock(page, PASSPHRASE)


def told_that_a_text_waits(page: Page) -> None:
    person.save(page)
    expect(page.get_by_text("One text was typed and not saved.")).to_be_visible()
    person.lock(page)
    person.unlock(page, PASSPHRASE)


def come_back(page: Page) -> None:
    person.sign_in(page)
    person.unlock(page, PASSPHRASE)


EVENTS: dict[Callable[[Page, Visit], None], Callable[[Page], None]] = {
    lock_by_itself: told_to_open,
    sign_out_in_another_tab: told_to_sign_in,
    leave_in_another_tab: told_to_sign_in,
    sign_out_everywhere: told_to_sign_in_anew,
    change_password_in_another_tab: told_to_open,
    delete_the_session: told_to_sign_in,
    sign_in_again_in_another_tab: told_to_open,
    open_again_in_another_tab: told_that_a_text_waits,
    lock_everywhere: told_to_open,
    leave_with_the_words: come_back,
}
# One for each way back in; these run on PostgreSQL as well.
JOURNEYS = {lock_by_itself, sign_out_in_another_tab, leave_with_the_words}


@dataclass(frozen=True)
class Case:
    """One event, in a browser with or without scripts."""

    event: Callable[[Page, Visit], None]
    scripts: bool

    def __str__(self) -> str:
        return f"{self.event.__name__}-{'' if self.scripts else 'no-'}scripts"


def cases() -> list[object]:
    """Return each event once, or with EVERY_GUISE=True in both ways."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    found = [Case(event, (n % 2 == 0) == on_sqlite) for n, event in enumerate(EVENTS)]
    if os.environ.get("EVERY_GUISE") == "True":
        found += [Case(case.event, not case.scripts) for case in found]
    return [pytest.param(case, marks=marks(case), id=str(case)) for case in found]


def marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.journey] if case.event in JOURNEYS else []


@pytest.mark.parametrize("case", cases())
def test_every_word_comes_back_after(visit, alice_client, journal, case):
    text = long_text(case.event.__name__)
    page = visit(alice_client, scripts=case.scripts)
    page.goto(reverse("journal-write"))
    page.get_by_label("Title, if you like").fill(TITLE)
    page.get_by_label("Your words").fill(text)

    case.event(page, visit)
    EVENTS[case.event](page)

    assert person.read_own(page, TITLE) == (TITLE, text)
