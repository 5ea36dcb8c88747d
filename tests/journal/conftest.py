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
    for module, kinds in (
        (sealed_manifest, ("head", "block")),
        (sealed_records, ("header", "body")),
    ):
        for kind in kinds:
            count(monkeypatch, module, kind, counts)
    return counts


def count(monkeypatch, module, kind, counts):
    real = getattr(module, f"open_{kind}")

    def counted(*args, **kwargs):
        counts[kind] += 1
        return real(*args, **kwargs)

    monkeypatch.setattr(module, f"open_{kind}", counted)


@pytest.fixture
def long() -> int:
    """Return how many entries a long journal has here."""
    return LONG
