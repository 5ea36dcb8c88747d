"""A journal made without the browser, where a test is about something else."""

import uuid

from django.conf import settings
from django.test import Client
from django.urls import reverse

from journal.domain import entries, unlocking
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from recovery_site.accounts.models import User

PASSPHRASE = "quiet harbour linen oat seven tide"


def opened_by(user: User, client: Client) -> OpenJournal:
    """Begin a journal with words of one's own; it stays open in the client."""
    response = client.post(
        reverse("journal-start"),
        {"offered": "x", "choice": "own", "own": PASSPHRASE},
    )
    assert response.status_code == 302, response.content.decode()
    journal = unlocking.opened(
        user,
        cookie=client.cookies[settings.UNLOCK_COOKIE_NAME].value,
        session_key=client.cookies[settings.SESSION_COOKIE_NAME].value,
    )
    assert journal is not None
    return journal


def written(journal: OpenJournal, *, title: str, text: str) -> str:
    """Write an entry and return its address."""
    record = uuid.uuid4()
    entries.write_entry(journal, words=Words(title, text), record=record)
    return reverse("entry", args=[record])


def cookies_of(client: Client, site: str) -> list[dict[str, str]]:
    """Return the client's cookies as a browser takes them."""
    return [
        {"name": name, "value": crumb.value, "url": site}
        for name, crumb in client.cookies.items()
    ]
