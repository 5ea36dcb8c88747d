"""Everything that the site leaves behind, for ``proof.search`` to look through."""

from collections.abc import Iterable
from pathlib import Path

from django.core import mail
from django.db import connection


def stored() -> dict[str, bytes]:
    """Return all that the site keeps or sends: files, rows and mails."""
    mails = b"\n".join(each.message().as_bytes() for each in mail.outbox)
    return {**_files(), **_rows(), "mail": mails}


def _files() -> dict[str, bytes]:
    """Return the database's files with its write-ahead log, as they lie there."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return _read(path.parent.glob(f"{path.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        directory, oid = cursor.fetchone()
    folders = (f"base/{oid}", "global", "pg_wal")
    files = [file for one in folders for file in (Path(directory) / one).rglob("*")]
    return _read(files)


def _rows() -> dict[str, bytes]:
    """Return every table as a dump of its cells, bytes as bytes."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {f"table {name}": _table(cursor, name) for name in names}


def _table(cursor, name: str) -> bytes:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- names come from the database
    return b"\n".join(_cell(cell) for row in cursor.fetchall() for cell in row)


def _cell(cell: object) -> bytes:
    if isinstance(cell, bytes | memoryview):
        return bytes(cell)
    return str(cell).encode()


def _read(files: Iterable[Path]) -> dict[str, bytes]:
    return {f"file {file.name}": file.read_bytes() for file in files if file.is_file()}
