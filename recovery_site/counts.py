"""Counts of tries, in the cache's table: rows that name nobody, and go.

allauth names a count by the account and keeps in it when each try was, to the second.
A copy of the database would tell from them when somebody was here.
"""

import hashlib
import hmac

from django.conf import settings
from django.db import connection
from django.utils import timezone

from recovery_site import sealing


def key_of(key: str, prefix: str, version: int) -> str:
    """Return the name of a row: a keyed hash of what the program calls it."""
    secret = sealing.derive_key(settings.SECRET_KEY.encode(), "counts/v1")
    words = f"{prefix}:{version}:{key}".encode()
    return hmac.new(secret, words, hashlib.sha256).hexdigest()


def clear_expired() -> None:
    """Delete what counts no more; Django's own cache lets it lie until it is asked."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    query = f"DELETE FROM {table} WHERE expires < %s"  # nosec B608 # noqa: S608 -- a name of our own
    now = timezone.now().replace(microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(query, [connection.ops.adapt_datetimefield_value(now)])
