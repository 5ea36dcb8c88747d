"""Start-up checks: what must be in place before anybody is let in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from journal.domain.peppers import pepper_ids_in_use


@register(Tags.database)
def peppers_present(**_options: Any) -> list[CheckMessage]:
    """Refuse to start when journals name a pepper that the server does not have."""
    try:
        missing = pepper_ids_in_use() - set(settings.JOURNAL_PEPPERS)
    except DatabaseError:
        return []  # before the first migration there is nothing to open
    finally:
        connection.close()
    return [
        Error(
            f"Journals here were closed with the server secret {name!r}, and "
            "JOURNAL_PEPPERS does not have it. Restore the file of secrets from its "
            "backup; without it these journals open with recovery codes only.",
            id="journal.E001",
        )
        for name in sorted(missing)
    ]
