"""Writes the tables of the threat model anew, or tells whether that is needed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery_site.threat_model import document, renewed


class Command(BaseCommand):
    """Bring journal/THREAT_MODEL.md into line with recovery_site/onlookers."""

    help = "Write the threat model's tables from recovery_site/onlookers."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the document, or only compare.

        Raises:
            CommandError: They differ, or the document lacks its markers.
        """
        path = document()
        written = path.read_text(encoding="utf-8")
        try:
            fresh = renewed(written)
        except ValueError as error:
            raise CommandError(str(error)) from None
        if options["check"] and fresh != written:
            raise CommandError("The two differ. Run `manage.py threat_model`.")
        if fresh != written:
            path.write_text(fresh, encoding="utf-8")
