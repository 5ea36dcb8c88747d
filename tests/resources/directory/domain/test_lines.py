from datetime import date, timedelta

import pytest

from resources.directory.domain.lines import Way, last_compared, lines_by_country
from tests.resources.directory.factories import TODAY, a_line

pytestmark = pytest.mark.django_db


def chapters_of(**kwargs):
    return lines_by_country(**{"first": "", "today": TODAY, **kwargs})


def names_of(code):
    return [
        one.line.name
        for chapter in chapters_of()
        if chapter.country.code == code
        for one in chapter.lines
    ]


def test_lines_by_country_orders_countries_by_name():
    names = [str(chapter.country.name) for chapter in chapters_of()]

    assert names == sorted(names)


def test_lines_by_country_puts_the_operators_own_first():
    names = [str(chapter.country.name) for chapter in chapters_of(first="nz")]

    assert names[0] == "New Zealand"
    assert names[1:] == sorted(names[1:])


def test_lines_by_country_keeps_countries_without_a_line():
    assert [chapter.lines for chapter in chapters_of()] == [()] * 21


def test_lines_by_country_puts_unconfirmed_below():
    a_line("a", name="Unconfirmed", status="unconfirmed", position=0)
    a_line("b", name="Confirmed", position=1)

    assert names_of("US") == ["Confirmed", "Unconfirmed"]


def test_lines_by_country_leaves_out_what_a_keeper_hid():
    a_line("a", name="Hidden", is_published=False)
    a_line("b", name="Shown")

    assert names_of("US") == ["Shown"]


def test_lines_by_country_print_fields_at_their_own_grade():
    a_line(
        hours="At noon", hours_grade="M", languages="English", languages_grade="H",
        cost="Free", cost_grade="L",
        contacts=[
            {"value": "+18006564673", "shown": "800-656-4673"},
            {"kind": "text", "value": "64673", "keyword": "HOPE", "grade": "M"},
            {"kind": "chat", "value": "https://example.org", "grade": "L"},
        ],
    )  # fmt: skip

    line = next(one for chapter in chapters_of() for one in chapter.lines)

    assert (line.hours, line.languages, line.cost) == ("", "English", "")
    assert line.numbers == (Way(words="800-656-4673", href="tel:+18006564673"),)
    assert line.others == (Way(words="Text HOPE to 64673", href="sms:64673"),)


@pytest.mark.parametrize(
    ("contact", "way"),
    [
        (
            {"kind": "short", "value": "988", "shown": "9-8-8"},
            Way(words="9-8-8", href="tel:988"),
        ),
        ({"kind": "text", "value": "988"}, Way(words="Text 988", href="sms:988")),
        (
            {"kind": "chat", "value": "https://www.example.org/x"},
            Way(words="Chat at example.org", href="https://www.example.org/x"),
        ),
        (
            {"kind": "web", "value": "https://example.org"},
            Way(words="example.org", href="https://example.org"),
        ),
        (
            {"kind": "email", "value": "line@example.org"},
            Way(words="line@example.org", href="mailto:line@example.org"),
        ),
        (
            {
                "kind": "app",
                "value": "+34600000016",
                "shown": "600 000 016",
                "keyword": "WhatsApp",
            },
            Way(words="WhatsApp: 600 000 016"),
        ),
    ],
)
def test_way_of_a_contact_says_what_to_dial_or_open(contact, way):
    a_line(contacts=[contact])

    line = next(one for chapter in chapters_of() for one in chapter.lines)

    assert (*line.numbers, *line.others) == (way,)


@pytest.mark.parametrize(("age", "is_stale"), [(180, False), (181, True)])
def test_printed_line_is_stale_after_180_days(age, is_stale):
    a_line(checked_on=TODAY - timedelta(days=age))

    line = next(one for chapter in chapters_of() for one in chapter.lines)

    assert line.is_stale is is_stale


def test_last_compared_is_the_latest_day_or_nothing():
    assert last_compared(chapters_of()) is None

    a_line("a", checked_on=date(2026, 9, 4))
    a_line("b", checked_on=date(2026, 10, 7))

    assert last_compared(chapters_of()) == date(2026, 10, 7)
