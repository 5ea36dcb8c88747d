"""Generates the file of secrets, once: ``python -m recovery_site.secrets_file DIR``.

Runs before anything is installed, so it uses the standard library alone. Secrets are
generated only while there is no database yet: a new pepper beside an old database would
lock every journal to its recovery code.
"""

import os
import secrets
import sys
from pathlib import Path

KEY_SIZE = 32  # bytes


def contents() -> str:
    """Return new secrets as ``NAME=value`` lines."""
    return (
        "# Back this file up, apart from the database. Without it journals open only\n"
        "# with their recovery codes, and nobody stays signed in.\n"
        f"SECRET_KEY={secrets.token_urlsafe(64)}\n"
        f"JOURNAL_PEPPERS=p1:{secrets.token_hex(KEY_SIZE)}\n"
        f"JOURNAL_INBOX_SECRET=i1:{secrets.token_hex(KEY_SIZE)}\n"
    )


def generate(directory: Path) -> bool:
    """Write the file with mode 0600 and return true, unless it stands already.

    Raises:
        SystemExit: There is a database and no file: a sentence says to restore it.
    """
    path = directory / "secrets.env"
    if path.exists() or "SECRET_KEY" in os.environ or "SECRET_KEY_FILE" in os.environ:
        return False
    if os.environ.get("DATABASE_URL") or (directory / "db.sqlite3").exists():
        raise SystemExit(
            f"There is a database, and {path} is missing. Restore that file from its "
            "backup, or set SECRET_KEY, JOURNAL_PEPPERS and JOURNAL_INBOX_SECRET. "
            "New secrets are never generated beside an existing database."
        )
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Created with its final mode: nobody can read it between writing and chmod.
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as file:
        file.write(contents())
    return True


if __name__ == "__main__":
    if generate(Path(sys.argv[1])):
        print(f"New secrets are in {sys.argv[1]}/secrets.env. Back that file up.")  # noqa: T201 -- a command
