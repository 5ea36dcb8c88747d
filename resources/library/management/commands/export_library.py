"""Write the whole library as the files that it is loaded from."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resources.library.domain.exporting import export_library
from resources.library.domain.matter import ContentError


class Command(BaseCommand):
    """Write topics and articles, whatever state they are in, to an empty folder."""

    help = "Write the library to a folder, as Markdown files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        """Write it, and say how much that was.

        Raises:
            CommandError: Something is in the folder already.
        """
        try:
            written = export_library(folder)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Library: {len(written)} files written.")
