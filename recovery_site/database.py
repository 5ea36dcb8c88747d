"""The database from one address: SQLite in a file, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from recovery_site.env import SettingError

# FULL, because NORMAL in WAL mode can lose an acknowledged save on power loss;
# secure_delete, so that an erased slot does not stay in the file.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
)


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings for SQLite in the file at ``path``."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # WAL alone loses writes to "database is locked" when a reader upgrades.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def from_url(url: str, *, default_path: Path) -> dict[str, Any]:
    """Return Django's settings for a ``DATABASE_URL``; empty means SQLite.

    Several hosts (``postgres://u:p@one:5432,two:5432/name``) are passed on to libpq,
    which finds the one that takes writes after a failover.

    Raises:
        SettingError: The scheme is neither sqlite nor postgres.
    """
    if not url:
        return sqlite(default_path)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError("DATABASE_URL must begin with sqlite:// or postgres://.")
    credentials, _, places = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        **_hosts(places),
        "OPTIONS": _options(places, dict(parse_qsl(parts.query))),
    }


def _hosts(places: str) -> dict[str, str]:
    pairs = [place.partition(":") for place in places.split(",")]
    return {
        "HOST": ",".join(unquote(host) for host, _, _ in pairs),
        "PORT": ",".join(port for _, _, port in pairs if port),
    }


def _options(places: str, options: dict[str, str]) -> dict[str, Any]:
    several = {"target_session_attrs": "read-write"} if "," in places else {}
    return {"pool": True, **several, **options}
