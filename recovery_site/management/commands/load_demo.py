"""Fills a trial copy with marked samples; refuses everywhere else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery_site.demo import accounts, loading, plenty


class Command(BaseCommand):
    """Load sample accounts, journals and listings, and say how to sign in."""

    help = "Fill a trial copy (DEMO=True) with samples. A real site refuses."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many pages the sample writer's journal shall have at least."""
        parser.add_argument(
            "--entries", type=int, default=0, help="For a long journal: 10000, say."
        )

    def handle(self, *_args: Any, entries: int, **_options: Any) -> None:
        """Load once; say each time what opens what.

        Raises:
            CommandError: This is no trial copy; nothing was loaded.
        """
        try:
            is_new = loading.load()
            more = plenty.lengthen(entries)
        except loading.NotADemoError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("· Samples …" if is_new else "· Samples are there already …")
        if more:
            self.stdout.write(f"· {more:,} more pages in the sample journal …")
        for sample in accounts.SAMPLES:
            self.stdout.write(f"  {sample.name}, password: {sample.password}")
            if sample.passphrase:
                self.stdout.write(f"    passphrase: {sample.passphrase}")
        self.stdout.write(
            f"    secret for an authenticator app: {accounts.curator_secret()}"
        )
