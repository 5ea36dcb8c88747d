"""What the eye found on phones, on paper and from right to left, measured."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.house import furnish, writer

pytestmark = pytest.mark.browser

THUMB = 44  # pixels
WIDE_GAP = 64  # pixels
STYLE = "(one, name) => getComputedStyle(one)[name]"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
TURN = "document.documentElement.dir = 'rtl'"
# Where the first and the last digit stand: a number is read from its left end.
ENDS = """link => [0, link.textContent.length - 1].map(at => {
  const one = document.createRange();
  one.setStart(link.firstChild, at);
  one.setEnd(link.firstChild, at + 1);
  return one.getBoundingClientRect().left;
})"""
TOPS = "all => all.map(one => Math.round(one.getBoundingClientRect().top))"


def boxes(page, selector):
    return [each.bounding_box() for each in page.locator(selector).all()]


def test_links_that_stand_alone_are_as_high_as_a_thumb(visit):
    furnish()
    page = visit(Client(), is_mobile=True, **PHONE)
    page.goto(reverse("help-lines"))
    numbers = boxes(page, ".danger a")
    page.goto(reverse("article", args=["writing-gently"]))
    others = boxes(page, ".toc a, .opening__head a, .prompts a")

    assert len(numbers) > 10
    assert [box for box in numbers if min(box["width"], box["height"]) < THUMB] == []
    assert len(others) > 5
    assert [box for box in others if box["height"] < THUMB] == []


def test_entries_in_the_list_are_as_high_as_a_thumb(visit):
    client, _values = writer()
    page = visit(client, is_mobile=True, **PHONE)

    page.goto(reverse("journal-home"))

    found = boxes(page, ".leaf__title a")
    assert len(found) == 2
    assert [box for box in found if box["height"] < THUMB] == []


@pytest.mark.parametrize("name", ["help-lines", "steady", "journal-write"])
def test_exit_stays_in_the_window_with_letters_of_twice_the_size(visit, name):
    client, _values = writer()
    furnish()
    page = visit(client, **PHONE)
    page.goto(reverse(name))

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    exit_button = page.locator(".exit").bounding_box()
    assert exit_button["x"] >= 0
    assert exit_button["x"] + exit_button["width"] <= PHONE["viewport"]["width"]


def test_way_for_newcomers_stands_in_the_first_window_of_a_phone(visit):
    page = visit(Client(), **PHONE)

    page.goto(reverse("journal-home"))

    expect(page.get_by_role("link", name="I am new here")).to_be_in_viewport(ratio=1)


def test_five_marks_of_a_day_stand_on_one_line_of_a_phone(visit):
    client, _values = writer()
    page = visit(client, **PHONE)

    page.goto(reverse("journal-check-in"))

    tops = page.locator(".scale__item .drawn").evaluate_all(TOPS)
    assert len(tops) == 5
    assert len(set(tops)) == 1


def test_telephone_numbers_keep_their_order_from_right_to_left(visit):
    furnish()
    page = visit(Client())
    page.goto(reverse("help-lines"))

    page.evaluate(TURN)

    numbers = page.locator(".line__number a[href^='tel:']", has_text=" ").all()
    ends = [number.evaluate(ENDS) for number in numbers]
    assert len(ends) > 5
    assert [pair for pair in ends if pair[0] >= pair[1]] == []


def test_arrow_of_a_list_does_not_cover_its_words_from_right_to_left(visit):
    client, _values = writer()
    page = visit(client)
    page.goto(reverse("journal-settings"))
    place = "one => getComputedStyle(one).backgroundPositionX"

    page.evaluate(TURN)

    assert page.locator("select").first.evaluate(place) == "14px, 21px"


def test_moods_stand_beside_their_lines_from_right_to_left(visit):
    client, _values = writer()
    page = visit(client)
    page.goto(reverse("journal-moods"))

    page.evaluate(TURN)

    words = boxes(page, ".moods__word[text-anchor=end]")
    lines = boxes(page, ".moods__line")
    assert len(words) == len(lines) == 6
    assert max(box["x"] + box["width"] for box in words) <= lines[0]["x"]


def test_paper_shows_the_entry_and_none_of_the_tools(visit):
    client, values = writer()
    page = visit(client)
    page.goto(reverse("entry", kwargs=values["entry"]))
    assert page.locator(".told, .button").count() > 1

    page.emulate_media(media="print")

    assert page.locator(".told:visible, .button:visible, .pager:visible").count() == 0
    assert page.locator(".calm").count() == 1
    assert page.locator(".calm:visible").count() == 0
    assert page.get_by_text("Then the lift.").is_visible()


def test_paper_shows_the_code_and_not_what_it_opens(visit):
    client, _values = writer()
    page = visit(client)
    page.goto(reverse("journal-code"))
    code = page.get_by_role("list", name="Recovery code").inner_text()

    page.emulate_media(media="print")

    assert len(code.split()) == 18  # nine groups and their numbers
    assert page.locator("body").inner_text().split() == code.split()


def test_forced_colours_keep_the_strip_and_tell_buttons_from_words(visit):
    client, _values = writer()
    page = visit(client, forced_colors="active")

    page.goto(reverse("journal-home"))

    strip = page.get_by_role("banner").get_by_role("link", name="I need somebody now")
    assert strip.evaluate(STYLE, "textDecorationLine") == "underline"
    ground = page.locator("body").evaluate(STYLE, "backgroundColor")
    filled = page.locator(".button:not(.button--plain)").first
    plain = page.locator(".button--plain").first
    assert filled.evaluate(STYLE, "borderTopColor") != ground
    assert plain.evaluate(STYLE, "borderTopColor") == ground
    lock = page.get_by_role("button", name="Lock", exact=True)
    assert lock.evaluate(STYLE, "textDecorationLine") == "underline"


def test_forced_colours_leave_what_is_not_saved_hollow(visit):
    client, _values = writer()
    page = visit(client, forced_colors="active")
    page.goto(reverse("journal-write"))
    saved = page.locator(".saved").first
    place = "one => getComputedStyle(one, '::before').backgroundColor"
    saved.evaluate("one => one.textContent = 'Kept.'")
    kept = saved.evaluate(place)

    saved.evaluate("one => one.classList.add('saved--not')")

    assert (kept, saved.evaluate(place)) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")


def test_focus_stands_out_on_a_chosen_mark_in_forced_colours(visit):
    client, _values = writer()
    page = visit(client, forced_colors="active")
    page.goto(reverse("journal-check-in"))
    chosen = page.locator(".scale__item:has(:checked)")
    before = chosen.evaluate(STYLE, "outlineWidth")

    chosen.locator("input").focus()
    page.keyboard.press("ArrowLeft")

    chosen = page.locator(".scale__item:has(:checked)")
    assert (before, chosen.evaluate(STYLE, "outlineWidth")) == ("2px", "4px")


def test_nothing_stands_between_title_and_words_where_nothing_was_noted(visit):
    client, values = writer()
    page = visit(client, **PHONE)
    page.goto(reverse("journal-home"))  # what was told stands there, and once only

    page.goto(reverse("entry", kwargs=values["entry"]))

    title = page.get_by_role("heading", level=1).bounding_box()
    words = page.locator(".prose--entry").bounding_box()
    assert words["y"] - title["y"] - title["height"] < WIDE_GAP
