"""The cast, and how a test signs somebody in."""

import os

import pytest
from django.test import Client

from recovery_site.accounts.models import User

PASSWORD = "seven quiet herons"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config, items):
    """Leave out, on PostgreSQL, what cannot differ from one database to another."""
    if os.environ.get("TEST_DATABASE") != "postgres":
        return
    kept, left = [], []
    for item in items:
        (kept if differs_by_database(item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def differs_by_database(item: pytest.Item) -> bool:
    """Tell whether a test is marked for the database, or takes a fixture of it.

    What is marked as alike everywhere counts as well where every case is looked at.
    """
    if item.get_closest_marker("alike") and os.environ.get("EVERY_GUISE") != "True":
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures)


@pytest.fixture
def alice(db) -> User:
    """Alice writes."""
    return User.objects.create_user("alice", password=PASSWORD)


@pytest.fixture
def carol(db) -> User:
    """Carol writes too, and must see nothing of Alice's."""
    return User.objects.create_user("carol", password=PASSWORD)


@pytest.fixture
def dana(db) -> User:
    """Dana keeps the desk."""
    return User.objects.create_superuser("dana", password=PASSWORD)


@pytest.fixture
def alice_client(alice) -> Client:
    """Return a browser in which Alice has signed in."""
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def carol_client(carol) -> Client:
    """Return a browser in which Carol has signed in."""
    client = Client()
    client.force_login(carol)
    return client
