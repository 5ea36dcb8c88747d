"""A limit on trying tokens. It keeps no address, and writes nothing down.

No guess at 128 bits succeeds; the limit keeps a machine that tries from costing much.
Counts live in the memory of each server process, under the keyed hash of the address's
prefix that the site makes, and go after some minutes. Not in the database's cache: a
client who opens a link that has ended would leave a row there.
"""

import time

from django.core.cache import caches

CACHE = "guesses"
WINDOW = 10 * 60  # seconds in which misses are counted together
MISSES = 60  # of one prefix; a shelter or an office shares one


def are_too_many(prefix: str) -> bool:
    """Tell whether a prefix has missed too often; such a request looks nothing up."""
    return int(caches[CACHE].get(_key(prefix), 0)) >= MISSES


def count_miss(prefix: str) -> None:
    """Count a token that opened nothing."""
    counts, key = caches[CACHE], _key(prefix)
    counts.add(key, 0, timeout=WINDOW)
    try:
        counts.incr(key)
    except ValueError:
        # It ran out, or was pushed out, between the two lines.
        counts.set(key, 1, timeout=WINDOW)


def _key(prefix: str) -> str:
    return f"{prefix}-{int(time.time()) // WINDOW}"
