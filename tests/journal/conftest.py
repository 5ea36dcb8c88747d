"""What a page decrypts, counted."""

import os

import pytest

from journal.crypto import manifest as sealed_manifest
from journal.crypto import records as sealed_records

# Enough for a dozen blocks; all that is promised where every case is looked at.
LONG = 10_000 if os.environ.get("EVERY_GUISE") else 3_000


@pytest.fixture
def opened(monkeypatch):
    """Count what is decrypted; the real functions do the work."""
    counts = {"head": 0, "block": 0, "header": 0, "body": 0}
    count(monkeypatch, sealed_manifest, "open_head", counts, lambda *_: "head")
    count(monkeypatch, sealed_manifest, "open_block", counts, lambda *_: "block")
    count(monkeypatch, sealed_records, "open_part", counts, name_of_part)
    return counts


def name_of_part(_key, part, _sealed):
    return part.name.lower()


def count(monkeypatch, module, name, counts, kind):
    real = getattr(module, name)

    def counted(*args, **kwargs):
        counts[kind(*args)] += 1
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, counted)


@pytest.fixture
def long() -> int:
    """Return how many entries a long journal has here."""
    return LONG
