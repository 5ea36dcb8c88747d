"""Serves the site with a production server on this machine."""

import os
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Check, say where the site is, and become the server."""

    help = "Serve the site on http://localhost:PORT (gunicorn, no access log)."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Replace this process by gunicorn."""
        self.check(databases=["default"])
        # Before anybody is let in: a backup may just have been put back.
        call_command("apply_ledger", stdout=self.stdout)
        port = options["port"]
        self.stdout.write(self._welcome(port))
        self.stdout.flush()
        without_core_dumps()
        command = [sys.executable, "-m", "gunicorn", *self._flags(options)]
        os.execv(sys.executable, command)  # nosec B606 # noqa: S606 -- no shell, fixed arguments

    def _welcome(self, port: int) -> str:
        sample = "  This is the demo: everything in it is a sample.\n"
        return (
            f"\n  {settings.SITE_NAME} is at http://localhost:{port}\n"
            f"{sample if settings.DEMO else ''}"
            "  Choose a name under Write to begin a journal.\n"
            "  `make admin` makes an account for the desk (/manage/).\n"
            f"  Back up {settings.DATA_DIR.name}/secrets.env apart from the database.\n"
            "  Stop with Ctrl-C.\n"
        )

    def _flags(self, options: dict[str, Any]) -> list[str]:
        memory = Path("/dev/shm")  # nosec B108 # noqa: S108 -- gunicorn's heartbeat file, no content
        return [
            "recovery_site.wsgi:application",
            *("--bind", f"127.0.0.1:{options['port']}"),
            *("--worker-class", "gthread", "--threads", "4"),
            *("--workers", str(options["workers"]), "--timeout", "60"),
            *("--max-requests", "1000", "--max-requests-jitter", "100"),
            *(("--worker-tmp-dir", str(memory)) if memory.is_dir() else ()),
            *("--no-control-socket", "--log-level", "warning"),
            *("--logger-class", "recovery_site.server_log.NeutralLogger"),
            # No header may say where this site is mounted.
            "--forwarder-headers=",
        ]


def without_core_dumps() -> None:
    """Forbid core dumps for this process and those that it becomes or starts.

    A dump of the memory would lay keys and words of open journals on the disk.
    """
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- Windows has none, and writes no core dumps

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
