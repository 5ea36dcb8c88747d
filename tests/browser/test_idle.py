"""Before an open journal locks, and when it has: in a real browser, by its clock."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from journal.domain import entries, intake, unlocking
from journal.domain.attempts import FREE_BY_BOTH
from journal.domain.matter import Words
from journal.models import Note, Unlock
from tests.browser import person
from tests.browser.journal import PASSPHRASE, written

pytestmark = pytest.mark.browser

TITLE = "Zinnober im Treppenhaus"
TEXT = "Marker 64 – the copper kettle."
SOON = "Your journal locks in two minutes."
WRITE, HOME = reverse("journal-write"), reverse("journal-home")


def opened_at(page, address):
    """Open a page under a clock that stands still until it is moved on."""
    page.clock.install()
    page.goto(address)
    # Ahead by more than a busy machine takes in between: no clock is put back.
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 15"))


def status_of(page):
    return page.locator("[data-idle] [role=status]")


def test_writer_is_told_and_stays_open(visit, alice_client, journal):
    page = visit(alice_client)
    opened_at(page, WRITE)
    stay = page.get_by_role("button", name="Stay open")
    page.clock.fast_forward("12:30")
    expect(stay).to_be_hidden()
    expect(status_of(page)).to_have_text("")

    page.clock.fast_forward("02:00")
    expect(status_of(page)).to_have_text(SOON)
    # The server's row is as old as the browser believes.
    before = Unlock.objects.get().idle_until
    Unlock.objects.update(idle_until=before - unlocking.TOUCH_EVERY * 13)
    stay.click()

    expect(status_of(page)).to_have_text("")
    expect(stay).to_be_hidden()
    assert Unlock.objects.get().idle_until >= before
    page.clock.fast_forward("12:30")
    expect(status_of(page)).to_have_text("")
    page.clock.fast_forward("02:00")
    expect(status_of(page)).to_have_text(SOON)


def test_counting_asks_the_server_nothing(visit, alice_client, journal):
    page = visit(alice_client)
    opened_at(page, WRITE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.clock.run_for("14:30")

    expect(status_of(page)).to_have_text(SOON)
    assert asked == []


def test_words_on_the_page_are_sealed_when_it_locks(
    visit, alice, alice_client, journal
):
    page = visit(alice_client)
    opened_at(page, WRITE)
    page.get_by_label("Your words").fill(TEXT)
    Unlock.objects.all().delete()

    page.clock.run_for("17:00")

    page.wait_for_url(f"**{reverse('journal-unlock')}**")
    expect(page.get_by_text(TEXT)).to_have_count(0)
    assert Note.objects.count() == 1
    assert intake.take_in(journal) == 1


def test_plan_that_came_back_unsaved_is_sealed_when_it_locks(
    visit, alice_client, journal
):
    page = visit(alice_client)
    opened_at(page, reverse("journal-plan-edit"))
    page.locator("[name=part_1]").fill(TEXT)
    entries.write_entry(journal, words=Words("", "Theirs.", is_plan=True))
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("[data-unsaved] [name=part_1]")).to_have_value(TEXT)
    Unlock.objects.all().delete()

    page.clock.run_for("17:00")

    page.wait_for_url(f"**{reverse('journal-unlock')}**")
    assert Note.objects.count() == 1
    assert intake.take_in(journal) == 1


@pytest.mark.whole_browser
def test_reading_page_is_emptied_when_it_locks(visit, alice_client, journal):
    entry = written(journal, title=TITLE, text=TEXT)
    page = visit(alice_client)
    opened_at(page, entry)
    Unlock.objects.all().delete()
    page.clock.fast_forward("14:30")
    expect(page.get_by_text(TEXT)).to_be_visible()

    page.clock.fast_forward("02:30")

    page.wait_for_url(f"**{reverse('journal-unlock')}**")
    expect(page.get_by_label("Passphrase")).to_be_visible()
    page.go_back()
    expect(page.get_by_text(TEXT)).to_have_count(0)


def test_use_in_one_tab_holds_for_the_other(visit, alice_client, journal):
    page = visit(alice_client)
    opened_at(page, WRITE)
    other = page.context.new_page()
    page.clock.fast_forward("14:30")
    expect(status_of(page)).to_have_text(SOON)

    other.clock.install(time=page.evaluate("Date.now()") / 1000)
    other.goto(HOME)

    expect(status_of(page)).to_have_text("")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_waiting_is_plain_and_lets_one_in(
    visit, alice, alice_client, journal, scripts, monkeypatch
):
    cache.clear()
    alice_client.post(reverse("journal-lock"))
    page = visit(alice_client, scripts=scripts)
    page.context.clear_cookies(name="device")
    page.goto(reverse("journal-unlock"))
    for _ in range(FREE_BY_BOTH + 1):
        person.unlock(page, "not these words")
    expect(page.get_by_role("alert")).to_contain_text("Please wait 5 seconds")
    expect(page.get_by_label("Passphrase")).to_have_value("")
    later = timezone.now() + timedelta(seconds=6)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    person.unlock(page, PASSPHRASE)

    expect(page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    assert Unlock.objects.count() == 1
