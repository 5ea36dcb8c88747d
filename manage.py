#!/usr/bin/env python3
"""The command line of the site."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
    from django.core.management import (  # noqa: PLC0415 -- settings come first
        execute_from_command_line,
    )

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
