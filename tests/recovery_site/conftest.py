"""A site of its own in a temporary folder, and a sign-in app."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds: setting up takes over a minute where four others are at work
# What tests.settings and tests.databases put into the environment of this process.
OURS = (
    "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE",
    "SECRET_KEY", "JOURNAL_PEPPERS", "JOURNAL_INBOX_SECRET", "DEMO",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A data folder, and how commands are run on it."""

    directory: Path

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return {**kept, "DATA_DIR": str(self.directory), **changes}

    def run(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def manage(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess:
        return self.run("manage.py", *arguments, **changes)

    def generate_secrets(self) -> subprocess.CompletedProcess:
        return self.run("-m", "recovery_site.secrets_file", str(self.directory))


@pytest.fixture
def empty(tmp_path) -> Place:
    """A place with nothing in it, not even its folder."""
    return Place(tmp_path / "data")


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Place:
    """A place after the first start; whoever uses it leaves it whole."""
    place = Place(tmp_path_factory.mktemp("site") / "data")
    place.generate_secrets()
    done = place.manage("set_up")
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def digits(settings) -> Callable[[str], str]:
    """Return what a sign-in app shows for a secret; the clock may tick on meanwhile."""
    settings.MFA_TOTP_TOLERANCE = 1
    return lambda secret: format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def sure_client(alice_client) -> Client:
    """Alice's browser, in which she has just typed her password once more."""
    alice_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return alice_client
