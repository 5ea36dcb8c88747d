"""Shows on this machine what the site promises of a journal: ``make prove``."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import override_settings

from recovery_site.accounts.models import User
from recovery_site.proof import proof
from recovery_site.proof.report import Report

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


class Command(BaseCommand):
    """Sign somebody up, let her write, and then try to read and to falsify it."""

    help = "Try to break a journal made for this, in an empty database of its own."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how thorough it shall be."""
        parser.add_argument(
            "--thorough",
            action="store_true",
            help="Ask every page after a change of each column, not of each table.",
        )

    def handle(self, *_args: Any, thorough: bool = False, **_options: Any) -> None:
        """Print the page; the exit code is 0 only if all of it held.

        Raises:
            CommandError: The database is not an empty SQLite file.
        """
        started, report = time.monotonic(), Report()
        _prepare()
        with _quiet(), _as_it_lies_here():
            proof.make(report, is_thorough=thorough)
        report.verdict(seconds=time.monotonic() - started)
        self.stdout.write(report.text)
        if not report.held:
            sys.exit(1)


def _prepare() -> None:
    if connection.vendor != "sqlite":
        raise CommandError("The proof needs a SQLite database of its own.")
    # Also the whitenoise middleware looks for this folder.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable")
    if User.objects.exists():
        raise CommandError(
            "There are accounts in this database. The proof changes rows, and begins "
            "only in an empty one: use `make prove`."
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Log nothing: every refusal would be a line."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _as_it_lies_here() -> Iterator[None]:
    """Take this machine's name, and static files from the tree: collecting is slow."""
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_FILES}}
    with override_settings(STORAGES=plain, ALLOWED_HOSTS=["localhost"]):
        yield
