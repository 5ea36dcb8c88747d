"""Brings a checkout or an upgrade into running order; safe to run again and again."""

import hashlib
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrate, load the shipped pages and lines, compile and collect."""

    help = "Prepare the database, the shipped content, translations, static files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run every step that is needed, and say which."""
        self._step("Database", self._migrate)
        self._step("Library", lambda: call_command("load_library", stdout=self.stdout))
        self._step(
            "Help lines and places",
            lambda: call_command("load_directory", stdout=self.stdout),
        )
        self._step("Translations", self._compile)
        self._step("Static files", self._collect)

    def _step(self, name: str, run: Any) -> None:
        self.stdout.write(f"· {name} …")
        self.stdout.flush()
        run()

    def _migrate(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable")
        call_command("apply_ledger", stdout=self.stdout)
        call_command("clear_expired")

    def _compile(self) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
                polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))

    def _collect(self) -> None:
        stamp = settings.DATA_DIR / "static.stamp"
        digest = self._static_digest()
        if stamp.exists() and stamp.read_text() == digest:
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)

    def _static_digest(self) -> str:
        digest = hashlib.sha256(Path(__file__).read_bytes())
        for finder in get_finders():
            for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
                changed = storage.get_modified_time(name).timestamp()
                digest.update(f"{name} {storage.size(name)} {changed}".encode())
        return digest.hexdigest()
