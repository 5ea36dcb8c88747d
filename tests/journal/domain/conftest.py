"""Alice's journal and Carol's, both open, under the same words."""

from datetime import UTC, datetime, timedelta

import pytest

from journal.domain.matter import Prompt, Words
from journal.domain.opened import OpenJournal
from journal.domain.vaults import start_journal

PASSPHRASE = "quiet harbour linen oat seven tide"
WORDS = Words("The lift", "I took the stairs.\nThen the lift.", Prompt("A step?"))


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def words() -> Words:
    return WORDS


@pytest.fixture
def journal(alice) -> OpenJournal:
    return start_journal(alice, passphrase=PASSPHRASE)


@pytest.fixture
def carols(carol) -> OpenJournal:
    return start_journal(carol, passphrase=PASSPHRASE)


class Clock:
    """What Django takes the time from, set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 3, 12, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def on(self, **distance: float) -> None:
        """Move on, by the keywords of ``timedelta``."""
        self.time += timedelta(**distance)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Stand in for Django's clock, which is not ours; nothing of the journal is."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock
