"""The cast, and how a test signs somebody in."""

import pytest
from django.test import Client

from recovery_site.accounts.models import User

PASSWORD = "seven quiet herons"


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
