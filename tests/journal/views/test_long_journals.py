"""Pages of a long journal ask the database and the keys for no more than they show."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.journal.plenty import fill

pytestmark = pytest.mark.alike  # domain/test_long_journals.py asks PostgreSQL
HOME, CALENDAR, MOODS = (
    reverse(f"journal-{name}") for name in ("home", "calendar", "moods")
)
PAGE = 20  # headers of one page


@pytest.fixture
def still_clock(monkeypatch):
    """Stop Django's clock: touching the open row, once a minute, is a query more."""
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def browser(still_clock, open_client, alices, long):
    """Alice's, with a long journal whose moods she has asked for."""
    fill(alices, long, text="A ")
    open_client.post(MOODS, {"show": "yes"})
    open_client.get(HOME)
    return open_client


@pytest.mark.parametrize(
    ("address", "queries", "blocks", "headers"),
    [(HOME, 10, 3, PAGE + 1), (f"{HOME}?page=60", 10, 3, PAGE + 1)],
)
def test_timeline_opens_its_blocks_and_its_headers(
    browser, opened, django_assert_num_queries, address, queries, blocks, headers
):
    with django_assert_num_queries(queries):
        response = browser.get(address)

    assert response.content.decode().count('class="leaf"') == PAGE
    assert opened["block"] <= blocks
    assert (opened["header"], opened["body"]) == (headers, 1)  # and the settings


@pytest.mark.parametrize("address", [CALENDAR, MOODS])
def test_month_opens_its_blocks_and_no_entry(browser, opened, address):
    response = browser.get(address)

    assert response.status_code == 200
    assert opened["block"] <= 8  # 744 hours of an entry each, a day more, the nearest
    settings = opened["header"]
    assert settings in {1, 2}  # they tell the clock and the opt-in
    assert opened["body"] == settings
