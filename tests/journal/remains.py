"""What is left of a journal: its rows by table, and the bytes of the live files."""

from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model, Q

from journal.models import Vault


def rows_of(vault: UUID) -> dict[str, int]:
    """Return how many rows each table of the journal has of a vault; none are 0."""
    counts = {
        model.__name__: model.objects.filter(belongs_to(model, vault)).count()
        for model in apps.get_app_config("journal").get_models()
    }
    return {name: count for name, count in counts.items() if count}


def belongs_to(model: type[Model], vault: UUID) -> Q:
    """Return what a vault's own rows have in common in one table."""
    return Q(pk=vault) if model is Vault else Q(vault=vault)


def live_files() -> bytes:
    """Return the bytes of the database's own files as they lie on the disk.

    SQLite's write-ahead log is among them. PostgreSQL's is not: its segments are
    copies, which age out like a backup, and the threat model says so.
    """
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        directory, oid = cursor.fetchone()
    folder = Path(directory) / "base" / str(oid)
    return b"".join(each.read_bytes() for each in folder.iterdir() if each.is_file())
