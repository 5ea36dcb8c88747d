"""``manage.py load_directory``: load help lines and places to look."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resources.directory.domain.loading import (
    LoadReport,
    load_lines,
    load_places,
    load_samples,
)
from resources.directory.domain.shipped import (
    ShippedDataError,
    shipped_lines,
    shipped_places,
    shipped_samples,
)


class Command(BaseCommand):
    """Load what ships; rows that a keeper has edited stay as they are."""

    help = "Load help lines and places to look; edited rows are kept and named."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Offer the demo's samples, which a real site refuses."""
        parser.add_argument(
            "--samples", action="store_true", help="also load the demo's listings"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        try:
            self._say("Help lines", load_lines(shipped_lines()))
            self._say("Places to look", load_places(shipped_places()))
            if options["samples"]:
                count = load_samples(shipped_samples())
                self.stdout.write(f"Sample listings: {count}")
        except ShippedDataError as error:
            raise CommandError(str(error)) from error

    def _say(self, title: str, report: LoadReport) -> None:
        self.stdout.write(
            f"{title}: {len(report.added)} added, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged"
        )
        if report.kept:
            self.stdout.write(f"  kept as edited: {', '.join(report.kept)}")
        if report.no_longer_shipped:
            names = ", ".join(report.no_longer_shipped)
            self.stdout.write(f"  no longer shipped, still there: {names}")
