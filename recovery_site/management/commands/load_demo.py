"""Fills a trial copy with marked samples; refuses everywhere else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery_site.demo import accounts, loading


class Command(BaseCommand):
    """Load sample accounts, journals and listings, and say how to sign in."""

    help = "Fill a trial copy (DEMO=True) with samples. A real site refuses."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load once; say each time what opens what.

        Raises:
            CommandError: This is no trial copy; nothing was loaded.
        """
        try:
            is_new = loading.load()
        except loading.NotADemoError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("· Samples …" if is_new else "· Samples are there already …")
        for sample in accounts.SAMPLES:
            self.stdout.write(f"  {sample.name}, password: {sample.password}")
            if sample.passphrase:
                self.stdout.write(f"    passphrase: {sample.passphrase}")
        self.stdout.write(
            f"    secret for an authenticator app: {accounts.curator_secret()}"
        )
