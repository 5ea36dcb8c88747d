"""Read a library back from the files that export_library wrote."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resources.library.domain.exporting import import_library
from resources.library.domain.matter import ContentError


class Command(BaseCommand):
    """Add what is missing; other words are replaced only where that is asked for."""

    help = "Read a folder of Markdown files into the library. All of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and whether to overwrite."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--replace", action="store_true", help="Overwrite rows.")

    def handle(
        self, *_args: Any, folder: Path, replace: bool = False, **_options: Any
    ) -> None:
        """Read it, and say how much was written.

        Raises:
            CommandError: A file is wrong or a row differs; nothing was written.
        """
        try:
            written = import_library(folder, may_replace=replace)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Library: {len(written)} written.")
