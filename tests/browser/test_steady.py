"""The steadying page must come up on a bad line, an old phone, without any script."""

from collections import Counter

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.house import furnish

pytestmark = pytest.mark.browser

ESSENTIAL = {"document", "stylesheet"}
ANIMATION = "getComputedStyle(document.querySelector('.breath__sun')).animationName"
# One page of each kind of frame: public, of an account, of a journal, of a failure.
FRAMES = (
    *("/", "/library/", "/library/trust-again/", "/help-lines/", "/therapists/"),
    *("/safety/", "/account/login/", "/account/signup/", "/nothing-here/"),
)
# What a drawing or the exit's shortcut may ask for, where it can be had.
OPTIONAL = {"script", "image", "other"}


def name_of_animation(page: Page) -> str:
    return str(page.evaluate(ANIMATION))


def test_page_needs_its_html_and_one_stylesheet(visit):
    page = visit(scripts=False)
    asked: Counter[str] = Counter()
    refused: Counter[str] = Counter()

    def answer(route):
        kind = route.request.resource_type
        if kind in ESSENTIAL:
            asked[kind] += 1
            route.continue_()
        else:
            refused[kind] += 1
            route.abort()

    page.route("**/*", answer)
    page.goto(reverse("steady"))

    assert asked == {"document": 1, "stylesheet": 1}
    assert set(refused) <= OPTIONAL
    assert page.locator("section.chapter").count() == 6
    page.get_by_label("Show a slow sun").check()
    assert name_of_animation(page) == "breathe"
    for shown in page.locator("section.chapter p:not(.breath__still)").all():
        expect(shown).to_be_visible()
    expect(page.get_by_role("link", name="Leave now").last).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_sun_moves_only_when_it_is_asked_to(visit, scripts):
    page = visit(scripts=scripts, reduced_motion="no-preference")
    page.goto(reverse("steady"))
    ask = page.get_by_label("Show a slow sun")

    before = name_of_animation(page)
    ask.check()
    moving = name_of_animation(page)
    ask.uncheck()

    assert (before, moving, name_of_animation(page)) == ("none", "breathe", "none")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_sun_rests_where_the_device_asks_for_less_movement(visit, scripts):
    page = visit(scripts=scripts, reduced_motion="reduce")

    page.goto(reverse("steady"))

    expect(page.get_by_label("Show a slow sun")).to_be_hidden()
    expect(page.get_by_text("so the picture stays still")).to_be_visible()
    assert name_of_animation(page) == "none"


def test_page_is_one_step_from_everywhere(visit):
    furnish()
    page = visit(scripts=False)

    for frame in FRAMES:
        page.goto(frame)
        steady = page.locator(f'a[href="{reverse("steady")}"]:visible')
        assert steady.count() > 0, frame
        steady.last.click()
        expect(page.get_by_role("heading", name="Steady", level=1)).to_be_visible()
