"""What is due, and what has waited for too long: by the day on which it is read."""

from datetime import date

import pytest

from resources.library.domain import due
from resources.library.models import State, Subject
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(monkeypatch):
    """Return a way to set the day; the clock is the only thing that is not ours."""
    return lambda day: monkeypatch.setattr(due.timezone, "localdate", lambda: day)


def test_due_are_the_published_ones_whose_day_has_come(today):
    today(date(2027, 5, 1))
    for slug, day in (("b", date(2027, 5, 1)), ("a", date(2027, 4, 1))):
        make_article(slug, review_by=day)
    make_article("c", review_by=date(2027, 5, 2))
    make_article("d", review_by=date(2027, 1, 1), state=State.DRAFT)
    make_article("e", review_by=date(2027, 1, 1), state=State.RETIRED)

    assert [article.slug for article in due.due_articles()] == ["a", "b"]


@pytest.mark.parametrize(
    ("subject", "day", "expected"),
    [
        (Subject.HEALTH, date(2028, 4, 30), False),
        (Subject.HEALTH, date(2028, 5, 1), True),
        (Subject.LAW, date(2028, 5, 1), True),
        (Subject.GENERAL, date(2038, 5, 1), False),
    ],
)
def test_health_and_law_are_checked_a_year_after_their_day(
    today, subject, day, expected
):
    article = make_article(subject=subject, review_by=date(2027, 5, 1))

    today(day)

    assert due.is_being_checked(article) is expected
    listed = type(article).objects.filter(due.not_being_checked())
    assert listed.exists() is not expected


def test_leap_day_counts_as_the_day_before(today):
    today(date(2028, 2, 29))

    assert due.last_good_date() == date(2027, 2, 28)
