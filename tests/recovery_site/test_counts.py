"""Counts of tries: the table of the cache names nobody, and keeps nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from recovery_site.counts import key_of

pytestmark = pytest.mark.django_db


def rows():
    """Return what a copy of the table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_copy_of_the_table_names_no_account(alice, alice_client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}

    alice_client.post(reverse("account_delete"), {"password": "not this one"})

    found = str(rows())
    assert len(rows()) == 1
    assert [str(alice.pk) in found, alice.pk.hex in found] == [False, False]


def test_names_of_rows_need_the_servers_secret(settings):
    before = key_of("allauth:rl", "", 1)

    settings.SECRET_KEY = "another-" * 8

    assert key_of("allauth:rl", "", 1) != before
    assert key_of("allauth:rl", "", 1) != key_of("allauth:rl", "", 2)


def test_housekeeping_takes_what_counts_no_more(monkeypatch):
    cache.set("a count of now", 1, timeout=600)
    cache.set("a count of before", 1, timeout=60)
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    call_command("clear_expired")

    assert [name for name, _value in rows()] == [key_of("a count of now", "", 1)]
