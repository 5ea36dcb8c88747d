"""Load the articles that ship with the site."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resources.library.domain.loading import Outcome, Report, load_library
from resources.library.domain.matter import ContentError
from resources.library.domain.shipped import CONTENT

# What a keeper may want to look at by name; the rest is only counted.
_NAMED = (Outcome.KEPT_AS_EDITED, Outcome.KEPT_AS_RETIRED)


class Command(BaseCommand):
    """Add and update shipped articles; what was edited here is left alone."""

    help = "Load the articles that ship with the site. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder stand in for the one that ships."""
        parser.add_argument("--content", type=Path, default=CONTENT)

    def handle(self, *, content: Path, **_options: object) -> None:
        """Load, and say what became of the files."""
        try:
            report = load_library(content)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_summary(report))
        for outcome in _NAMED:
            for name in report.files[outcome]:
                self.stdout.write(f"  {name}: {outcome}")


def _summary(report: Report) -> str:
    counts = [f"{len(report.files[outcome])} {outcome}" for outcome in Outcome]
    return f"Library: {', '.join(counts)}; {report.rendered} rendered again."
