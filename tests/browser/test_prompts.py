"""A prompt, chosen by depth and answered; a deep one, stopped in the middle."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from resources.library.models import Prompt
from tests.browser import person
from tests.browser.furniture import load_what_ships

pytestmark = [pytest.mark.browser, pytest.mark.journey]

BEGUN = "The blue cup by the"
MORE = "The blue cup by the sink, and the quiet after"
PLACES = {"journal-home", "journal-prompt", "journal-write", "journal-keep", "steady"}

each_way = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"]
)


@pytest.fixture
def library(live_server):
    """Load what ships with the site."""
    load_what_ships()


@each_way
def test_deep_prompt_is_stopped_and_every_word_is_there(
    visit, alice_client, journal, library, scripts
):
    page = visit(alice_client, scripts=scripts)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reverse("journal-home"))
    page.get_by_role("link", name="A prompt to begin with").click()
    expect(page.get_by_label("Steady")).to_be_checked()
    choose(page, "Go deeper")
    expect(page.get_by_role("heading", name="Before you go deeper")).to_be_visible()
    expect(page.get_by_text("let this wait")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    first = prompt_on(page)
    page.get_by_label("Your words").fill(BEGUN)

    page.get_by_role("button", name="Another one").click()

    second = prompt_on(page)
    assert first != second
    assert {first, second} <= words_of("deeper")
    expect(page.get_by_label("Your words")).to_have_value(BEGUN)
    page.get_by_label("Your words").fill(MORE)
    page.get_by_role("button", name="Stop here").click()
    expect(page.get_by_role("heading", name="Steady", exact=True)).to_be_visible()
    page.goto(reverse("journal-home"))
    expect(page.get_by_text("not saved")).to_have_count(0)
    page.get_by_role("link", name="Untitled").click()
    expect(page.get_by_text(MORE)).to_be_visible()
    expect(page.get_by_text(second)).to_be_visible()
    assert tells(asked, first, second) == []


@each_way
def test_prompts_are_changed_and_skipped_on_the_page_and_a_deep_one_closes(
    visit, alice_client, journal, library, scripts
):
    page = visit(alice_client, scripts=scripts)
    page.goto(reverse("journal-write"))
    page.get_by_label("Your words").fill(BEGUN)
    page.get_by_text("A prompt to begin with").click()
    page.get_by_role("button", name="Show me one").click()
    assert prompt_on(page) in words_of("steady")
    expect(page.get_by_text("10 minutes are enough.")).to_be_visible()
    page.get_by_text("A prompt of another kind").click()
    choose(page, "Go deeper")
    expect(page.get_by_role("heading", name="Before you go deeper")).to_be_visible()
    page.get_by_role("button", name="Something steadier").click()
    assert prompt_on(page) in words_of("steady")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("region", name="Prompt")).to_have_count(0)
    page.get_by_text("A prompt to begin with").click()
    choose(page, "Go deeper")
    page.get_by_role("button", name="Go on", exact=True).click()
    assert prompt_on(page) in words_of("deeper")
    expect(page.get_by_label("Your words")).to_have_value(BEGUN)

    person.save(page)

    expect(page.get_by_role("heading", name="To close")).to_be_visible()
    expect(page.get_by_text(BEGUN)).to_be_visible()
    page.get_by_role("link", name="Stay with this a little longer").click()
    expect(page.get_by_role("heading", name="Steady", exact=True)).to_be_visible()


def test_timer_says_softly_that_it_is_enough(visit, alice_client, journal, library):
    page = visit(alice_client)
    page.clock.install()
    page.goto(reverse("journal-prompt"))
    choose(page, "Steady")
    told = page.get_by_text("10 minutes have gone by.")
    expect(page.get_by_text("10 minutes are enough.")).to_be_visible()
    # The words stand before the deferred script that counts has run.
    page.wait_for_load_state()

    page.clock.run_for("09:50")
    expect(told).to_have_count(0)
    page.clock.run_for("00:20")

    expect(told).to_be_visible()
    expect(told).to_have_attribute("role", "status")
    page.get_by_role("button", name="Turn this off").click()
    expect(page.get_by_text("10 minutes are enough.")).to_have_count(0)
    assert prompt_on(page) in words_of("steady")


def choose(page: Page, depth: str) -> None:
    """Choose a depth, and ask for a prompt."""
    page.get_by_label(depth).check()
    page.get_by_role("button", name="Show me one").click()


def prompt_on(page: Page) -> str:
    """Return the words of the prompt on the page one writes on."""
    shown = page.get_by_role("region", name="Prompt").locator(".prompt__text")
    expect(shown).to_be_visible()
    return shown.inner_text()


def words_of(depth: str) -> set[str]:
    """Return the words of the prompts of a depth."""
    return set(
        Prompt.objects.filter(article=None, depth=depth).values_list("text", flat=True)
    )


def tells(addresses: list[str], *shown: str) -> list[str]:
    """Return the addresses of pages that tell more than that somebody writes."""
    slugs = Prompt.objects.filter(text__in=shown).values_list("slug", flat=True)
    telling = re.compile("|".join([*slugs, "deep", "describe", r"\?"]))
    paths = [
        urlsplit(each)._replace(scheme="", netloc="").geturl() for each in addresses
    ]
    known = {reverse(name) for name in PLACES}
    pages = [path for path in paths if not path.startswith(("/static/", "data:"))]
    entry = re.compile(r"/journal/[0-9a-f-]{36}/$")
    return [
        path
        for path in pages
        if telling.search(path) or not (path in known or entry.match(path))
    ]
