"""A journal that is open in Alice's browser."""

import pytest

from journal.domain import unlocking
from journal.domain.opened import OpenJournal

PASSPHRASE = "quiet harbour linen oat seven tide"


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def open_client(alice_client):
    """Alice's browser after she began a journal with words of her own."""
    response = alice_client.post(
        "/journal/start/", {"offered": "x", "choice": "own", "own": PASSPHRASE}
    )
    assert response.status_code == 302, response.content.decode()
    return alice_client


@pytest.fixture
def alices(open_client, alice) -> OpenJournal:
    """Return her journal beside the browser, for what would take hundreds of forms."""
    return unlocking.open_with_passphrase(alice, passphrase=PASSPHRASE)
