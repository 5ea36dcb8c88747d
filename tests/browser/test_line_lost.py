"""The line is lost while somebody writes: what was not taken is sent once more."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from journal.domain import entries, intake
from journal.domain.preferences import read_preferences
from journal.models import Note
from tests.browser import person

pytestmark = pytest.mark.browser

WRITE, KEEP = reverse("journal-write"), reverse("journal-keep")
KEPT = "Kept and sealed."
NOT_KEPT = "Not kept just now. Your words are still on this page."
TEXT = "Marker 71 – the blue thermos."
# Another tab comes to the front, or this one: what the browser says of it.
SHOWN_AS = """state => {
  Object.defineProperty(document, "visibilityState", {
    value: state, configurable: true,
  });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def page(visit, alice_client, journal):
    """The page one writes on, under a clock that stands still until it is moved on."""
    page = visit(alice_client)
    page.clock.install()
    page.goto(WRITE)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 15"))
    return page


def taken_in(journal):
    """Take in what waits, and return the words of the page that was not saved."""
    assert intake.take_in(journal) == 1
    draft = read_preferences(journal).draft
    return entries.read_entry(journal, record=draft).text


def test_words_of_a_tab_that_was_hidden_without_a_line_are_sent_again(page, journal):
    page.context.set_offline(True)
    page.get_by_label("Your words").fill(TEXT)
    page.clock.run_for(6_000)
    expect(page.get_by_text(NOT_KEPT)).to_be_visible()

    # The browser takes a beacon on the way out, and nobody learns what became of it.
    page.evaluate(SHOWN_AS, "hidden")
    page.evaluate(SHOWN_AS, "visible")
    page.context.set_offline(False)
    page.clock.run_for(6_000)

    expect(page.get_by_text(KEPT)).to_be_visible()
    assert taken_in(journal) == TEXT


def test_words_of_a_hidden_tab_that_locks_without_a_line_stay_on_the_page(page):
    page.get_by_label("Your words").fill(TEXT)
    page.context.set_offline(True)
    page.evaluate(SHOWN_AS, "hidden")

    page.clock.run_for("17:00")

    expect(page.get_by_label("Your words")).to_have_value(TEXT)
    assert Note.objects.count() == 0


def test_words_after_a_save_that_was_stopped_are_sealed(page, journal):
    # An answer without a page, for the browser stays where it is as after "stop".
    page.route(f"**{WRITE}", lambda route: route.fulfill(status=204))
    page.get_by_label("Your words").fill(TEXT)
    with page.expect_response(f"**{WRITE}"):
        page.get_by_role("button", name="Save and close").click(no_wait_after=True)

    page.get_by_label("Your words").press_sequentially(" And more.")
    page.clock.run_for(6_000)

    expect(page.get_by_text(KEPT)).to_be_visible()
    assert taken_in(journal) == f"{TEXT} And more."


def test_answer_of_something_else_in_the_line_is_no_answer(page):
    page.route(f"**{KEEP}", lambda route: route.fulfill(body="Welcome to the café."))
    page.get_by_label("Your words").fill(TEXT)

    page.clock.run_for(6_000)

    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    assert Note.objects.count() == 0


def test_saved_words_leave_no_note_behind(page):
    page.get_by_label("Your words").fill(TEXT)
    page.clock.run_for(6_000)
    expect(page.get_by_text(KEPT)).to_be_visible()

    person.save(page)

    expect(page.get_by_text("Saved and sealed.")).to_be_visible()
    assert Note.objects.count() == 0
