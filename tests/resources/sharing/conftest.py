"""Bob is a counselor; the ledger lies in a folder of the test's own."""

import pytest
from django.core.cache import caches
from django.test import Client

from recovery_site.accounts.models import User
from resources.sharing.domain.guesses import CACHE
from tests.conftest import PASSWORD
from tests.resources.sharing.factories import a_counselor


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture(autouse=True)
def _no_guesses():
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def bob(db) -> User:
    """Bob is a counselor, and a keeper has confirmed him."""
    bob = User.objects.create_user("bob", password=PASSWORD)
    a_counselor(bob)
    return bob


@pytest.fixture
def bob_client(bob) -> Client:
    """Return a browser in which Bob has signed in."""
    client = Client()
    client.force_login(bob)
    return client
